import {
  type Agreement,
  type Invoice,
  invoiceOf,
  payingRef,
  personOf,
  type Signer,
} from '../domain/agreement/agreement.ts';
import { payBy } from '../domain/billing/billing-step.ts';
import { addDays, addToInstant } from '../domain/calendar/practice-time.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { invoiceMail, paymentFailedMail, paymentReminderMail } from '../pages/mails/payment-due.ts';
import { welcomeMail } from '../pages/mails/welcome.ts';
import { type ComposedNotice, type NoticeContext, toParty, toSigner } from './composed-notice.ts';

const payLinkDays = 30;

/** A payment did not go through, or is still open; undefined when it is settled. */
export function composePaymentNotice(
  { deps, book, agreement }: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'unpaid' | 'invoice' | 'dunning' }>,
): ComposedNotice | undefined {
  const invoice = invoiceOf(agreement, topic.invoiceId);
  if (invoice?.status !== 'open') return undefined;
  const payer = payingRef(agreement);
  const to = toParty(personOf(agreement, payer), payer.onPaper);
  const props = {
    practice: book.practice,
    firstName: to.reader.firstName,
    amountCents: invoice.amountCents,
    why: reasonOf(agreement, invoice),
    closesOn: payBy(agreement, invoice, deps.timeZone),
  };
  const mails = { unpaid: paymentFailedMail, invoice: invoiceMail, dunning: paymentReminderMail };
  const compose = mails[topic.kind];
  return {
    ...to,
    link: {
      path: 'pay',
      target: { purpose: 'pay', agreementId: agreement.agreementId, invoiceId: topic.invoiceId },
      expiresAt: addToInstant(deps.now, { days: payLinkDays }),
    },
    mail: (link) => compose({ ...props, link }),
  };
}

/** The agreement is in force: what was bought, paid, and how it ends. */
export function composeWelcome(
  { book, agreement, physician }: NoticeContext,
  signer: Signer,
): ComposedNotice | undefined {
  const [term] = agreement.terms;
  const [invoice] = agreement.invoices;
  if (term === undefined || invoice === undefined) return undefined;
  const { plan } = agreement;
  const to = toSigner(agreement, signer);
  const consents = agreement.documents.flatMap((document) => document.signers.map((signer) => signer.renewalConsent));
  return {
    ...to,
    mail: () =>
      welcomeMail({
        practice: book.practice,
        firstName: to.reader.firstName,
        physicianName: physician.name,
        planName: plan.name,
        paidCents: invoice.amountCents,
        // Whoever pays for others sees to their own method alone.
        paidWith: agreement.payer === undefined ? paidWith(agreement, invoice) : undefined,
        nextPayment: agreement.invoices.find((one) => one.status === 'draft'),
        startsOn: term.startsOn,
        endsOn: term.endsOn,
        renewal: {
          isAutomatic: consents.includes(true),
          renewsOn: addDays(term.endsOn, 1),
          feeCents: agreement.price.feeCents,
        },
      }),
  };
}

/** Why it is open, in the mails' words. */
function reasonOf({ paymentMethod }: Agreement, { attempts }: Invoice): 'check' | 'confirm' | 'bank' | 'failed' {
  if (paymentMethod?.kind === 'check') return 'check';
  // The payer's own confirmation is all that is missing.
  if (attempts.at(-1)?.code === 'authentication_required') return 'confirm';
  return paymentMethod?.kind === 'bank' ? 'bank' : 'failed';
}

const mediumWords = { check: 'Check', ach: 'Bank transfer', cash: 'Cash' };

/** What paid it, where that is known: a method that came later did not. */
function paidWith({ paymentMethod }: Agreement, { received, attempts }: Invoice): string | undefined {
  if (received !== undefined) return mediumWords[received.medium];
  return attempts.at(-1)?.methodNumber === paymentMethod?.number ? paymentMethod?.label : undefined;
}
