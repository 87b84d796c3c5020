import { readApplication } from '../adapters/table/application-store.ts';
import type { Owner } from '../adapters/table/keys.ts';
import { mailedTo } from '../adapters/table/link-store.ts';
import { type Agreement, personOf } from '../domain/agreement/agreement.ts';
import { isDated } from '../domain/agreement/next-date.ts';
import { applicantOf, confirmBy } from '../domain/application/application.ts';
import { startOfNextDay } from '../domain/calendar/practice-time.ts';
import { type NoticeTopic, noticeTopic } from '../domain/notices/notice.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import type { Signer } from '../domain/signing/signed-document.ts';
import { isPatientSide } from '../domain/signing/signers.ts';
import { applicationClosedMail } from '../pages/mails/application-closed.ts';
import { applicationConfirmationMail } from '../pages/mails/application-confirmation.ts';
import { closedMail } from '../pages/mails/closed.ts';
import { closedPhysicianMail } from '../pages/mails/closed-physician.ts';
import { copyMail } from '../pages/mails/copy.ts';
import { planLinkMail } from '../pages/mails/fresh-link.ts';
import { seatOfferMail, waitlistedMail } from '../pages/mails/waitlisted.ts';
import { composeComingOfAge } from './compose-coming-of-age.ts';
import { composeEnding, planLink } from './compose-ending.ts';
import { composeGuardian, composeHousehold, composeJoiningOver } from './compose-household.ts';
import { composePaymentNotice, composeReceipt, composeStatement, composeWelcome } from './compose-money-notice.ts';
import { composeNewDoctor } from './compose-new-doctor.ts';
import { composePayerNotice } from './compose-payer-notice.ts';
import { composePayerMore, composePayerRenewal } from './compose-payer-renewal.ts';
import { composeQueue } from './compose-queue.ts';
import { composeRenewal } from './compose-renewal.ts';
import { composeSigningNotice, firstNames } from './compose-signing-notice.ts';
import { type ComposedNotice, type NoticeContext, toParty, toPhysician, toSigner } from './composed-notice.ts';
import type { Deps } from './decide.ts';

type ApplicationTopic = Extract<NoticeTopic, { kind: 'confirmation' | 'applicationclosed' }>;

/** The mail that a notice key names, from what the table says now; undefined when it has become pointless. */
export async function composeNotice(
  deps: Deps,
  book: PracticeBook,
  owner: Owner,
  agreement: Agreement | undefined,
  noticeKey: string,
): Promise<ComposedNotice | undefined> {
  const topic = noticeTopic(noticeKey);
  if (topic.kind === 'confirmation' || topic.kind === 'applicationclosed') {
    return composeForApplication(deps, book, owner.id, topic);
  }
  if (topic.kind === 'queue') return composeQueue(deps, book, owner.id, topic.date);
  const physician = book.physicians.find((one) => one.physicianId === agreement?.physicianId);
  if (agreement === undefined || physician === undefined) {
    throw new RangeError(`The notice ${noticeKey} of ${owner.kind} ${owner.id} has no agreement or physician`);
  }
  return composeForAgreement({ deps, book, agreement, physician }, topic);
}

async function composeForApplication(
  deps: Deps,
  { practice }: PracticeBook,
  applicationId: string,
  topic: ApplicationTopic,
): Promise<ComposedNotice | undefined> {
  const application = await readApplication(deps.table, applicationId);
  if (application === undefined) return undefined;
  const to = toParty(applicantOf(application), application.emailConsentAt === undefined);
  const { firstName } = to.reader;
  if (topic.kind === 'applicationclosed') {
    const { closed } = application;
    if (closed === undefined) return undefined;
    return { ...to, mail: (link) => applicationClosedMail({ practice, firstName, reason: closed.reason, link }) };
  }
  if (application.status !== 'unconfirmed') return undefined;
  return {
    ...to,
    link: { path: 'confirm', target: { purpose: 'confirm', applicationId }, expiresAt: confirmBy(application) },
    mail: (link) => applicationConfirmationMail({ practice, firstName, link }),
  };
}

function composeForAgreement(
  context: NoticeContext,
  topic: Exclude<NoticeTopic, ApplicationTopic | { kind: 'queue' }>,
): ComposedNotice | undefined {
  const { agreement, book, physician } = context;
  const { practice } = book;
  switch (topic.kind) {
    case 'waitlisted':
    case 'offer':
    case 'offerfresh':
      return composeForWaiting(context, topic);
    case 'request':
    case 'reminder':
    case 'fresh':
    case 'payinstead':
      return composeSigningNotice(context, topic);
    case 'unpaid':
    case 'invoice':
    case 'dunning':
    case 'payfresh':
      return composePaymentNotice(context, topic);
    case 'receipt':
      return composeReceipt(context, topic.invoiceId);
    case 'statement':
    case 'formerstatement':
    case 'statementanew':
    case 'formerstatementanew':
      return composeStatement(context, topic);
    case 'payer':
    case 'payerreminder':
    case 'payerfresh':
    case 'closedpayer':
    case 'paysnomore':
      return composePayerNotice(context, topic);
    case 'payermore':
      return composePayerMore(context, topic.memberId);
    case 'payerrenewal':
      return composePayerRenewal(context, topic);
    case 'renewal':
    case 'renewed':
    case 'grace': {
      const signer = signerIn(agreement, topic.signerId);
      return signer === undefined ? undefined : composeRenewal(context, topic, signer);
    }
    case 'ending':
    case 'resumed':
    case 'ended': {
      const signer = signerIn(agreement, topic.signerId);
      return signer === undefined ? undefined : composeEnding(context, topic, signer);
    }
    case 'newdoctor':
    case 'newdoctoragain':
    case 'doctorsettled': {
      const signer = signerIn(agreement, topic.signerId);
      return signer === undefined ? undefined : composeNewDoctor(context, topic, signer);
    }
    case 'joined':
    case 'left':
      return composeHousehold(context, topic);
    case 'joiningover':
      return composeJoiningOver(context, topic);
    case 'guardian':
      return composeGuardian(context, topic);
    case 'comingofage':
      return composeComingOfAge(context, topic);
    case 'planfresh': {
      const signer = signerIn(agreement, topic.signerId);
      if (signer === undefined || !isDated(agreement)) return undefined;
      const to = toSigner(agreement, signer);
      const { firstName } = to.reader;
      return { ...to, link: planLink(context, signer), mail: (link) => planLinkMail({ practice, firstName, link }) };
    }
    case 'welcome': {
      const signer = signerIn(agreement, topic.signerId);
      return signer === undefined ? undefined : composeWelcome(context, signer);
    }
    case 'closed': {
      const signer = signerIn(agreement, topic.signerId);
      if (agreement.closedFor === undefined || signer === undefined) return undefined;
      const reason = agreement.closedFor;
      if (isPatientSide(signer)) {
        const to = toSigner(agreement, signer);
        return { ...to, mail: (link) => closedMail({ practice, firstName: to.reader.firstName, reason, link }) };
      }
      const about = {
        practice,
        physicianName: physician.name,
        patientFirstName: firstNames(agreement.members),
        reason,
      };
      return { ...toPhysician(physician), mail: () => closedPhysicianMail(about) };
    }
    case 'copy': {
      const helper = agreement.helpers.find((one) => one.partyId === topic.partyId);
      if (helper === undefined || helper.revokedAt !== undefined) return undefined;
      const to = toParty(personOf(agreement, helper));
      const { firstName } = to.reader;
      const patients = firstNames(agreement.members);
      return { ...to, mail: () => copyMail({ practice, firstName, patients, about: topic.about }) };
    }
  }
}

/** Leads to a page on which an offered seat is taken or let go, and the list is left. */
function composeForWaiting(
  { deps, book, agreement, physician }: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'waitlisted' | 'offer' | 'offerfresh' }>,
): ComposedNotice | undefined {
  const signer = signerIn(agreement, topic.signerId);
  if (signer === undefined) return undefined;
  const { offer, agreementId } = agreement;
  const to = toSigner(agreement, signer);
  const props = { practice: book.practice, firstName: to.reader.firstName, physicianName: physician.name };
  const target = { purpose: 'offer', agreementId, ...mailedTo(to.reader) } as const;
  if (topic.kind !== 'offer' && agreement.status === 'waitlisted') {
    const link = { path: 'offer' as const, target, expiresAt: noEnd };
    return { ...to, link, mail: (url) => waitlistedMail({ ...props, link: url }) };
  }
  if (topic.kind === 'waitlisted') return undefined;
  if (agreement.status !== 'offered' || offer === undefined || offer.acceptedAt !== undefined) return undefined;
  const link = { path: 'offer' as const, target, expiresAt: startOfNextDay(offer.answerBy, deps.timeZone) };
  return { ...to, link, mail: (url) => seatOfferMail({ ...props, link: url, answerBy: offer.answerBy }) };
}

/** Somebody may wait for years, and may leave the list as long. */
const noEnd = '9999-12-31T00:00:00.000Z';

/** As the newest document has them: on paper by now, perhaps. */
function signerIn(agreement: Agreement, signerId: string): Signer | undefined {
  return agreement.documents.flatMap(({ signers }) => signers).findLast((one) => one.signerId === signerId);
}
