import { describe, expect, test } from '@jest/globals';
import { noticeRules } from '../../../../functions/domain/notices/notice-rules.ts';
import { rulesWith } from '../../../../functions/domain/notices/rule-overrides.ts';
import { type PlanBeforeRules, unmetFor } from '../../../../functions/domain/notices/unmet-for.ts';

const commonDate = { on: 'common-date', monthDay: '01-01', proration: 'day' } as const;
const plan = (given: Partial<PlanBeforeRules> = {}): PlanBeforeRules => ({
  renewal: { on: 'anniversary' },
  cancelByDays: 0,
  states: ['NY'],
  daysToPrepare: 70,
  ...given,
});

describe("of a plan that is saved, what can't be met", () => {
  test.each<[string, Partial<PlanBeforeRules>, [string, string][]]>([
    [
      'is nothing in reviewed states',
      { states: ['CA', 'NY', 'IL', 'GA', 'NC', 'VA', 'CO', 'DE', 'MA', 'WA', 'WI'] },
      [['ca-price-change', 'not-reviewed']],
    ],
    [
      'is what nobody has reviewed',
      { states: ['FL', 'UT'] },
      [
        ['fl-renewal', 'not-reviewed'],
        ['ut-renewal', 'not-reviewed'],
      ],
    ],
    ['is nothing where the last no is ten weeks less the window ahead', { states: ['IL'], cancelByDays: 40 }, []],
    [
      'is a window that is over a day before its notice is planned',
      { states: ['IL', 'MA'], cancelByDays: 41 },
      [['il-renewal', 'too-early']],
    ],
    ['is a first term that a common date cuts short', { renewal: commonDate }, [['contract', 'short-first-term']]],
    [
      'is that by the strictest rule',
      { renewal: commonDate, states: ['VA', 'MA'] },
      [['va-renewal', 'short-first-term']],
    ],
  ])('%s', (_, given, expected) => {
    expect(unmetFor(plan(given), noticeRules).map(({ ruleId, why }) => [ruleId, why])).toEqual(expected);
  });

  test('is no first term where a notice may go out on the day before', () => {
    const reminder = noticeRules.filter(({ ruleId }) => ruleId === 'ca-annual-reminder');
    expect(unmetFor(plan({ renewal: commonDate, states: ['CA'] }), reminder)).toEqual([]);
  });

  test('of a short first term is said by a reviewed rule: the others are in the way in any case', () => {
    const unmet = unmetFor(plan({ renewal: commonDate, states: ['FL'] }), noticeRules);
    expect(unmet.map(({ ruleId, why }) => [ruleId, why])).toEqual([
      ['fl-renewal', 'not-reviewed'],
      ['contract', 'short-first-term'],
    ]);
  });

  test('is said with what to change', () => {
    const texts = (given: Partial<PlanBeforeRules>) => unmetFor(plan(given), noticeRules).map(({ text }) => text);
    expect(texts({ states: ['IL'], cancelByDays: 60 })).toEqual([
      '815 ILCS 601/10(b): its notice is due 90 days before the renewal, and renewals are prepared 70 days before. Let patients say no until 40 days before the renewal or later; the plan says 60.',
    ]);
    expect(texts({ renewal: commonDate, states: ['VA'] })).toEqual([
      'Va. Code 59.1-207.46: a first term of fewer than 30 days is over before its notice is due, so the patient is asked instead. A plan that renews on the anniversary has no such terms.',
    ]);
  });

  test('is an override that asks for more days than there are', () => {
    const override = { ruleId: 'wa-price-change', latestDays: 90, by: 'A. Counsel', reason: 'Safer', on: '2026-11-27' };
    const [unmet] = unmetFor(plan({ states: ['WA'] }), rulesWith([override]));
    expect(unmet).toMatchObject({ ruleId: 'wa-price-change', why: 'too-early' });
    expect(unmet?.text).toContain('No override may ask for more than 70 days.');
  });
});
