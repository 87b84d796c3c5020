import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type FakeAws, fakeAws } from '../support/fake-aws.ts';

let folder: string;
let aws: FakeAws;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-practice-'));
  aws = await fakeAws();
});
afterEach(() => aws.forget());
afterAll(() => {
  aws.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const practice = (...args: string[]): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['infra/practice.ts', ...args], { env: { ...process.env, ...aws.env } });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });

describe('npm run practice', () => {
  test('sends the settings with the templates that they name, and prints the answer', async () => {
    aws.answer('POST /2015-03-31/functions/perennial-practice/invocations', 200, { stored: ['practice'] });
    file('agreement.md', '# Agreement\n');
    const path = file('practice.json', '{"practice":{"name":"Lakeside"},"plans":[{"template":"agreement.md"}]}');
    const { code, out } = await practice(path);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ stored: ['practice'] });
    expect(JSON.parse(aws.calls[0]?.body ?? '')).toEqual({
      practice: { name: 'Lakeside' },
      plans: [{ template: '# Agreement\n' }],
    });
  });

  test('says every mistake that the function finds', async () => {
    const mistakes = ['plans.0.priceCents: must be given', 'template: unknown variable'];
    aws.answer('POST /2015-03-31/functions/perennial-practice/invocations', 200, { mistakes });
    const { code, err } = await practice(file('practice.json', '{}'));
    expect(err).toBe(`The practice was not stored:\n  ${mistakes.join('\n  ')}\n`);
    expect(code).toBe(2);
  });

  test('says that the function failed', async () => {
    const failed = { 'x-amz-function-error': 'Unhandled' };
    const answer = { errorMessage: 'table not there', errorType: 'Error' };
    aws.answer('POST /2015-03-31/functions/perennial-practice/invocations', 200, answer, failed);
    const { code, err } = await practice(file('practice.json', '{}'));
    expect(err).toBe('The practice was not stored: table not there\n');
    expect(code).toBe(1);
  });

  test('says that nothing is deployed yet', async () => {
    const { code, err } = await practice(file('practice.json', '{}'));
    expect(err).toContain('perennial-practice is not deployed in this account and Region: run npm run deploy first.');
    expect(code).toBe(1);
  });

  test.each([
    ['no file', () => [], 'Usage: npm run practice -- FILE'],
    ['two files', () => ['a.json', 'b.json'], 'Usage: npm run practice -- FILE'],
    ['an option', () => ['--help'], 'Usage: npm run practice -- FILE'],
    ['a file that is not there', () => [join(folder, 'none.json')], "none.json can't be read: there is no such file"],
    ['a folder', () => [folder], "can't be read: it is a folder"],
    ['a file that is no JSON', () => [file('bad.json', '{"a":')], 'bad.json is no JSON:'],
    ['a file that holds a list', () => [file('list.json', '[1]')], 'list.json holds [1]; it must hold an object'],
    [
      'a template that is not there',
      () => [file('t.json', '{"template":"no.md"}')],
      "no.md can't be read: there is no",
    ],
    ['a template elsewhere', () => [file('e.json', '{"template":"../x.md"}')], 'lies outside the practice file'],
  ])('refuses %s and asks nobody', async (_what, args, message) => {
    const { code, out, err } = await practice(...args());
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(code).toBe(2);
    expect(aws.calls).toEqual([]);
  });
});
