import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { guardianCandidates } from '../../../../functions/domain/agreement/on-guardian.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { addresseeOf } from '../../../../functions/domain/notices/addressee.ts';
import { changedTerms } from '../../../../functions/domain/renewal/changed-terms.ts';
import { guardiansOf, patientSigners } from '../../../../functions/domain/signing/signers.ts';
import {
  afterEvents,
  anApplication,
  approvedWith,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
} from '../../../support/builders.ts';
import { household, kim, max, signedBy } from '../../../support/household.ts';

const { guardianNamed } = events;
const named = () => afterEvents(household(), [guardianNamed], daysLater(10));
const idsOf = (agreement: Agreement, memberId = 'm3') =>
  guardiansOf(agreement, memberId).map(({ signerId }) => signerId);
const text = { textHash: 'd'.repeat(64), templateVersion: 2, disclosureIds: [] };

describe('another who signs for a child', () => {
  test('speaks for it from that day, with the proof on record, and both are told', () => {
    expect(idsOf(household())).toEqual(['s1']);
    const { agreement, wishes } = decideOn(household(), guardianNamed, daysLater(10));
    expect(idsOf(agreement)).toEqual(['s2']);
    expect(agreement.members[2]?.guardian).toEqual({
      number: 1,
      on: '2026-03-12',
      signerId: 's2',
      capacity: 'parent',
      proof: 'A birth certificate',
      recordedBy: 'staff-1',
      replaced: ['s1'],
    });
    expect(wishes).toEqual([
      { workflow: 'notice', noticeKey: 'guardian-m3-1-s1' },
      { workflow: 'notice', noticeKey: 'guardian-m3-1-s2' },
    ]);
    expect(addresseeOf(agreement, 'guardian-m3-1-s2')).toMatchObject({ firstName: max.firstName });
    expect(agreement.documents).toEqual(household().documents);
  });

  test('may be the one before again; a form that comes twice changes nothing', () => {
    expect(transition(named(), guardianNamed, daysLater(11), newYork)).toEqual({ refusal: 'nothing_changes' });
    const back = afterEvents(named(), [{ ...guardianNamed, signerId: 's1' }], daysLater(11));
    expect([idsOf(back), back.members[2]?.guardian?.number]).toEqual([['s1'], 2]);
  });

  test.each([
    ['an adult', { memberId: 'm2' }, 'not_found'],
    ['nobody of it', { memberId: 'm9' }, 'not_found'],
    ['the physician', { signerId: 's3' }, 'not_found'],
  ])('is refused for %s', (_, given, refusal) => {
    expect(transition(household(), { ...guardianNamed, ...given }, daysLater(10), newYork)).toEqual({ refusal });
  });

  test('is refused once the child is of age, and while the other leaves', () => {
    const grown = { ...household(), members: household().members.map((one) => ({ ...one, birthDate: '2008-03-02' })) };
    expect(transition(grown, guardianNamed, daysLater(10), newYork)).toEqual({ refusal: 'signs_alone' });
    const leaves = { ...events.memberLeaves, memberId: 'm2', noticeReceivedOn: '2026-03-10', lastDay: '2026-03-31' };
    const leaving = afterEvents(household(), [leaves], daysLater(20));
    expect(guardianCandidates(leaving, 'm3')).toEqual([]);
    expect(transition(leaving, guardianNamed, daysLater(20), newYork)).toEqual({ refusal: 'not_found' });
  });

  test('signs changed terms for the child, and whoever did until then no more', () => {
    const wards = changedTerms(named(), text).signers.map((one) => one.wards);
    expect(wards).toEqual([undefined, [{ memberId: 'm3', capacity: 'parent' }], undefined]);
  });

  test('takes the place of a parent who is no patient: that one has no word and no letter any more', () => {
    const representative = { firstName: 'Pat', lastName: 'Example', birthDate: '1980-01-01', email: 'pat@example.com' };
    const application = anApplication({ members: [max, kim], representative, actsAs: 'parent' });
    const { agreement } = createAgreement(application, approvedWith(), monday);
    const active = afterEvents(agreement, signedBy('s1', 's2'));
    expect(patientSigners(active).map(({ signerId }) => signerId)).toEqual(['s1', 's2']);
    const after = afterEvents(active, [{ ...guardianNamed, memberId: 'm2' }], daysLater(10));
    expect(patientSigners(after).map(({ signerId }) => signerId)).toEqual(['s2']);
    expect(changedTerms(after, text).signers.map(({ signerId }) => signerId)).toEqual(['s2', 's3']);
  });
});
