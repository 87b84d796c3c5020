import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import type { PostalAddress } from '../../../../functions/domain/people/person.ts';
import { renewalStep } from '../../../../functions/domain/renewal/renewal-step.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPerson,
  aPlan,
  daysLater,
  decideOn,
  events,
  newYork,
} from '../../../support/builders.ts';

const home = aPerson().address;
const inState = (state: string): PostalAddress => ({ ...home, line1: '7 New Street', state });

/** A mother, her child at the same address, and her other child who lives elsewhere. */
function household(plan = aPlan()): Agreement {
  const members = [
    aPerson({ firstName: 'Mia', birthDate: '1980-01-01' }),
    aPerson({ firstName: 'Kim', birthDate: '2008-09-01' }),
    aPerson({ firstName: 'Lou', birthDate: '2015-01-01', address: { ...home, line1: '1 Far Road' } }),
  ];
  return anAgreement({ status: 'active', plan, application: anApplication({ members, actsAs: 'parent' }) });
}
const moves = (address: PostalAddress, given: { memberId?: string; wholeHousehold?: boolean } = {}) => {
  const { memberId = 'm1', ...rest } = given;
  return { type: 'contact_corrected', person: { memberId }, contact: { address }, ...rest, by: 'staff-1' } as const;
};
const statesOf = ({ members }: Agreement) => members.map(({ address }) => address.state);
const marksOf = ({ needsAttention }: Agreement) => needsAttention.map(({ code, memberId }) => [code, memberId]);

describe('whoever moves', () => {
  test('moves alone, or with everybody of the same address, never with somebody who lives elsewhere', () => {
    expect(statesOf(decideOn(household(), moves(inState('NJ'))).agreement)).toEqual(['NJ', 'NY', 'NY']);
    const all = moves(inState('NJ'), { wholeHousehold: true });
    expect(statesOf(decideOn(household(), all).agreement)).toEqual(['NJ', 'NJ', 'NY']);
  });

  test('to a state in which the plan may not be sold is told to staff, each member once, and is gone after moving back', () => {
    const there = decideOn(household(), moves(inState('WA'), { wholeHousehold: true })).agreement;
    expect(marksOf(there)).toEqual([
      ['plan_not_for_state', 'm1'],
      ['plan_not_for_state', 'm2'],
    ]);
    expect(marksOf(decideOn(there, moves(home)).agreement)).toEqual([['plan_not_for_state', 'm2']]);
    expect(marksOf(decideOn(household(aPlan({ installments: 12 })), moves(inState('WA'))).agreement)).toEqual([]);
  });

  test('comes of age on another day, where the new state has another', () => {
    expect(household().nextDate).toBe('2026-07-03');
    const there = decideOn(household(), moves(inState('AL'), { memberId: 'm2' })).agreement;
    expect(there.nextDate).toBe('2026-12-22');
  });

  test('and is told of once more, when that day was told of before', () => {
    const told = decideOn(household(), events.dateCame, daysLater(123)).agreement;
    const there = decideOn(told, moves(inState('AL'), { memberId: 'm2' })).agreement;
    const year = afterEvents(there, [events.renewalPlanned, events.renewalAccepted], daysLater(300));
    const renewed = decideOn(year, events.dateCame, '2027-07-03T15:00:00.000Z');
    expect(renewed.wishes).toContainEqual({ workflow: 'notice', noticeKey: 'comingofage-m2-19-s1' });
  });
});

describe('a planned renewal', () => {
  const planned = afterEvents(household(), [events.renewalPlanned]);

  test('is planned again when the states are others, and its workflow is woken', () => {
    const { agreement, wishes } = decideOn(planned, moves(inState('FL')));
    expect([agreement.renewal, wishes]).toEqual([undefined, [{ workflow: 'renewal', term: 2 }]]);
    const by = { agreementId: agreement.agreementId, notices: new Map(), timeZone: newYork };
    expect(renewalStep(agreement, 2, daysLater(300), by)).toEqual({ next: 'plan' });
  });

  test('stays as it is within a state, or where somebody of the household lives there already', () => {
    for (const address of [inState('NY'), { ...home, line1: '3 Other Street' }]) {
      const { agreement, wishes } = decideOn(planned, moves(address));
      expect([agreement.renewal, wishes]).toEqual([planned.renewal, []]);
    }
  });

  test('in the days of grace stays: no notice is to come any more', () => {
    const grace = decideOn(planned, { ...events.renewalDue, unproven: ['contract'] }, daysLater(365)).agreement;
    expect(decideOn(grace, moves(inState('FL')), daysLater(366)).agreement.renewal).toEqual(planned.renewal);
  });
});
