import { type Agreement, hasDied } from '../agreement/agreement.ts';
import type { DrawnText } from '../agreement/create-agreement.ts';
import type { SignedDocument, Signer } from './signed-document.ts';
import { hasLeft, isPatientSide } from './signers.ts';

/** The id that an agreement's next document bears. */
export function nextDocumentId({ documents }: Pick<Agreement, 'documents'>): string {
  return `d${documents.length + 1}`;
}

/**
 * A document of an agreement in force, to be signed by those who signed last, live and have not left, each anew, and by
 * `newSigner` before the physician. What they agreed to about electronic records goes on: it was given for later documents,
 * too (pages/records-statement.ts).
 */
export function laterDocument(
  agreement: Agreement,
  kind: Exclude<SignedDocument['kind'], 'agreement'>,
  text: DrawnText,
  newSigner?: Signer,
): SignedDocument {
  const last = agreement.documents.findLast(({ status }) => status === 'completed');
  if (last === undefined) throw new RangeError(`Agreement ${agreement.agreementId} was never signed`);
  const signers = last.signers
    .filter((signer) => !hasDied(agreement, signer) && !hasLeft(agreement, signer))
    .map((signer) => unsigned({ ...signer, ...wardsNow(agreement, signer) }));
  const patients = signers.filter(isPatientSide);
  const physicians = signers.filter((signer) => !isPatientSide(signer));
  return {
    documentId: nextDocumentId(agreement),
    kind,
    status: 'open',
    ...text,
    isInOrder: last.isInOrder,
    signers: [...patients, ...(newSigner === undefined ? [] : [newSigner]), ...physicians],
  };
}

/** The id of somebody who signs for the first time. */
export function nextSignerId({ documents }: Pick<Agreement, 'documents'>): string {
  const numbers = documents.flatMap(({ signers }) => signers.map(({ signerId }) => Number(signerId.slice(1))));
  return `s${Math.max(...numbers) + 1}`;
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
