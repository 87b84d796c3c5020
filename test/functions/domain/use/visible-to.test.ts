import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import type { SignedDocument, Signer } from '../../../../functions/domain/signing/signed-document.ts';
import { visibleTo } from '../../../../functions/domain/use/visible-to.ts';
import { aPerson } from '../../../support/builders.ts';

const today = '2026-06-01';
const adult = { ...aPerson(), birthDate: '1980-01-01' };
const child = { ...aPerson(), birthDate: '2015-01-01' };
const inState = (state: string) => ({ address: { ...adult.address, state } });

function aDocument(
  signers: Omit<Signer, 'signerId'>[],
  status: SignedDocument['status'] = 'completed',
): SignedDocument {
  return {
    documentId: 'd1',
    kind: 'agreement',
    status,
    textHash: 'a'.repeat(64),
    templateVersion: 1,
    disclosureIds: [],
    isInOrder: false,
    signers: [...signers, { capacity: 'physician' as const }].map((signer, index) => ({
      ...signer,
      signerId: `s${index + 1}`,
    })),
  };
}

/** Two adults, of whom the first signs for the child, and the child. */
const household: Pick<Agreement, 'members' | 'documents'> = {
  members: [
    { ...adult, memberId: 'm1' },
    { ...adult, memberId: 'm2' },
    { ...child, memberId: 'm3' },
  ],
  documents: [
    aDocument([
      { memberId: 'm1', capacity: 'self', wards: [{ memberId: 'm3', capacity: 'parent' }] },
      { memberId: 'm2', capacity: 'self' },
    ]),
  ],
};

function withChildBorn(birthDate: string, state = 'NY') {
  const members = household.members.map((one) =>
    one.memberId === 'm3' ? { ...one, ...inState(state), birthDate } : one,
  );
  return { ...household, members };
}

describe('the use of services is seen by', () => {
  test("each adult: their own, and the child's by whoever signs for it", () => {
    expect(visibleTo(household, { memberId: 'm1' }, today)).toEqual(['m1', 'm3']);
    expect(visibleTo(household, { memberId: 'm2' }, today)).toEqual(['m2']);
  });

  test('a parent who is no member: the children alone', () => {
    const documents = [
      aDocument([{ partyId: 'p1', capacity: 'parent', wards: [{ memberId: 'm3', capacity: 'parent' }] }]),
    ];
    expect(visibleTo({ ...household, documents }, { partyId: 'p1' }, today)).toEqual(['m3']);
  });

  test('nobody who only pays or gets copies, nor nobody in particular', () => {
    expect(visibleTo(household, { partyId: 'p2' }, today)).toEqual([]);
    expect(visibleTo(household, {}, today)).toEqual([]);
  });

  test('nobody else where an agent signs for adults', () => {
    const wards = ['m1', 'm2', 'm3'].map((memberId) => ({ memberId, capacity: 'agent' as const }));
    const documents = [aDocument([{ partyId: 'p1', capacity: 'agent', wards }])];
    expect(visibleTo({ ...household, documents }, { partyId: 'p1' }, today)).toEqual(['m3']);
  });

  test.each([
    ['NY', '2008-06-02', ['m1', 'm3']],
    ['NY', '2008-06-01', ['m1']],
    ['AL', '2008-06-01', ['m1', 'm3']],
    ['AL', '2007-06-01', ['m1']],
    ['MS', '2005-06-02', ['m1', 'm3']],
    ['MS', '2005-06-01', ['m1']],
  ])('a parent, in %s, of a child born on %s: %j', (state, birthDate, seen) => {
    expect(visibleTo(withChildBorn(birthDate, state), { memberId: 'm1' }, today)).toEqual(seen);
  });

  test('whoever signed for the child last, and no longer by whoever did before', () => {
    const guardian = aDocument([
      { partyId: 'p1', capacity: 'guardian', wards: [{ memberId: 'm3', capacity: 'guardian' }] },
    ]);
    const both = { ...household, documents: [...household.documents, guardian] };
    expect(visibleTo(both, { partyId: 'p1' }, today)).toEqual(['m3']);
    expect(visibleTo(both, { memberId: 'm1' }, today)).toEqual(['m1']);
    const open = { ...guardian, status: 'open' as const };
    const undecided = { ...household, documents: [...household.documents, open] };
    expect(visibleTo(undecided, { partyId: 'p1' }, today)).toEqual([]);
    expect(visibleTo(undecided, { memberId: 'm1' }, today)).toEqual(['m1', 'm3']);
  });

  test('the same parent after a document about others alone', () => {
    const aboutAnother = aDocument([{ memberId: 'm2', capacity: 'self' }]);
    const documents = [...household.documents, aboutAnother];
    expect(visibleTo({ ...household, documents }, { memberId: 'm1' }, today)).toEqual(['m1', 'm3']);
  });
});
