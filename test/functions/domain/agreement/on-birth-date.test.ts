import { describe, expect, test } from '@jest/globals';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPlan,
  decideOn,
  events,
  monday,
  newYork,
} from '../../../support/builders.ts';
import { household } from '../../../support/household.ts';

const correct = (birthDate: string, memberId = 'm1') =>
  ({ type: 'birth_date_corrected', memberId, birthDate, by: 'staff-1' }) as const;

// Paula was born on 17 May 1951, and is 74.
describe('a date of birth', () => {
  const asked = anAgreement({ status: 'awaiting_signature' });

  test('is corrected, and the trail names the member alone', () => {
    const { agreement, facts } = decideOn(asked, correct('1951-05-18'));
    expect(agreement.members[0]?.birthDate).toBe('1951-05-18');
    expect(facts).toEqual([
      { type: 'birth_date_corrected', data: { memberId: 'm1', by: 'staff-1', status: 'awaiting_signature' } },
    ]);
    expect(transition(agreement, correct('1951-05-18'), monday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test.each([
    ['that is to come', '2026-03-03'],
    ['of a child', '2015-05-17'],
    ['at which the plan costs something else', '1990-05-17'],
  ])('%s makes it another contract', (_, birthDate) => {
    const banded = anAgreement({
      status: 'awaiting_signature',
      plan: aPlan({ ageBands: [{ fromAge: 65, priceCents: 300_000 }] }),
    });
    expect(transition(banded, correct(birthDate), monday, newYork)).toEqual({ refusal: 'other_contract' });
  });

  test('of somebody who is not there, or in an agreement that is over, is none to correct', () => {
    expect(transition(asked, correct('1951-05-18', 'm9'), monday, newYork)).toEqual({ refusal: 'not_found' });
    const closed = anAgreement({ status: 'closed' });
    expect(transition(closed, correct('1951-05-18'), monday, newYork)).toEqual({ refusal: 'document_closed' });
  });

  test('of whoever signs for another is corrected, too, if they are of age with it', () => {
    const agent = { firstName: 'Dora', lastName: 'Example', birthDate: '1975-02-03', email: 'dora@example.com' };
    const signed = anAgreement({
      status: 'awaiting_signature',
      application: anApplication({ representative: agent, actsAs: 'agent' }),
    });
    const of = (birthDate: string, partyId = 'p1') =>
      ({ type: 'birth_date_corrected', partyId, birthDate, by: 'staff-1' }) as const;
    const { agreement } = decideOn(signed, of('1975-03-02'));
    expect(agreement.parties[0]?.birthDate).toBe('1975-03-02');
    expect(transition(agreement, of('1975-03-02'), monday, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(transition(signed, of('2015-03-02'), monday, newYork)).toEqual({ refusal: 'other_contract' });
    expect(transition(signed, of('1975-03-02', 'p7'), monday, newYork)).toEqual({ refusal: 'not_found' });
  });

  test('of a child in force moves what is to come of it, and a next year that is planned is planned again', () => {
    const planned = afterEvents(household(), [events.renewalPlanned]);
    const child = planned.members.find(({ memberId }) => memberId === 'm3');
    const later = `${child?.birthDate.slice(0, 8)}28`;
    const { agreement, wishes } = decideOn(planned, correct(later, 'm3'));
    expect(agreement.renewal).toBeUndefined();
    expect(wishes).toEqual([{ workflow: 'renewal', term: 2 }]);
  });
});
