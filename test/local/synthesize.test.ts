import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { synthesize } from '../../local/synthesize.ts';

let root: string;

/** An app that writes its template as the CDK would, and counts how often it ran. */
const app = `import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
const out = process.env.CDK_OUTDIR ?? '';
if (readFileSync(new URL('../functions/a.ts', import.meta.url), 'utf8') === 'bad') process.exit(3);
mkdirSync(out, { recursive: true });
writeFileSync(out + '/manifest.json', JSON.stringify({ account: process.env.CDK_DEFAULT_ACCOUNT ?? 'none' }));
appendFileSync(new URL('../runs', import.meta.url), 'x');`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'app-'));
  for (const folder of ['infra', 'functions', 'statemachines']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'cdk.json'), '{"app":"node infra/app.ts"}');
  writeFileSync(join(root, 'infra', 'app.ts'), app);
  writeFileSync(join(root, 'functions', 'a.ts'), '');
});

const runs = () => readFileSync(join(root, 'runs'), 'utf8').length;

test('the app is synthesized once for the same sources', async () => {
  expect(await synthesize(root)).toBe(join(root, 'cdk.out'));
  await synthesize(root);
  expect(runs()).toBe(1);
});

test.each([
  ['a source', 'functions/a.ts'],
  ['the settings', 'cdk.json'],
  ['the dependencies', 'package-lock.json'],
])('and again where %s has changed', async (_, file) => {
  await synthesize(root);
  writeFileSync(join(root, file), `${readFileSync(join(root, file), 'utf8')} `);
  await synthesize(root);
  expect(runs()).toBe(2);
});

test('and again where somebody else has synthesized into the folder', async () => {
  await synthesize(root);
  writeFileSync(join(root, 'cdk.out', 'manifest.json'), '{"account":"123456789012"}');
  await synthesize(root);
  expect(runs()).toBe(2);
});

test('for no account, whatever credentials are around', async () => {
  process.env.CDK_DEFAULT_ACCOUNT = '123456789012';
  try {
    const folder = await synthesize(root);
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual({ account: 'none' });
  } finally {
    delete process.env.CDK_DEFAULT_ACCOUNT;
  }
});

test('an app that fails is told, and is tried again the next time', async () => {
  writeFileSync(join(root, 'functions', 'a.ts'), 'bad');
  await expect(synthesize(root)).rejects.toThrow('The app could not be synthesized: infra/app.ts ended with code 3');
  await expect(synthesize(root)).rejects.toThrow('ended with code 3');
});

test('refuses an app that is no plain Node file', async () => {
  writeFileSync(join(root, 'cdk.json'), '{"app":"npx tsx infra/app.ts"}');
  await expect(synthesize(root)).rejects.toThrow(/app must be "node FILE.ts", given was "npx tsx/);
});
