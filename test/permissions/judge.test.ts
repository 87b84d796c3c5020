import { expect, test } from '@jest/globals';
import { judge } from './judge.ts';

const use = (pattern: string, isUsed: boolean) => ({ statement: 'Policy 1', part: 'action' as const, pattern, isUsed });
const excuse = (pattern: RegExp) => ({ statement: /^Policy/, pattern, because: 'a test' });

test('what is used in one run of several is used', () => {
  expect(judge([use('a:Get', false), use('a:Get', true)], [])).toEqual({ checked: 1, unused: [], stale: [] });
});

test('what is never used is told, unless it is excused', () => {
  expect(judge([use('a:Get', false), use('a:Put', false)], [excuse(/Put/)]).unused).toEqual([use('a:Get', false)]);
});

test('an excuse for what is used, or for what is not there, is told as well', () => {
  expect(judge([use('a:Get', true)], [excuse(/Get/), excuse(/Other/)]).stale).toHaveLength(2);
});

test('an excuse of which a part is used is told: it must be cut down to what is not', () => {
  expect(judge([use('a:Get', true), use('a:Put', false)], [excuse(/Get|Put/)]).stale).toHaveLength(1);
});
