import type { Agreement, SignedDocument } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { mayStopHsa } from '../../domain/practice/hsa.ts';
import type { Physician, PracticeBook } from '../../domain/practice/practice.ts';
import { firstChargeCents } from '../../domain/practice/price.ts';
import { type Disclosure, disclosuresFor } from '../../pages/disclosures.ts';
import type { KeyTerms } from '../../pages/key-terms.tsx';
import type { SignatureFace } from '../../pages/signature-list.tsx';

/** An agreement in the words of the signing pages. */
export function keyTermsOf(book: PracticeBook, agreement: Agreement): KeyTerms {
  const { plan, price } = agreement;
  return {
    memberNames: agreement.members.map(({ firstName, lastName }) => `${firstName} ${lastName}`),
    physicianName: physicianNameOf(book, agreement),
    planName: plan.name,
    price,
    installments: plan.installments,
    startRule: plan.startRule,
    renewal: { feeCents: price.feeCents },
    mayStopHsa: mayStopHsa(plan, price),
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
export function amountOf({ plan, price }: Agreement): number {
  return firstChargeCents(price, plan.installments);
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
