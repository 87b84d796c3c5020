import type { Agreement, SignedDocument } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { splitCents } from '../../domain/money/money.ts';
import type { Physician, PracticeBook } from '../../domain/practice/practice.ts';
import { type Disclosure, disclosuresFor } from '../../pages/disclosures.ts';
import type { KeyTerms } from '../../pages/key-terms.tsx';
import type { SignatureFace } from '../../pages/signature-list.tsx';

/** An agreement in the words of the signing pages. */
export function keyTermsOf(book: PracticeBook, agreement: Agreement): KeyTerms {
  const { plan } = agreement;
  return {
    memberNames: agreement.members.map(({ firstName, lastName }) => `${firstName} ${lastName}`),
    physicianName: physicianNameOf(book, agreement),
    planName: plan.name,
    feeCents: plan.priceCents,
    installments: plan.installments,
    startRule: plan.startRule,
    renewal: { feeCents: plan.priceCents },
    mayStopHsa: plan.mayStopHsa,
  };
}

/**
 * What must be accepted one by one: those that the document was drawn up with, whatever has become of the physician's
 * Medicare status since; else nobody could accept them all.
 */
export function disclosuresOf(book: PracticeBook, agreement: Agreement, document: SignedDocument): Disclosure[] {
  const all = disclosuresFor({
    practiceName: book.practice.name,
    physician: { name: physicianNameOf(book, agreement), medicareStatus: 'not-opted-out' },
    plan: agreement.plan,
    isMedicareBeneficiary: true,
  });
  return all.filter((disclosure) => document.disclosureIds.includes(disclosure.id));
}

export function signaturesOf(
  book: PracticeBook,
  timeZone: string,
  agreement: Agreement,
  document: SignedDocument,
): SignatureFace[] {
  return document.signers.map(({ capacity, memberId, signature }) => {
    const member = agreement.members.find((one) => one.memberId === memberId);
    const name = member === undefined ? physicianNameOf(book, agreement) : `${member.firstName} ${member.lastName}`;
    return {
      name,
      capacity: capacity === 'physician' ? 'Physician' : 'Patient',
      signed: signature === undefined ? undefined : { as: signature.name, on: practiceDate(signature.at, timeZone) },
    };
  });
}

/** What is charged when the physician has signed. */
export function amountOf({ plan }: Agreement): number {
  return splitCents(plan.priceCents, plan.installments)[0] ?? plan.priceCents;
}

export function physicianNameOf(book: PracticeBook, agreement: Agreement): string {
  return physicianOf(book, agreement.physicianId).name;
}

/** Throws a RangeError for a physician who is not in the practice's book. */
export function physicianOf(book: PracticeBook, physicianId: string): Physician {
  const physician = book.physicians.find((one) => one.physicianId === physicianId);
  if (physician === undefined) throw new RangeError(`The physician ${physicianId} is not in the practice's book`);
  return physician;
}
