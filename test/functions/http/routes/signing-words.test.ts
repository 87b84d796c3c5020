import { describe, expect, test } from '@jest/globals';
import type { PracticeBook } from '../../../../functions/domain/practice/practice.ts';
import type { Signer } from '../../../../functions/domain/signing/signed-document.ts';
import { capacityOf, coveredBy, signaturesOf } from '../../../../functions/http/routes/signing-words.ts';
import { renderDonePage } from '../../../../functions/pages/signing/done-page.tsx';
import { afterEvents, anAgreement, aPhysician, events, newYork } from '../../../support/builders.ts';
import { termsEvents, whenPrepared } from '../../../support/changed-terms.ts';
import { household } from '../../../support/household.ts';
import { aPractice } from '../../../support/stored.ts';

const single = anAgreement({ status: 'offered' });
const [patient] = single.members;
if (patient === undefined) throw new Error('The example agreement has a patient');
const others = ['Ann', 'Ben', 'Cleo'].map((firstName, at) => ({ ...patient, memberId: `m${at + 2}`, firstName }));
const agreement = { ...single, members: [patient, ...others] };
const wards = (capacity: 'parent' | 'agent', ...ids: string[]) => ids.map((memberId) => ({ memberId, capacity }));

describe('as whom, and for whom, somebody signs', () => {
  test.each<[string, Partial<Signer>, string, string[]]>([
    ['a patient for themself', { capacity: 'self', memberId: 'm1' }, 'Patient', ['Paula Example']],
    [
      'a patient who is a parent, too',
      { capacity: 'self', memberId: 'm1', wards: wards('parent', 'm2', 'm3') },
      'Patient, and parent of Ann and Ben',
      ['Paula Example', 'Ann Example', 'Ben Example'],
    ],
    [
      'somebody who is no patient',
      { capacity: 'agent', partyId: 'p1', wards: wards('agent', 'm4') },
      'Agent under a power of attorney for Cleo',
      ['Cleo Example'],
    ],
  ])('%s', (_, signer, capacity, names) => {
    const one = { signerId: 's1', ...signer } as Signer;
    expect([capacityOf(agreement, one), coveredBy(agreement, one)]).toEqual([capacity, names]);
  });
});

test('the list of signatures says who has died without signing, to the others and to the physician', () => {
  const dies = { ...events.deathRecorded, memberId: 'm2', diedOn: '2026-12-20' };
  const widowed = afterEvents(household(), [termsEvents.planned, termsEvents.opened, dies], whenPrepared);
  const document = widowed.documents.at(-1);
  if (document === undefined) throw new Error('Terms are out to be signed');
  const book = { practice: aPractice(), physicians: [aPhysician()] } as unknown as PracticeBook;
  const html = renderDonePage({
    practice: book.practice,
    physicianName: 'Dr. Sam Sample',
    amountCents: 240_000,
    signatures: signaturesOf(book, newYork, widowed, document),
    agreementHtml: '',
  });
  expect(html.match(/Has died, and did not sign/g)).toHaveLength(1);
  expect(html.match(/Not signed yet/g)).toHaveLength(2);
});
