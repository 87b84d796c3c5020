import { noticeKeys } from '../notices/notice.ts';
import type { Member } from '../people/member.ts';
import { patientSigners } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';
import type { Wish } from './events.ts';
import { withMemberFee } from './member-fee.ts';
import { withNextDate } from './next-date.ts';
import { planAgain } from './plan-again.ts';

/**
 * The agreement with a member more from `today` on: the rest of the term is billed by the day, a next term that is planned
 * is planned again, and everyone who signed is told, and whoever pays.
 */
export function takeIn(agreement: Agreement, member: Member, today: string): { agreement: Agreement; wishes: Wish[] } {
  const { memberId } = member;
  const { agreement: billed } = withMemberFee(agreement, { member, others: agreement.members, from: today, sign: 1 });
  const added = { ...billed, members: [...billed.members, member] };
  const keys = patientSigners(added).map(({ signerId }) => noticeKeys.joined(memberId, signerId));
  // A signer who pays has it from their own notice, and nothing is charged to whoever has not agreed.
  if (added.payer?.partyId !== undefined && added.payer.authorised !== undefined) {
    keys.push(noticeKeys.payerMore(memberId));
  }
  const told = keys.map((noticeKey): Wish => ({ workflow: 'notice', noticeKey }));
  const planned = planAgain(added);
  return { agreement: withNextDate(planned.agreement), wishes: [...told, ...planned.wishes] };
}
