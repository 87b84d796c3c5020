import { decide, getAgreement } from '../../actions/decide.ts';
import { isToken } from '../../adapters/ids.ts';
import { readLink } from '../../adapters/table/link-store.ts';
import { type Agreement, type Invoice, invoiceOf } from '../../domain/agreement/agreement.ts';
import { payBy } from '../../domain/billing/billing-step.ts';
import { type PayPageProps, renderPayPage } from '../../pages/pay-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
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
  // A form that was sent before, or twice: the attempt that it was for has been made.
  const isStale = form.attempts !== String(due.invoice.attempts.length);
  if (state.state !== 'due' || isStale) return seeOther(`/pay/${request.parameters.token}`);
  const method = choiceOf(request.payments, form.method);
  if (method === undefined) {
    const errors = { method: 'Please choose how to pay.' };
    return page(renderPayPage({ practice: book.practice, ...state, values: form, errors }), 422);
  }
  await decide(deps, due.agreement.agreementId, { type: 'payment_method_saved', method, evidence });
  return seeOther(`/pay/${request.parameters.token}`);
}

async function dueOf({ deps, parameters }: Request): Promise<{ agreement: Agreement; invoice: Invoice } | undefined> {
  const token = parameters.token ?? '';
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'pay' || link.expiresAt <= deps.now) return undefined;
  const { agreement } = await getAgreement(deps, link.agreementId);
  const invoice = invoiceOf(agreement, link.invoiceId);
  return invoice === undefined ? undefined : { agreement, invoice };
}

type PayState = PayPageProps extends infer Props ? (Props extends unknown ? Omit<Props, 'practice'> : never) : never;

function stateOf(request: Request, { agreement, invoice }: { agreement: Agreement; invoice: Invoice }): PayState {
  if (invoice.status !== 'open') return { state: 'nothing-due' };
  const { amountCents } = invoice;
  const isBeingCharged = (agreement.paymentMethod?.number ?? 0) > (invoice.attempts.at(-1)?.methodNumber ?? 0);
  if (isBeingCharged) return { state: 'done', amountCents };
  return {
    state: 'due',
    planName: agreement.plan.name,
    closesOn: payBy(agreement, invoice, request.deps.timeZone),
    amountCents,
    action: `/pay/${request.parameters.token}`,
    hidden: { attempts: String(invoice.attempts.length) },
    ...paymentOptions(request.payments),
  };
}
