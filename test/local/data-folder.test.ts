import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { takeDataFolder } from '../../local/data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-'));
});

describe('the data folder', () => {
  test('is made where there is none', () => {
    takeDataFolder(join(folder, 'a', 'b'), false)();
    expect(existsSync(join(folder, 'a', 'b'))).toBe(true);
  });

  test('is taken by one cloud at a time', () => {
    const letGo = takeDataFolder(folder, false);
    expect(() => takeDataFolder(folder, true)).toThrow(/in use by another local cloud/);
    letGo();
    takeDataFolder(folder, false)();
  });

  test('is emptied only when asked', () => {
    takeDataFolder(folder, false)();
    mkdirSync(join(folder, 'logs'));
    writeFileSync(join(folder, 'cloud.sqlite'), '');
    takeDataFolder(folder, false)();
    expect(existsSync(join(folder, 'cloud.sqlite'))).toBe(true);
    takeDataFolder(folder, true)();
    expect(existsSync(join(folder, 'cloud.sqlite')) || existsSync(join(folder, 'logs'))).toBe(false);
  });

  test("is refused where it holds somebody else's files, which stay", () => {
    writeFileSync(join(folder, 'thesis.txt'), '');
    expect(() => takeDataFolder(folder, true)).toThrow(/holds other things/);
    expect(existsSync(join(folder, 'thesis.txt'))).toBe(true);
  });
});
