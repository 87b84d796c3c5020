import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { ageOfMajority, majorityRules } from '../../../../functions/domain/people/age-of-majority.ts';
import { comesOfAgeOn, isMinor } from '../../../../functions/domain/people/person.ts';
import { isRenewalConsented, mayRenewByItself } from '../../../../functions/domain/renewal/consent.ts';
import { guardiansOf } from '../../../../functions/domain/signing/signers.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPerson,
  decideOn,
  events,
  newYork,
} from '../../../support/builders.ts';

const onDay = (day: string) => `${day}T15:00:00.000Z`;
const inState = (state: string) => ({ ...aPerson().address, state });

/** A mother and her child, in force from 2 March 2026; she has said yes to automatic renewal. */
function household(birthDate: string, state = 'NY'): Agreement {
  const address = inState(state);
  const members = [
    aPerson({ firstName: 'Mia', birthDate: '1980-01-01', address }),
    aPerson({ firstName: 'Kim', birthDate, address }),
  ];
  return anAgreement({ status: 'active', application: anApplication({ members, actsAs: 'parent' }) });
}
const marksOf = ({ needsAttention }: Agreement) => needsAttention.map(({ code, memberId }) => [code, memberId]);

describe('people come of age', () => {
  test.each([
    ['NY', 18],
    ['AL', 19],
    ['NE', 19],
    ['MS', 21],
  ])('in %s at %i', (state, age) => {
    expect(ageOfMajority(state)).toBe(age);
    const birthDate = '2004-02-29';
    const day = comesOfAgeOn({ birthDate, address: inState(state) });
    expect(day).toBe(`${2004 + age}-03-01`);
    expect(isMinor({ birthDate, address: inState(state) }, day)).toBe(false);
    expect(isMinor({ birthDate, address: inState(state) }, `${2004 + age}-02-28`)).toBe(true);
  });

  test('later than at 18 by a law that was read, of a state that is named', () => {
    for (const { name, age, cite, source, checkedOn } of Object.values(majorityRules)) {
      expect(age).toBeGreaterThan(18);
      expect([name, cite].every((words) => words.length > 3)).toBe(true);
      expect(source).toMatch(/^https?:/);
      expect(checkedOn).toMatch(/^2026-/);
    }
  });
});

describe('a child who comes of age', () => {
  // 18 on 1 September 2026.
  const agreement = household('2008-09-01');

  test('is told of sixty days before, to staff and to whoever signed for it', () => {
    expect(agreement.nextDate).toBe('2026-07-03');
    const told = decideOn(agreement, events.dateCame, onDay('2026-07-03'));
    expect(marksOf(told.agreement)).toEqual([['comes_of_age', 'm2']]);
    expect(told.wishes).toEqual([{ workflow: 'notice', noticeKey: 'comingofage-m2-18-s1' }]);
    expect(told.agreement.nextDate).toBe('2026-09-01');
  });

  test('is told of once more on the day, in place of what was to come, and never again', () => {
    const before = decideOn(agreement, events.dateCame, onDay('2026-07-03')).agreement;
    const { agreement: after, wishes } = decideOn(before, events.dateCame, onDay('2026-09-01'));
    expect([marksOf(after), wishes]).toEqual([[['came_of_age', 'm2']], []]);
    const settled = afterEvents(after, [{ type: 'attention_settled', code: 'came_of_age', memberId: 'm2' }]);
    expect(settled.nextDate).toBe('2026-12-22');
    expect(transition(settled, events.dateCame, onDay('2026-09-02'), newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('is told of on the day alone, and to staff alone, where nothing ran before', () => {
    const { agreement: after, wishes } = decideOn(agreement, events.dateCame, onDay('2026-09-03'));
    expect([marksOf(after), wishes]).toEqual([[['came_of_age', 'm2']], []]);
  });

  test('by another state’s rule is told of on another day', () => {
    // 19 on that 1 September.
    expect(household('2007-09-01', 'AL').nextDate).toBe('2026-07-03');
    expect(household('2008-09-01', 'AL').nextDate).toBe('2026-12-22');
  });

  test.each(['agent', 'court-guardian'] as const)('is not told of where %s signs, who speaks for adults', (actsAs) => {
    const members = [aPerson({ firstName: 'Kim', birthDate: '2008-09-01' })];
    const application = anApplication({ members, actsAs, representative: aPerson({ firstName: 'Dana' }) });
    const byAgent = anAgreement({ status: 'active', application });
    expect(guardiansOf(byAgent, 'm1')).toEqual([]);
    expect(byAgent.nextDate).toBe('2026-12-22');
    expect(isRenewalConsented(byAgent, '2027-03-02')).toBe(true);
  });
});

describe('a guardian’s yes to automatic renewal', () => {
  test.each([
    ['2009-03-03', true],
    ['2009-03-02', false],
    ['2008-09-01', false],
    ['2015-01-01', true],
  ])('for a child born on %s holds for a year that begins on 2 March 2027: %s', (birthDate, holds) => {
    const planned = afterEvents(household(birthDate), [events.renewalPlanned]);
    expect([isRenewalConsented(planned, '2027-03-02'), mayRenewByItself(planned)]).toEqual([holds, holds]);
  });

  test('that holds no more renews nothing by itself: the year ends undecided, until somebody says yes', () => {
    const planned = afterEvents(household('2008-09-01'), [events.renewalPlanned]);
    const { agreement: grace } = decideOn(planned, events.renewalDue, onDay('2027-03-02'));
    expect(grace.status).toBe('in_grace');
    expect(decideOn(grace, events.renewalAccepted, onDay('2027-03-03')).agreement.status).toBe('active');
    const child = afterEvents(household('2015-01-01'), [events.renewalPlanned]);
    expect(decideOn(child, events.renewalDue, onDay('2027-03-02')).agreement.status).toBe('active');
  });
});
