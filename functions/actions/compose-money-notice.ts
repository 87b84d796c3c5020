import { mailedTo } from '../adapters/table/link-store.ts';
import { type Agreement, payingRef, personOf } from '../domain/agreement/agreement.ts';
import { isPayerAsked } from '../domain/agreement/on-payer.ts';
import { periodOf } from '../domain/billing/billed-period.ts';
import { payBy } from '../domain/billing/billing-step.ts';
import { isToBeCharged } from '../domain/billing/chargeable.ts';
import { checkReturned } from '../domain/billing/collection.ts';
import { askedOn, type Invoice, invoiceOf, isFirstPayment, isOnItsWay } from '../domain/billing/invoice.ts';
import { addDays, addToInstant, practiceDate, sendingInstant } from '../domain/calendar/practice-time.ts';
import { endsByDeath } from '../domain/ending/ending.ts';
import { remainingCents } from '../domain/ledger/invoice-money.ts';
import { paidFor, statedOn, yearStatement } from '../domain/ledger/year-statement.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { feeCentsFrom, isFree } from '../domain/practice/price.ts';
import { isRenewalConsented } from '../domain/renewal/consent.ts';
import type { Signer } from '../domain/signing/signed-document.ts';
import { signsOnPaper } from '../domain/signing/signers.ts';
import {
  invoiceMail,
  type PaymentDueProps,
  paymentFailedMail,
  paymentReminderMail,
} from '../pages/mails/payment-due.ts';
import { receiptMail } from '../pages/mails/receipt.ts';
import { statementMail } from '../pages/mails/statement.ts';
import { welcomeMail } from '../pages/mails/welcome.ts';
import { paidWith } from '../pages/payment-words.ts';
import { planLink } from './compose-ending.ts';
import { composePayerRequest } from './compose-payer-notice.ts';
import { firstNames } from './compose-signing-notice.ts';
import { type ComposedNotice, type NoticeContext, toParty, toSigner } from './composed-notice.ts';
import type { Deps } from './decide.ts';

const payLinkDays = 30;

/** A payment did not go through, or is still open; undefined when it is settled. */
export function composePaymentNotice(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'unpaid' | 'invoice' | 'dunning' | 'payfresh' }>,
): ComposedNotice | undefined {
  const { deps, book, agreement } = context;
  const invoice = invoiceOf(agreement, topic.invoiceId);
  if (invoice?.status !== 'open' || endsByDeath(agreement)) return undefined;
  // Whoever has not agreed yet to pay is asked for that.
  if (isPayerAsked(agreement)) return composePayerRequest(context, topic.kind === 'dunning');
  const isByCheck = agreement.paymentMethod?.kind === 'check';
  const kind = topic.kind === 'payfresh' ? (isByCheck ? 'invoice' : 'unpaid') : topic.kind;
  // What is on its way, or about to be charged, needs nobody.
  const by = { notices: new Map(), timeZone: deps.timeZone };
  const isUnderWay = isOnItsWay(invoice) || isToBeCharged(agreement, invoice, by, deps.now);
  if (topic.kind === 'payfresh' && isUnderWay) return undefined;
  const payer = payingRef(agreement);
  const to = toParty(personOf(agreement, payer), payer.onPaper);
  const props = {
    practice: book.practice,
    firstName: to.reader.firstName,
    amountCents: remainingCents(invoice),
    paidCents: invoice.paidCents ?? 0,
    why: reasonOf(agreement, invoice),
    of: isFirstPayment(invoice) ? ('first' as const) : ('term' as const),
    dueOn: kind === 'invoice' && !isFirstPayment(invoice) ? askedOn(invoice) : undefined,
    payBy: payBy(agreement, invoice, deps.timeZone),
  };
  const mails = { unpaid: paymentFailedMail, invoice: invoiceMail, dunning: paymentReminderMail };
  const compose = mails[kind];
  return {
    ...to,
    link: payLink(deps, agreement, topic.invoiceId),
    mail: (link) => compose({ ...props, link }),
  };
}

function payLink({ now }: Deps, agreement: Agreement, invoiceId: string) {
  const { agreementId, formerPayers } = agreement;
  const reader = personOf(agreement, payingRef(agreement));
  const payers = formerPayers === undefined ? {} : { payers: formerPayers.length };
  return {
    path: 'pay' as const,
    target: { purpose: 'pay' as const, agreementId, invoiceId, ...payers, ...mailedTo(reader) },
    expiresAt: addToInstant(now, { days: payLinkDays }),
  };
}

/** A payment of a term has arrived; undefined where it has not. */
export function composeReceipt(
  { deps, book, agreement }: NoticeContext,
  invoiceId: string,
): ComposedNotice | undefined {
  const invoice = invoiceOf(agreement, invoiceId);
  const period = invoice && periodOf(agreement, invoice);
  if (invoice?.status !== 'paid' || invoice.paidAt === undefined || period === undefined) return undefined;
  const payer = payingRef(agreement);
  const to = toParty(personOf(agreement, payer), payer.onPaper);
  const props = {
    practice: book.practice,
    firstName: to.reader.firstName,
    patients: firstNames(agreement.members),
    amountCents: invoice.paidCents ?? 0,
    paidWith: paidWith(agreement, invoice),
    paidOn: paidOn(invoice, deps.timeZone) ?? practiceDate(invoice.paidAt, deps.timeZone),
    period,
  };
  const link = payLink(deps, agreement, invoiceId);
  return { ...to, link: { ...link, page: 'receipt' }, mail: (url) => receiptMail({ ...props, link: url }) };
}

/** What whoever pays, or paid before, paid in a year; undefined where nothing moved. */
export function composeStatement(
  context: NoticeContext,
  topic: Extract<NoticeTopic, { year: number }>,
): ComposedNotice | undefined {
  const { year } = topic;
  const former = 'number' in topic ? topic.number : undefined;
  const { deps, book, agreement } = context;
  const statement = yearStatement(agreement, year, deps.timeZone, former);
  const [invoice] = agreement.invoices;
  const payer = former === undefined ? payingRef(agreement) : agreement.formerPayers?.[former - 1];
  if (statement.lines.length === 0 || invoice === undefined || payer === undefined) return undefined;
  const isPaper = former === undefined ? payingRef(agreement).onPaper : signsOnPaper(agreement, payer);
  const to = toParty(personOf(agreement, payer), isPaper);
  const { firstName } = to.reader;
  const patients = firstNames(paidFor(agreement, former, deps.timeZone));
  const props = { practice: book.practice, firstName, patients, isCorrected: 'round' in topic, ...statement };
  const paid = payLink(deps, agreement, invoice.invoiceId);
  const theirs = { ...paid.target, corrected: 0, ...mailedTo(personOf(agreement, payer)), payers: (former ?? 1) - 1 };
  const target = former === undefined ? paid.target : theirs;
  const link = { ...paid, target, page: `statement/${year}` as const };
  const notBefore = sendingInstant(statedOn(year), deps.timeZone, agreement.agreementId);
  return { ...to, link, notBefore, mail: (url) => statementMail({ ...props, link: url }) };
}

/** The agreement is in force: what was bought, paid, and how it ends. */
export function composeWelcome(context: NoticeContext, signer: Signer): ComposedNotice | undefined {
  const { deps, book, agreement, physician } = context;
  const [term] = agreement.terms;
  const [invoice] = agreement.invoices;
  if (term === undefined || invoice === undefined) return undefined;
  const { plan } = agreement;
  const to = toSigner(agreement, signer);
  const renewsOn = addDays(term.endsOn, 1);
  return {
    ...to,
    link: planLink(context, signer),
    mail: (link) =>
      welcomeMail({
        link,
        practice: book.practice,
        firstName: to.reader.firstName,
        physicianName: physician.name,
        planName: plan.name,
        isFree: isFree(agreement.price),
        paidCents: invoice.paidCents ?? 0,
        // Whoever pays for others sees to their own method alone.
        paidWith: agreement.payer === undefined ? paidWith(agreement, invoice) : undefined,
        patients: firstNames(agreement.members),
        paidBy: personOf(agreement, payingRef(agreement)).firstName,
        paidOn: paidOn(invoice, deps.timeZone),
        nextPayment: agreement.invoices.find((one) => one.status === 'draft' && one.amountCents > 0),
        startsOn: term.startsOn,
        endsOn: term.endsOn,
        renewal: {
          isAutomatic: isRenewalConsented(agreement, renewsOn),
          renewsOn,
          feeCents: feeCentsFrom(agreement.price, renewsOn),
        },
      }),
  };
}

/** The civil date on which a payment came: of a check, when staff received it. */
function paidOn({ received, paidAt }: Invoice, timeZone: string): string | undefined {
  return received?.receivedOn ?? (paidAt && practiceDate(paidAt, timeZone));
}

/** Why it is open, in the mails' words. */
function reasonOf({ paymentMethod }: Agreement, invoice: Invoice): PaymentDueProps['why'] {
  const { attempts } = invoice;
  if (paymentMethod === undefined && isFirstPayment(invoice)) return 'stopped';
  if (attempts.at(-1)?.code === checkReturned) return 'bounced';
  if (paymentMethod?.kind === 'check') return 'check';
  // What was tried was another's.
  if (attempts.length === 0 || paymentMethod === undefined) return 'open';
  // The payer's own confirmation is all that is missing.
  if (attempts.at(-1)?.code === 'authentication_required') return 'confirm';
  return paymentMethod.kind === 'bank' ? 'bank' : 'failed';
}
