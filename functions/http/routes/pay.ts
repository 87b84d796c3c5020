import { decide, getAgreement } from '../../actions/decide.ts';
import { isToken } from '../../adapters/ids.ts';
import { isMisdirected, readLink } from '../../adapters/table/link-store.ts';
import { type Agreement, payingRef, personOf } from '../../domain/agreement/agreement.ts';
import { methodGiven } from '../../domain/agreement/on-payer.ts';
import { payBy } from '../../domain/billing/billing-step.ts';
import { type Charge, chargedTogether, isToBeCharged } from '../../domain/billing/chargeable.ts';
import {
  askedOn,
  type Invoice,
  invoiceOf,
  isFirstPayment,
  isOnItsWay,
  type PaymentAttempt,
} from '../../domain/billing/invoice.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { endsByDeath } from '../../domain/ending/ending.ts';
import { remainingCents } from '../../domain/ledger/invoice-money.ts';
import { sumCents } from '../../domain/money/money.ts';
import type { Notices } from '../../domain/notices/due-notices.ts';
import type { Payment } from '../../pages/mails/payer-renewal.ts';
import { renderInvoice } from '../../pages/paper/invoice.tsx';
import { renderReceipt } from '../../pages/paper/receipt.tsx';
import { type PayPageProps, renderPayPage } from '../../pages/pay-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { invoiceFacts, receiptFacts } from './invoice-facts.ts';
import { choiceOf, paymentOptions } from './payment-options.ts';

/** A payer whose payment did not work: sees money only, and gives another method. */
export async function showPay(request: Request): Promise<Answer> {
  const { book } = request;
  const due = await dueOf(request);
  if (due === undefined) return page(renderPayPage({ practice: book.practice, state: 'gone' }), 404);
  return page(renderPayPage({ practice: book.practice, ...stateOf(request, due) }));
}

export async function pay(request: Request): Promise<Answer> {
  const { book, deps, evidence, form } = request;
  const due = await dueOf(request);
  if (due === undefined) return page(renderPayPage({ practice: book.practice, state: 'gone' }), 404);
  const state = stateOf(request, due);
  // A form that was sent before, or twice: the attempt that it was for has been made. Or its button named another amount.
  const isStale = state.state !== 'due' || Object.entries(state.hidden ?? {}).some(([name, is]) => form[name] !== is);
  if (isStale) return seeOther(`/pay/${request.parameters.token}`);
  const method = choiceOf(request.payments, form.method, asksConfirmation(due));
  if (method === undefined) {
    const errors = { method: 'Please choose how to pay.' };
    return page(renderPayPage({ practice: book.practice, ...state, values: form, errors }), 422);
  }
  await decide(deps, due.agreement.agreementId, { type: 'payment_method_saved', method, evidence });
  return seeOther(`/pay/${request.parameters.token}`);
}

interface Due {
  agreement: Agreement;
  notices: Notices;
  invoice: Invoice;
}

async function dueOf({ deps, parameters }: Request): Promise<Due | undefined> {
  const token = parameters.token ?? '';
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'pay' || link.expiresAt <= deps.now) return undefined;
  const { agreement, notices } = await getAgreement(deps, link.agreementId);
  const invoice = invoiceOf(agreement, link.invoiceId);
  const isReplaced = (link.payers ?? 0) < (agreement.formerPayers?.length ?? 0);
  if (invoice === undefined || isReplaced) return undefined;
  const isElsewhere = isMisdirected(link, personOf(agreement, payingRef(agreement)));
  return isElsewhere ? undefined : { agreement, notices, invoice };
}

type PayState = PayPageProps extends infer Props ? (Props extends unknown ? Omit<Props, 'practice'> : never) : never;

/** Whatever is given, it is charged for the same. */
const anyMethod = { reference: '', label: '', kind: 'card' } as const;

function stateOf(request: Request, { agreement, notices, invoice }: Due): PayState {
  if (!isAskedFor(agreement, invoice)) return { state: 'nothing-due' };
  const amountCents = remainingCents(invoice);
  const last = invoice.attempts.at(-1);
  if (isOnItsWay(invoice)) return { state: 'on-its-way', amountCents };
  const { timeZone, now } = request.deps;
  const by = { notices, timeZone };
  if (isToBeCharged(agreement, invoice, by, now)) {
    const charges = chargedTogether(agreement, invoice, by, now);
    const isNow = ({ on }: Charge) => on <= practiceDate(now, timeZone);
    return {
      state: 'done',
      nowCents: sumCents(charges.filter(isNow).map(({ invoice: one }) => remainingCents(one))),
      later: charges.filter((one) => !isNow(one)).map(paymentOf),
    };
  }
  const { token } = request.parameters;
  const { paymentMethod } = agreement;
  const isByCheck = paymentMethod?.kind === 'check';
  const { options, isSandbox } = paymentOptions(request.payments, asksConfirmation({ agreement, invoice }));
  const given = { ...agreement, paymentMethod: methodGiven(agreement, anyMethod, now) };
  const payments = chargedTogether(given, invoice, by, now).map(paymentOf);
  const totalCents = sumCents(payments.map((one) => one.amountCents));
  return {
    state: 'due',
    // What was tried before whoever paid has stopped was another's.
    why: isByCheck ? 'check' : reasonOf(paymentMethod && last, paymentMethod?.kind === 'bank'),
    invoiceHref: isByCheck ? `/pay/${token}/invoice` : undefined,
    planName: agreement.plan.name,
    of: isFirstPayment(invoice) ? 'first' : 'term',
    payBy: payBy(agreement, invoice, timeZone),
    amountCents: isByCheck || payments.length === 0 ? amountCents : totalCents,
    payments,
    action: `/pay/${token}`,
    hidden: { attempts: String(invoice.attempts.length), cents: String(totalCents) },
    // A check is chosen already. And where nothing may be charged, as for a year that was not agreed to, one calls.
    options:
      payments.length === 0 ? [] : options.filter(({ value }) => !isByCheck || value !== paymentMethod.reference),
    isSandbox,
  };
}

function isAskedFor(agreement: Agreement, { status }: Invoice): boolean {
  return status === 'open' && !endsByDeath(agreement);
}

function paymentOf({ invoice }: Charge): Payment {
  return { dueOn: askedOn(invoice), amountCents: remainingCents(invoice) };
}

/** The method whose bank wants the payer's own confirmation. */
function asksConfirmation({ agreement, invoice }: Pick<Due, 'agreement' | 'invoice'>): string | undefined {
  const isAsked = invoice.attempts.at(-1)?.code === 'authentication_required';
  return isAsked ? agreement.paymentMethod?.reference : undefined;
}

/** Which of the page's explanations fits a decline code, of a card or of a bank account. */
function reasonOf(
  last: PaymentAttempt | undefined,
  isBank: boolean,
): 'failed' | 'confirm' | 'funds' | 'expired' | 'bank' | 'open' {
  if (last === undefined) return 'open';
  switch (last.code) {
    case 'authentication_required':
      return 'confirm';
    case 'insufficient_funds':
      return 'funds';
    case 'expired_card':
      return 'expired';
    default:
      return isBank ? 'bank' : 'failed';
  }
}

/** The invoice to print, with its slip to send along with a check. */
export async function showInvoice(request: Request): Promise<Answer> {
  const { book, deps } = request;
  const due = await dueOf(request);
  if (due === undefined) return page(renderPayPage({ practice: book.practice, state: 'gone' }), 404);
  // Nobody shall print and pay what is paid, or void.
  if (!isAskedFor(due.agreement, due.invoice)) return seeOther(`/pay/${request.parameters.token}`);
  const facts = invoiceFacts(due.agreement, due.invoice, deps.timeZone);
  return page(renderInvoice({ practice: book.practice, ...facts, largePrint: request.query.print === 'large' }));
}

/** What was paid, to print and keep. */
export async function showReceipt(request: Request): Promise<Answer> {
  const { book, deps } = request;
  const due = await dueOf(request);
  if (due === undefined) return page(renderPayPage({ practice: book.practice, state: 'gone' }), 404);
  const facts = receiptFacts(due.agreement, due.invoice, deps.timeZone);
  // Before it is paid there is none.
  if (facts === undefined) return seeOther(`/pay/${request.parameters.token}`);
  return page(renderReceipt({ practice: book.practice, ...facts, largePrint: request.query.print === 'large' }));
}
