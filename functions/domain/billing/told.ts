import { type Agreement, isSamePerson, payingRef } from '../agreement/agreement.ts';
import { addDays, practiceDate } from '../calendar/practice-time.ts';
import type { Practicalities } from '../notices/due-notices.ts';
import { noticeKeys } from '../notices/notice.ts';
import { givenOn } from '../notices/notice-proof.ts';
import { patientSigners } from '../signing/signers.ts';
import type { Invoice } from './invoice.ts';

const daysBefore = 10;

/**
 * Whether a bank account may be charged what a member who was added costs: whoever pays was told ten days before (12 CFR
 * 1005.10(d)), or has named the account since it is asked for, on a page with the amount. Of anything else this rule asks nothing.
 */
export function isTold(
  agreement: Agreement,
  { invoiceId, from }: Invoice,
  { notices, timeZone }: Pick<Practicalities, 'notices' | 'timeZone'>,
  now: string,
): boolean {
  const { paymentMethod, ledger, members, formerMembers = [] } = agreement;
  if (from === undefined || paymentMethod?.kind !== 'bank') return true;
  const askedAt = ledger.find(({ entryId }) => entryId === `due-${invoiceId}`)?.at ?? '';
  if (paymentMethod.savedAt > askedAt) return true;
  const latest = addDays(practiceDate(now, timeZone), -daysBefore);
  const added = [...members, ...formerMembers].filter(({ joined }) => joined?.on === from);
  return added.every(({ memberId }) => {
    const days = givenOn(notices.get(noticeKeyOf(agreement, memberId)), timeZone);
    return days.length > 0 && days.every((day) => day <= latest);
  });
}

/** The notice by which whoever pays was told of it. */
function noticeKeyOf(agreement: Agreement, memberId: string): string {
  const paying = payingRef(agreement);
  const signer = patientSigners(agreement).find((one) => isSamePerson(one, paying));
  return signer === undefined ? noticeKeys.payerMore(memberId) : noticeKeys.joined(memberId, signer.signerId);
}
