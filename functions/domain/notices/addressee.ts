import { type Agreement, hasDied, payingRef, personOf } from '../agreement/agreement.ts';
import type { Member, OtherParty, PersonRef } from '../people/member.ts';
import { isPatientSide } from '../signing/signers.ts';
import { type Notice, noticeTopic } from './notice.ts';

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

/** Whether the reader of this notice has died: nothing goes to them, by mail or by post. */
export function hasReaderDied(agreement: Agreement, noticeKey: string): boolean {
  const reader = readerOf(agreement, noticeKey);
  return reader !== undefined && hasDied(agreement, reader);
}

/** Whether nothing was mailed yet to the address that staff corrected for the reader of this notice. */
export function isFirstSinceCorrected(agreement: Agreement, noticeKey: string, notices: Iterable<Notice>): boolean {
  const reader = readerOf(agreement, noticeKey);
  const correctedAt = reader && personOf(agreement, reader).emailCorrectedAt;
  if (reader === undefined || correctedAt === undefined) return false;
  return [...notices].every(({ noticeKey: key, sentAt = '' }) => {
    const other = sentAt < correctedAt ? undefined : readerOf(agreement, key);
    return other === undefined || other.memberId !== reader.memberId || other.partyId !== reader.partyId;
  });
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
    case 'payermore':
    case 'payerrenewal':
    case 'closedpayer':
      return agreement.payer;
    case 'paysnomore':
    case 'formerstatement':
    case 'formerstatementanew':
      return agreement.formerPayers?.[topic.number - 1];
    case 'unpaid':
    case 'invoice':
    case 'dunning':
    case 'payfresh':
    case 'receipt':
    case 'statement':
    case 'statementanew':
      return payingRef(agreement);
    case 'copy':
      return agreement.parties.find(({ partyId }) => partyId === topic.partyId);
    default: {
      const signers = agreement.documents.flatMap((document) => document.signers).filter(isPatientSide);
      return signers.find(({ signerId }) => signerId === topic.signerId);
    }
  }
}
