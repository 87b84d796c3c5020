import { type Agreement, hasDied, type Renewal } from '../agreement/agreement.ts';
import type { DrawnText } from '../agreement/create-agreement.ts';
import type { SignedDocument, Signer } from '../signing/signed-document.ts';
import { hasLeft } from '../signing/signers.ts';

/** The id that an agreement's next document bears. */
export function nextDocumentId({ documents }: Pick<Agreement, 'documents'>): string {
  return `d${documents.length + 1}`;
}

/**
 * The document by which both sides agree to other terms than those that run. It is signed by those who signed last, live and
 * have not left, each anew. What they agreed to about electronic records goes on: it was given for changed terms, too (pages/records-statement.ts).
 */
export function changedTerms(agreement: Agreement, text: DrawnText): SignedDocument {
  const last = agreement.documents.findLast(({ status }) => status === 'completed');
  if (last === undefined) throw new RangeError(`Agreement ${agreement.agreementId} was never signed`);
  return {
    documentId: nextDocumentId(agreement),
    kind: 'changed-terms',
    status: 'open',
    ...text,
    isInOrder: last.isInOrder,
    signers: last.signers
      .filter((signer) => !hasDied(agreement, signer) && !hasLeft(agreement, signer))
      .map((signer) => unsigned({ ...signer, ...wardsNow(agreement, signer) })),
  };
}

/** For another child, or no more for one, where others were named to speak for it. */
function wardsNow({ members }: Agreement, { signerId, wards = [] }: Signer): Pick<Signer, 'wards'> {
  const named = members.filter(({ guardian }) => guardian !== undefined);
  const kept = wards.filter((ward) => !named.some(({ memberId }) => memberId === ward.memberId));
  const added = named.flatMap(({ memberId, guardian }) =>
    guardian?.signerId === signerId ? [{ memberId, capacity: guardian.capacity }] : [],
  );
  return { wards: [...kept, ...added] };
}

function unsigned({
  signerId,
  memberId,
  partyId,
  capacity,
  wards = [],
  proof,
  onPaper,
  recordsConsent,
}: Signer): Signer {
  return {
    signerId,
    capacity,
    ...(memberId === undefined ? {} : { memberId }),
    ...(partyId === undefined ? {} : { partyId }),
    ...(wards.length === 0 ? {} : { wards }),
    ...(proof === undefined ? {} : { proof }),
    ...(onPaper === undefined ? {} : { onPaper }),
    ...(recordsConsent === undefined ? {} : { recordsConsent }),
  };
}

/** The next term, where its terms are those of this document; undefined of any other, and once it has begun. */
export function renewalBy({ renewal }: Pick<Agreement, 'renewal'>, documentId: string): Renewal | undefined {
  return renewal?.documentId === documentId ? renewal : undefined;
}

/** How the next term stands with its signatures: none needed, still to come, or given by both sides. */
export function signingOf({ renewal, documents }: Pick<Agreement, 'renewal' | 'documents'>): 'none' | 'open' | 'done' {
  if (renewal?.documentId === undefined) return 'none';
  const document = documents.find(({ documentId }) => documentId === renewal.documentId);
  return document?.status === 'completed' ? 'done' : 'open';
}
