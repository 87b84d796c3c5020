import { decide, getAgreement } from '../../actions/decide.ts';
import { isToken } from '../../adapters/ids.ts';
import { readLink } from '../../adapters/table/link-store.ts';
import { type Agreement, personOf } from '../../domain/agreement/agreement.ts';
import { isDated } from '../../domain/agreement/next-date.ts';
import { isOthersToStop, isPayerAsked } from '../../domain/agreement/on-payer.ts';
import { isOnItsWay } from '../../domain/billing/invoice.ts';
import { nextPaymentOf } from '../../domain/billing/next-payment.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { endsByDeath } from '../../domain/ending/ending.ts';
import { type PayerPageProps, renderPayerPage } from '../../pages/payer-page.tsx';
import { heldUntilWords } from '../../pages/plan-words.ts';
import { type Answer, page, seeOther } from '../answer.ts';
import { FieldChecks } from '../forms/checks.ts';
import type { Request } from '../request.ts';
import { choiceOf, paymentOptions } from './payment-options.ts';
import { amountOf, physicianNameOf } from './signing-words.ts';

/** Somebody who was named to pay: sees money only, and says yes, for how long, or no. */
export async function showPayer(request: Request): Promise<Answer> {
  const { practice } = request.book;
  const agreement = await agreementOf(request);
  if (agreement === undefined) return page(renderPayerPage({ practice, state: 'gone' }), 404);
  return page(renderPayerPage({ practice, ...stateOf(request, agreement) }));
}

export async function payerAnswers(request: Request): Promise<Answer> {
  const { book, deps, evidence, form } = request;
  const agreement = await agreementOf(request);
  if (agreement === undefined) return showPayer(request);
  const there = seeOther(`/payer/${request.parameters.token}`);
  const state = stateOf(request, agreement);
  const { agreementId } = agreement;
  if (form.answer === 'no' && (state.state === 'asked' || (state.state === 'done' && state.stop !== undefined))) {
    const { refusal } = await decide(deps, agreementId, { type: 'payer_declined', evidence });
    if (refusal !== undefined) return there;
    const hasPaid = state.state === 'done' && agreement.ledger.some(({ kind }) => kind === 'payment');
    return page(renderPayerPage({ practice: book.practice, state: 'declined', hasPaid }));
  }
  if (state.state !== 'asked') return there;
  const checks = new FieldChecks(form);
  const scope = checks.choice('scope', ['this-term', 'until-told'] as const, 'Please choose for how long you pay.');
  const method = choiceOf(request.payments, form.method);
  if (method === undefined) checks.say('method', 'Please choose how to pay.');
  checks.checked('authorise', 'Please confirm that you allow these payments.');
  if (checks.hasErrors || method === undefined) {
    return page(renderPayerPage({ practice: book.practice, ...state, values: form, errors: checks.errors }), 422);
  }
  await decide(deps, agreementId, { type: 'payer_authorised', scope, evidence });
  await decide(deps, agreementId, { type: 'payment_method_saved', method, evidence });
  return there;
}

async function agreementOf({ deps, parameters }: Request): Promise<Agreement | undefined> {
  const token = parameters.token ?? '';
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'payer' || link.expiresAt <= deps.now) return undefined;
  const { agreement } = await getAgreement(deps, link.agreementId);
  const { payer } = agreement;
  // Another payer was named since, or a newer link was sent.
  const isTheirs = payer !== undefined && payer.partyId === link.partyId && link.generation >= (payer.links ?? 0);
  return isTheirs ? agreement : undefined;
}

type PayerState = PayerPageProps extends infer Props
  ? Props extends unknown
    ? Omit<Props, 'practice'>
    : never
  : never;

function stateOf(request: Request, agreement: Agreement): PayerState {
  const { payer, paymentMethod } = agreement;
  if (agreement.status === 'closed' || payer === undefined || endsByDeath(agreement)) return { state: 'closed' };
  const { deps, book } = request;
  const amountCents = amountOf(agreement, practiceDate(deps.now, deps.timeZone));
  const physicianName = physicianNameOf(book, agreement);
  const next = isDated(agreement) || agreement.status === 'awaiting_payment' ? nextPaymentOf(agreement) : undefined;
  const action = `/payer/${request.parameters.token}`;
  if (paymentMethod !== undefined) {
    // What the bank has can't be called back.
    const stop = { action, isOnTheWay: agreement.invoices.some(isOnItsWay), isInForce: isDated(agreement) };
    const mayStop = isOthersToStop(agreement);
    return { state: 'done', amountCents, physicianName, next, stop: mayStop ? stop : undefined };
  }
  if (!isPayerAsked(agreement)) return { state: 'closed' };
  return {
    state: 'asked',
    next,
    payerName: personOf(agreement, payer).firstName,
    patients: new Intl.ListFormat('en').format(agreement.members.map(({ firstName }) => firstName)),
    physicianName,
    planName: agreement.plan.name,
    amountCents,
    feeCents: agreement.price.feeCents,
    heldUntil: heldUntilWords(agreement.price),
    action,
    ...paymentOptions(request.payments),
  };
}
