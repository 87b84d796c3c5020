import { type Agreement, documentOf } from '../domain/agreement/agreement.ts';
import { joiningBy } from '../domain/agreement/joining.ts';
import {
  addDays,
  daysBetween,
  practiceDate,
  sendingInstant,
  startOfNextDay,
} from '../domain/calendar/practice-time.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import type { Party } from '../domain/people/person.ts';
import { renewalBy } from '../domain/renewal/changed-terms.ts';
import { type Signer, signerOf } from '../domain/signing/signed-document.ts';
import { isPatientSide, openStepOf } from '../domain/signing/signers.ts';
import { freshLinkMail } from '../pages/mails/fresh-link.ts';
import { signingReminderMail, signingRequestMail } from '../pages/mails/signing-request.ts';
import { wayToPayMail } from '../pages/mails/way-to-pay.ts';
import { type ComposedNotice, type NoticeContext, toSigner } from './composed-notice.ts';
import type { Deps } from './decide.ts';

const signLinkDays = 14;

/**
 * Asks or reminds a signer of the patient's side, to sign or for a way to pay, or sends a fresh link; undefined when there is
 * nothing to do any more.
 */
export function composeSigningNotice(
  { deps, book, agreement, physician }: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'request' | 'reminder' | 'fresh' | 'payinstead' }>,
): ComposedNotice | undefined {
  const { practice } = book;
  const document = documentOf(agreement, topic.documentId);
  const signer = document === undefined ? undefined : signerOf(document, topic.signerId);
  if (document?.status !== 'open' || document.expiresOn === undefined) return undefined;
  // A physician signs at the desk.
  if (signer === undefined || !isPatientSide(signer)) return undefined;
  const { expiresOn } = document;
  const daysLeft = Math.max(0, daysBetween(practiceDate(deps.now, deps.timeZone), expiresOn));
  const link = signLink(deps, agreement.agreementId, topic.documentId, signer, expiresOn);
  const to = toSigner(agreement, signer);
  const { firstName } = to.reader;
  if (topic.kind === 'fresh') {
    return { ...to, link, mail: (url) => freshLinkMail({ practice, firstName, link: url, expiresOn }) };
  }
  const about = { practice, firstName, physicianName: physician.name, expiresOn, daysLeft };
  const forOthers = othersOf(agreement, signer);
  const isOwed = openStepOf(agreement, document, signer) === 'payment';
  if (topic.kind === 'payinstead' && !isOwed) return undefined;
  // There is nothing more to sign.
  if (isOwed && topic.kind !== 'request') {
    const because = topic.kind === 'payinstead' ? ('stopped' as const) : ('reminder' as const);
    return { ...to, link, mail: (url) => wayToPayMail({ ...about, forOthers, because, link: url }) };
  }
  const props = {
    ...about,
    forOthers,
    changesOn: renewalBy(agreement, topic.documentId)?.startsOn,
    joins: joiningWords(agreement, topic.documentId, signer),
  };
  const compose = topic.kind === 'request' ? signingRequestMail : signingReminderMail;
  // What the sweep opens at night goes out in the morning.
  const askedOn = practiceDate(signer.askedAt ?? deps.now, deps.timeZone);
  const notBefore = sendingInstant(askedOn, deps.timeZone, agreement.agreementId);
  const hour = document.kind === 'agreement' ? {} : { notBefore };
  return { ...to, link, ...hour, mail: (url) => compose({ ...props, link: url }) };
}

/** The first name of whoever joins by a document; of the reader it is said by "you". */
function joiningWords(agreement: Agreement, documentId: string, { memberId }: Signer) {
  const joins = joiningBy(agreement, documentId);
  return joins && { firstName: joins.firstName, isReader: joins.memberId === memberId };
}

/** The first names of those for whom somebody signs who is no patient. */
function othersOf({ members }: Agreement, { capacity, wards = [] }: Signer): string | undefined {
  if (capacity === 'self') return undefined;
  return firstNames(members.filter((member) => wards.some(({ memberId }) => memberId === member.memberId)));
}

/** "Ann", "Ann and one other", "Ann and 2 others": a mail holds no list of a household. */
export function firstNames([first, ...others]: readonly Party[]): string {
  const name = first?.firstName ?? '';
  if (others.length === 0) return name;
  return others.length === 1 ? `${name} and one other` : `${name} and ${others.length} others`;
}

/** Leads a signer to a document. Good for fourteen days and no longer than the document; an expired one offers a fresh one. */
export function signLink(deps: Deps, agreementId: string, documentId: string, signer: Signer, expiresOn: string) {
  const lastMoment = startOfNextDay(expiresOn, deps.timeZone);
  const expiresAt = startOfNextDay(addDays(practiceDate(deps.now, deps.timeZone), signLinkDays), deps.timeZone);
  return {
    path: 'sign' as const,
    target: {
      purpose: 'sign' as const,
      agreementId,
      documentId,
      signerId: signer.signerId,
      generation: signer.links?.generation ?? 0,
    },
    expiresAt: [expiresAt, lastMoment].sort()[0] ?? lastMoment,
  };
}
