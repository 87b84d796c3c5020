import { expect, test } from '@jest/globals';
import { isId, isToken, newId, newToken } from '../../../functions/adapters/ids.ts';

const many = <T>(make: () => T) => Array.from({ length: 2000 }, make);

test('ids are fit for execution names and mail tags, and never the same', () => {
  const ids = many(newId);
  expect(ids.filter((id) => !isId(id) || !/^[a-z0-9]{16}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every letter of the alphabet comes at the first and at the last place', () => {
  const ids = many(newId);
  for (const place of [0, 15]) expect(new Set(ids.map((id) => id[place])).size).toBe(32);
});

test('tokens have 256 bits, are fit for an address, and never the same', () => {
  const tokens = many(newToken);
  expect(tokens.filter((token) => !isToken(token))).toEqual([]);
  expect(Buffer.from(tokens[0] ?? '', 'base64url')).toHaveLength(32);
  expect(new Set(tokens).size).toBe(tokens.length);
});

test.each(['', 'app000000000001', 'APP0000000000001', 'apl0000000000001', 'app0000000000001\n', 'app0000000000001x'])(
  'refuses %j as an id',
  (text) => {
    expect(isId(text)).toBe(false);
  },
);

test.each(['', 'x'.repeat(42), `${'x'.repeat(42)}=`, `${'x'.repeat(43)}\n`, `${'x'.repeat(42)}é`])(
  'refuses %j as a token',
  (text) => {
    expect(isToken(text)).toBe(false);
  },
);
