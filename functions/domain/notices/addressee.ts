import {
  type Agreement,
  type Member,
  type OtherParty,
  type PersonRef,
  payingRef,
  personOf,
} from '../agreement/agreement.ts';
import { isPatientSide } from '../signing/signers.ts';
import { noticeTopic } from './notice.ts';

/**
 * Whose postal address a letter goes to: the reader's, or the household's where the reader's is not known. Undefined where
 * it goes to nobody of the agreement, as to the physician.
 */
export function addresseeOf(agreement: Agreement, noticeKey: string): Member | OtherParty | undefined {
  const reader = readerOf(agreement, noticeKey);
  return reader === undefined ? undefined : addressOwner(agreement, reader);
}

/** Whose postal address serves for somebody of the agreement. */
export function addressOwner(agreement: Agreement, reader: PersonRef): Member | OtherParty | undefined {
  const person = personOf(agreement, reader);
  return person.address === undefined ? agreement.members[0] : person;
}

function readerOf(agreement: Agreement, noticeKey: string): PersonRef | undefined {
  const topic = noticeTopic(noticeKey);
  switch (topic.kind) {
    case 'confirmation':
    case 'applicationclosed':
    case 'queue':
      return undefined;
    case 'payer':
    case 'payerreminder':
    case 'payerfresh':
    case 'closedpayer':
      return agreement.payer;
    case 'unpaid':
    case 'invoice':
    case 'dunning':
    case 'receipt':
    case 'statement':
      return payingRef(agreement);
    case 'copy':
      return agreement.parties.find(({ partyId }) => partyId === topic.partyId);
    default: {
      const signers = agreement.documents.flatMap((document) => document.signers).filter(isPatientSide);
      return signers.find(({ signerId }) => signerId === topic.signerId);
    }
  }
}
