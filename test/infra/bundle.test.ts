import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deployed } from '../../functions/deployed.ts';
import { type Bundled, bundleFunctions } from '../../infra/bundle.ts';

let folder: string;
let bundled: Bundled[];
beforeAll(async () => {
  // Inside the project, as the real ones: source maps name their sources from there.
  mkdirSync('.cache', { recursive: true });
  folder = mkdtempSync(resolve('.cache', 'bundles-'));
  bundled = await bundleFunctions(folder);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contents = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]),
  );

describe('bundles', () => {
  test('are a folder for each deployed function', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(deployed).sort());
    for (const name of Object.keys(deployed)) expect(readdirSync(join(folder, name))).toContain('index.mjs');
  });

  test('are the same bytes each time, and lose what no longer belongs to them', async () => {
    const before = contents();
    writeFileSync(join(folder, 'patient', 'chunk-OLD.mjs'), 'old');
    await bundleFunctions(folder);
    const after = contents();
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([]);
  }, 120_000);

  test('name no path of the machine that made them', () => {
    const telling = Object.entries(contents()).filter(([, text]) => text.includes(process.cwd()));
    expect(telling.map(([path]) => path)).toEqual([]);
  });

  test('leave the SDK’s credential chain apart, which Lambda never uses', () => {
    const files = readdirSync(join(folder, 'stream')).filter((name) => name.endsWith('.mjs'));
    expect(files.length).toBeGreaterThan(3);
  });

  test('leave apart what a cold start of the patients’ pages does not need: the template engine, the Markdown parser', () => {
    const patient = bundled.find(({ name }) => name === 'patient');
    const sourcesOf = (file: string): string[] => JSON.parse(readFileSync(`${file}.map`, 'utf8')).sources;
    const packages = (files: string[]) =>
      new Set(files.flatMap(sourcesOf).map((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1]));
    const read = packages(patient?.readAtStart ?? []);
    expect(read.has('@middy/core')).toBe(true);
    expect(read.has('liquidjs') || read.has('marked')).toBe(false);
    const all = readdirSync(join(folder, 'patient')).filter((name) => name.endsWith('.mjs'));
    const kept = packages(all.map((name) => join(folder, 'patient', name)));
    expect(kept.has('liquidjs') && kept.has('marked')).toBe(true);
  });
});
