import type { NoticeTopic } from '../domain/notices/notice.ts';
import { openChange, type PhysicianChange } from '../domain/physician/physician-change.ts';
import { physicianOf } from '../domain/practice/practice.ts';
import type { Signer } from '../domain/signing/signed-document.ts';
import { doctorSettledMail, newDoctorMail } from '../pages/mails/new-doctor.ts';
import { planLink } from './compose-ending.ts';
import { type ComposedNotice, type NoticeContext, toSigner } from './composed-notice.ts';

/** Word of a change of doctor to one signer; undefined where it has been answered, or another has taken its place. */
export function composeNewDoctor(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'newdoctor' | 'newdoctoragain' | 'doctorsettled' }>,
  signer: Signer,
): ComposedNotice | undefined {
  const { agreement, book } = context;
  const { practice } = book;
  const change = agreement.physicianChanges.find(({ number }) => number === topic.change);
  if (change === undefined) return undefined;
  const to = toSigner(agreement, signer);
  const { firstName } = to.reader;
  const link = planLink(context, signer);
  const nameOf = (physicianId: string) => physicianOf(book, physicianId).name;
  if (topic.kind !== 'doctorsettled') {
    if (openChange(agreement) !== change || change.yeses.some(({ signerId }) => signerId === signer.signerId)) {
      return undefined;
    }
    const props = {
      practice,
      firstName,
      physicianName: nameOf(change.from),
      newPhysicianName: nameOf(change.to),
      effectiveOn: change.effectiveOn,
      answerBy: change.answerBy,
      leavesOn: change.leave?.on,
      feeCents: agreement.price.feeCents,
      isReminder: topic.kind === 'newdoctoragain',
    };
    return { ...to, link: { ...link, page: 'doctor' }, mail: (url) => newDoctorMail({ ...props, link: url }) };
  }
  const isSettled = change.state === 'signed' || change.state === 'done';
  // Who leaves does not stay: then the notice of the end says what happens.
  if (!isSettled && (change.leave !== undefined || !hasFailed(change))) return undefined;
  const props = isSettled
    ? { physicianName: nameOf(change.to), effectiveOn: change.effectiveOn }
    : { physicianName: nameOf(change.from) };
  return { ...to, link, mail: (url) => doctorSettledMail({ practice, firstName, ...props, link: url }) };
}

function hasFailed({ state }: PhysicianChange): boolean {
  return state === 'declined' || state === 'refused' || state === 'lapsed';
}
