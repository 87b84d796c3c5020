import { noticeKeys } from '../notices/notice.ts';
import { isMinor } from '../people/person.ts';
import type { Signer } from '../signing/signed-document.ts';
import { childSigners, guardiansOf } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { decided } from './with.ts';

/**
 * Another of the signers speaks for a child, who has shown that they may; whoever did until then is told, and may leave. What
 * was signed for the child goes on.
 */
export function nameGuardian(
  agreement: Agreement,
  { type, memberId, signerId, capacity, proof, by }: Extract<AgreementEvent, { type: 'guardian_named' }>,
  today: string,
): Outcome {
  const child = agreement.members.find((one) => one.memberId === memberId);
  const before = guardiansOf(agreement, memberId).map((signer) => signer.signerId);
  if (before.length > 0 && before.every((id) => id === signerId)) return { refusal: 'nothing_changes' };
  if (child === undefined || child.died !== undefined || before.length === 0) return { refusal: 'not_found' };
  if (!isMinor(child, today)) return { refusal: 'signs_alone' };
  if (!guardianCandidates(agreement, memberId).some((one) => one.signerId === signerId)) {
    return { refusal: 'not_found' };
  }
  const replaced = before.filter((id) => id !== signerId);
  const number = (child.guardian?.number ?? 0) + 1;
  const guardian = { number, on: today, signerId, capacity, proof, recordedBy: by, replaced };
  const members = agreement.members.map((one) => (one === child ? { ...child, guardian } : one));
  const wishes = [...replaced, signerId].map((id): Wish => {
    return { workflow: 'notice', noticeKey: noticeKeys.guardian(memberId, number, id) };
  });
  return decided({ ...agreement, members }, type, { memberId, signerId, capacity, replaced, by }, wishes);
}

/** Who may speak for a child in the place of whoever does: another signer who stays, and acts by no power of attorney. */
export function guardianCandidates(agreement: Agreement, memberId: string): Signer[] {
  const before = guardiansOf(agreement, memberId);
  if (before.length === 0) return [];
  const isLeaving = (signer: Signer) =>
    agreement.members.some((one) => one.memberId === signer.memberId && one.departure !== undefined);
  return childSigners(agreement).filter(
    (signer) => !isLeaving(signer) && !before.some(({ signerId }) => signerId === signer.signerId),
  );
}
