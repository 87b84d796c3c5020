import { readApplication } from '../adapters/table/application-store.ts';
import type { Owner } from '../adapters/table/keys.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { confirmBy } from '../domain/application/application.ts';
import { type NoticeTopic, noticeTopic } from '../domain/notices/notice.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import { isPatientSide } from '../domain/signing/signers.ts';
import { applicationConfirmationMail } from '../pages/mails/application-confirmation.ts';
import { closedDeclinedMail, closedExpiredMail, closedUnpaidMail } from '../pages/mails/closed.ts';
import { closedPhysicianMail } from '../pages/mails/closed-physician.ts';
import { waitlistedMail } from '../pages/mails/waitlisted.ts';
import { composePaymentNotice, composeWelcome } from './compose-money-notice.ts';
import { composeSigningNotice } from './compose-signing-notice.ts';
import type { ComposedNotice, NoticeContext } from './composed-notice.ts';
import type { Deps } from './decide.ts';

/** The mail that a notice key names, from what the table says now; undefined when it has become pointless. */
export async function composeNotice(
  deps: Deps,
  book: PracticeBook,
  owner: Owner,
  agreement: Agreement | undefined,
  noticeKey: string,
): Promise<ComposedNotice | undefined> {
  const topic = noticeTopic(noticeKey);
  if (topic.kind === 'confirmation') return composeConfirmation(deps, book, owner.id);
  const [member] = agreement?.members ?? [];
  const physician = book.physicians.find((one) => one.physicianId === agreement?.physicianId);
  if (agreement === undefined || member === undefined || physician === undefined) {
    throw new RangeError(`The notice ${noticeKey} of ${owner.kind} ${owner.id} has no agreement, member or physician`);
  }
  return composeForAgreement({ deps, book, agreement, member, physician }, topic);
}

async function composeConfirmation(
  deps: Deps,
  book: PracticeBook,
  applicationId: string,
): Promise<ComposedNotice | undefined> {
  const application = await readApplication(deps.table, applicationId);
  if (application === undefined || application.status !== 'unconfirmed') return undefined;
  const { firstName, email } = application.person;
  return {
    to: email,
    link: { path: 'confirm', target: { purpose: 'confirm', applicationId }, expiresAt: confirmBy(application) },
    mail: (link) => applicationConfirmationMail({ practice: book.practice, firstName, link }),
  };
}

function composeForAgreement(
  context: NoticeContext,
  topic: Exclude<NoticeTopic, { kind: 'confirmation' }>,
): ComposedNotice | undefined {
  const { agreement, member, book, physician } = context;
  const { practice } = book;
  const { firstName } = member;
  switch (topic.kind) {
    case 'waitlisted':
      return { to: member.email, mail: () => waitlistedMail({ practice, firstName, physicianName: physician.name }) };
    case 'request':
    case 'reminder':
    case 'fresh':
      return composeSigningNotice(context, topic);
    case 'unpaid':
    case 'dunning':
      return composePaymentNotice(context, topic);
    case 'welcome':
      return composeWelcome(context);
    case 'closed': {
      const signer = agreement.documents
        .flatMap((document) => document.signers)
        .find((one) => one.signerId === topic.signerId);
      if (agreement.closedFor === undefined || signer === undefined) return undefined;
      const reason = agreement.closedFor;
      if (!isPatientSide(signer)) {
        return {
          to: physician.email,
          mail: () =>
            closedPhysicianMail({ practice, physicianName: physician.name, patientFirstName: firstName, reason }),
        };
      }
      const mailOf = { declined: closedDeclinedMail, expired: closedExpiredMail, unpaid: closedUnpaidMail };
      return { to: member.email, mail: (link) => mailOf[reason]({ practice, firstName, link }) };
    }
  }
}
