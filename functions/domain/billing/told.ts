import { type Agreement, isSamePerson, payingRef } from '../agreement/agreement.ts';
import { firstChargeCents } from '../agreement/first-term.ts';
import { addDays, practiceDate } from '../calendar/practice-time.ts';
import type { Practicalities } from '../notices/due-notices.ts';
import { noticeKeys } from '../notices/notice.ts';
import { givenOn } from '../notices/notice-proof.ts';
import type { Member } from '../people/member.ts';
import { patientSigners } from '../signing/signers.ts';
import type { Invoice } from './invoice.ts';

const daysBefore = 10;

/**
 * Whether whoever pays knows of an amount before it is charged: they have named the method since it is asked for, on a page
 * with the amount; or it is a first payment of no more than the page said on which they gave it (the first term of a plan
 * that renews for all on one day may be a whole year when the physician has signed); or, where a bank account is charged
 * what a member who was added costs, alone or in a payment that was agreed to before, they were told ten days before (12 CFR 1005.10(d)). Of other amounts people are told
 * by the notices of a renewal.
 */
export function isTold(
  agreement: Agreement,
  invoice: Invoice,
  { notices, timeZone }: Pick<Practicalities, 'notices' | 'timeZone'>,
  now: string,
): boolean {
  const { invoiceId, collection, amountCents } = invoice;
  const { paymentMethod, ledger, members, formerMembers = [] } = agreement;
  const askedAt = ledger.find(({ entryId }) => entryId === `due-${invoiceId}`)?.at ?? '';
  if (paymentMethod === undefined || paymentMethod.savedAt > askedAt) return true;
  if (collection === undefined) {
    return amountCents <= firstChargeCents(agreement, practiceDate(paymentMethod.savedAt, timeZone));
  }
  if (paymentMethod.kind !== 'bank') return true;
  const latest = addDays(practiceDate(now, timeZone), -daysBefore);
  const added = [...members, ...formerMembers].filter((member) => isRaisedBy(invoice, member));
  return added.every(({ memberId }) => {
    const days = givenOn(notices.get(noticeKeyOf(agreement, memberId)), timeZone);
    return days.length > 0 && days.every((day) => day <= latest);
  });
}

/** Whether an amount is more since a member was added, or is for them alone. */
export function isRaisedBy({ from, raisedBy }: Invoice, { memberId, joined }: Member): boolean {
  // What was drafted before there was such a note has its first day alone.
  return raisedBy?.includes(memberId) || (from !== undefined && joined?.on === from);
}

/** The notice by which whoever pays was told of it. */
function noticeKeyOf(agreement: Agreement, memberId: string): string {
  const paying = payingRef(agreement);
  const signer = patientSigners(agreement).find((one) => isSamePerson(one, paying));
  return signer === undefined ? noticeKeys.payerMore(memberId) : noticeKeys.joined(memberId, signer.signerId);
}
