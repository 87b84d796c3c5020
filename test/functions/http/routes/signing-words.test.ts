import { describe, expect, test } from '@jest/globals';
import type { Signer } from '../../../../functions/domain/signing/signed-document.ts';
import { capacityOf, coveredBy } from '../../../../functions/http/routes/signing-words.ts';
import { anAgreement } from '../../../support/builders.ts';

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
