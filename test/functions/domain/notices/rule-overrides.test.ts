import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { noticeRules } from '../../../../functions/domain/notices/notice-rules.ts';
import {
  overrideMistakes,
  type RuleOverride,
  rulesWith,
  staleRules,
} from '../../../../functions/domain/notices/rule-overrides.ts';
import { runs } from '../../../support/property-runs.ts';

const by = { by: 'A. Counsel', reason: 'Read the statute', on: '2026-11-27' };

describe('an override', () => {
  test.each<[string, Partial<RuleOverride>, string]>([
    [
      'a wider early edge',
      { earliestDays: 46 },
      'tighten 45 to 15 days before, in whole days from 1 to 365, got 46 to 15',
    ],
    [
      'a wider late edge',
      { latestDays: 14 },
      'tighten 45 to 15 days before, in whole days from 1 to 365, got 45 to 14',
    ],
    ['a window turned round', { earliestDays: 20, latestDays: 21 }, 'got 20 to 21 days before'],
    ['half a day', { earliestDays: 40.5 }, 'in whole days from 1 to 365, got 40.5 to 15'],
    ['no number', { latestDays: Number.NaN }, 'got 45 to NaN'],
    [
      'no days after an edge that is missing',
      { ruleId: 'ach-changed-amount', latestDays: 9 },
      'tighten 10 days or more before, in whole days from 1 to 365, got 9 days or more before',
    ],
    ['a year and more', { ruleId: 'wa-price-change', latestDays: 366 }, 'in whole days from 1 to 365'],
    ['the day of the renewal', { ruleId: 'ut-renewal', latestDays: 0 }, 'got 0 days or more'],
    [
      'a review of what no review can meet',
      { ruleId: 'ga-active-yes', reviewed: true },
      'ga-active-yes: no review lets this rule be met',
    ],
    ['no reason', { reason: '' }, 'ny-renewal: an override needs a name and a reason'],
    ['a day that is none', { on: '2026-02-30' }, 'got "2026-02-30"'],
  ])('is refused with %s', (_, given, words) => {
    const mistakes = overrideMistakes([{ ruleId: 'ny-renewal', ...by, ...given }]);
    expect(mistakes).toEqual([expect.stringContaining(words)]);
  });

  test.each<[string, Partial<RuleOverride>]>([
    ['a window of one day', { earliestDays: 30, latestDays: 30 }],
    ['the same window', { earliestDays: 45, latestDays: 15 }],
    ['a first early edge', { ruleId: 'ach-changed-amount', earliestDays: 60 }],
    ['days that were not found', { ruleId: 'ut-renewal', earliestDays: 60, latestDays: 30, reviewed: true }],
  ])('is taken with %s', (_, given) => {
    const { by: __, reason, on, ...kept } = { ruleId: 'ny-renewal', ...by, ...given };
    expect(overrideMistakes([{ by: by.by, reason, on, ...kept }])).toEqual([]);
  });

  test('says every mistake of every one at once', () => {
    const mistakes = overrideMistakes([
      { ruleId: 'ny-renewal', ...by, by: '', earliestDays: 50 },
      { ruleId: 'zz', ...by },
    ]);
    expect(mistakes).toHaveLength(3);
    expect(mistakes[2]).toMatch(/^There is no rule "zz"; there are: contract, ca-renewal/);
  });

  test('of a rule that has one may only tighten what that one left', () => {
    const first = { ruleId: 'ny-renewal', earliestDays: 40, ...by };
    expect(overrideMistakes([first, { ruleId: 'ny-renewal', earliestDays: 44, ...by }])).toEqual([
      expect.stringContaining('may only tighten 40 to 15 days before'),
    ]);
    const both = rulesWith([first, { ruleId: 'ny-renewal', latestDays: 20, ...by }]);
    expect(both.find(({ ruleId }) => ruleId === 'ny-renewal')).toMatchObject({ earliestDays: 40, latestDays: 20 });
  });

  test('never widens a window, whatever is given', () => {
    const days = fc.option(fc.oneof(fc.integer({ min: -5, max: 400 }), fc.double()), { nil: undefined });
    const override = fc.record({
      ruleId: fc.constantFrom(...noticeRules.map(({ ruleId }) => ruleId)),
      earliestDays: days,
      latestDays: days,
      reviewed: fc.option(fc.boolean(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(override, { maxLength: 4 }), (given) => {
        const overrides = given.map((one) => ({ ...one, ...by }));
        if (overrideMistakes(overrides).length > 0) {
          expect(() => rulesWith(overrides)).toThrow(RangeError);
          return;
        }
        const wider = rulesWith(overrides).filter(({ earliestDays = 1e9, latestDays = 1 }, index) => {
          const { earliestDays: from = 1e9, latestDays: to = 1 } = noticeRules[index] ?? {};
          return earliestDays > from || latestDays < to || earliestDays < latestDays;
        });
        expect(wider).toEqual([]);
      }),
      { numRuns: runs() },
    );
  });
});

test('without overrides the rules are as they stand', () => {
  expect(rulesWith([])).toEqual(noticeRules);
});

test('a rule is stale on the day after a year, on the calendar', () => {
  const rules = noticeRules
    .slice(0, 2)
    .map((rule, index) => ({ ...rule, checkedOn: ['2027-03-01', '2027-03-02'][index] ?? '' }));
  const stale = (today: string) => staleRules([], today, rules).map(({ checkedOn }) => checkedOn);
  expect(stale('2028-03-01')).toEqual([]);
  expect(stale('2028-03-02')).toEqual(['2027-03-01']);
  expect(stale('2028-03-03')).toEqual(['2027-03-01', '2027-03-02']);
});

test('a rule that the practice has looked at since is not stale until a year after that, whatever the order', () => {
  const rules = noticeRules.slice(0, 2).map((rule) => ({ ...rule, checkedOn: '2027-03-01' }));
  const [first = '', second = ''] = rules.map(({ ruleId }) => ruleId);
  const overrides = [
    { ruleId: first, ...by, on: '2027-06-01' },
    { ruleId: first, ...by, on: '2027-05-01' },
    { ruleId: second, ...by, on: '2026-11-27' },
  ];
  const stale = (today: string) =>
    staleRules(overrides, today, rules).map(({ ruleId, checkedOn }) => [ruleId, checkedOn]);
  expect(stale('2028-06-01')).toEqual([[second, '2027-03-01']]);
  expect(stale('2028-06-02')).toEqual([
    [first, '2027-06-01'],
    [second, '2027-03-01'],
  ]);
});
