import { describe, expect, it } from '@jest/globals';
import { evaluate } from '../../../local/step-functions/jsonata/evaluate.ts';
import { compileTemplate } from '../../../local/step-functions/jsonata/template.ts';
import { parseTimestamp } from '../../../local/step-functions/runner/timestamp.ts';

const place = { where: "State 'A'", path: '/States/A', location: 'Output', parts: new Set(['input'] as const) };

function run(value: unknown, input: unknown = {}): Promise<unknown> {
  return evaluate(compileTemplate(value, place), { states: { input } });
}

describe('an expression', () => {
  it.each([
    ['{% $partition([1..5], 2) %}', [[1, 2], [3, 4], [5]]],
    ['{% $range(1, 9, 4) %}', [1, 5, 9]],
    ['{% $range(3, 1, -1) %}', [3, 2, 1]],
    ['{% $parse(\'{"a":[1,null]}\') %}', { a: [1, null] }],
    ["{% $hash('input data', 'SHA-1') %}", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["{% 'just text' %}", 'just text'],
    ['{% $states.input.list[0] %}', 1],
    ['{% [$states.input.list[n > 5]] %}', []],
  ])('%s', async (text, value) => {
    expect(await run(text, { list: [1, { n: 2 }] })).toEqual(value);
  });

  it('stands in any place of a value', async () => {
    expect(await run({ a: ['{% 1 + 1 %}', { b: '{% $states.input %}' }], c: 'c' }, null)).toEqual({
      a: [2, { b: null }],
      c: 'c',
    });
  });

  it.each([
    [
      '{% $states.input.gone %}',
      "expression '$states.input.gone' specified for the field 'Output' returned nothing (undefined).",
    ],
    [
      "{% 1 + 'a' %}",
      'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
    ],
    ["{% $parse('{') %}", 'threw an error during evaluation: '],
    ['{% function($x) { $x } %}', 'returned an unsupported result type.'],
    ['{% $missing(1) %}', 'T1006'],
    [['{% $gone %}'], "specified for the field 'Output[0]' returned nothing"],
  ])('%j fails with its place and reason', async (value, message) => {
    await expect(run(value)).rejects.toThrow(message);
  });
});

describe('a timestamp', () => {
  it.each([
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
    ['2024-02-29T12:00:00.5+01:30', '2024-02-29T10:30:00.500Z'],
    ['2024-02-29T12:00Z', '2024-02-29T12:00:00.000Z'],
    ['2024-02-29T12:00:00.000000001Z', '2024-02-29T12:00:00.001Z'],
  ])('%s', (text, instant) => {
    expect(new Date(parseTimestamp(text) ?? Number.NaN).toISOString()).toBe(instant);
  });

  it.each([
    '2023-02-29T12:00:00Z',
    '2024-01-01',
    '2024-01-01T24:00:00Z',
    '2024-01-01T00:00:00',
    '2024-01-01T00:00:00+0100',
  ])('refuses %s', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });
});
