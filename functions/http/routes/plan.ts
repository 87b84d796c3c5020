import { decide } from '../../actions/decide.ts';
import { type Agreement, termFeeCents, termOn } from '../../domain/agreement/agreement.ts';
import { askedOn } from '../../domain/billing/invoice.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import { endingOf } from '../../domain/ending/ending.ts';
import { owedAtEndCents } from '../../domain/ending/owed-at-end.ts';
import { settle } from '../../domain/ending/settle.ts';
import { remainingCents } from '../../domain/ledger/invoice-money.ts';
import { sumCents } from '../../domain/money/money.ts';
import { feeCentsFrom } from '../../domain/practice/price.ts';
import { signingOf } from '../../domain/renewal/changed-terms.ts';
import { isRenewalConsented, mayRenewByItself } from '../../domain/renewal/consent.ts';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { renderCancelPage } from '../../pages/plan/cancel-page.tsx';
import { type PlanPageProps, type RenewalFace, renderPlanPage } from '../../pages/plan/plan-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { answerDoctor, doctorNote } from './plan-doctor.ts';
import { isByPost, submitPaper } from './plan-paper.ts';
import { gone, type PlanPlace, pathOf, planPlaceOf, todayOf } from './plan-place.ts';
import { submitUse } from './plan-use.ts';
import { physicianNameOf } from './signing-words.ts';

/** A signer's own page of an agreement in force: what runs, what comes, and how to end or renew it. Opening it changes nothing. */
export async function showPlan(request: Request): Promise<Answer> {
  const place = await planPlaceOf(request);
  const term = place && currentTerm(request, place.agreement);
  if (place === undefined || term === undefined) return gone(request);
  const { agreement } = place;
  const doneActs = ['cancelled', 'undone', 'renewed', 'linked', 'paper', 'doctor-yes', 'doctor-no'] as const;
  const done = doneActs.find((one) => one === request.query.done);
  return page(
    renderPlanPage({
      practice: request.book.practice,
      done,
      planName: agreement.plan.name,
      physicianName: physicianNameOf(request.book, agreement),
      term,
      feeCents: termFeeCents(term),
      nextPayment: nextPayment(agreement),
      useHref: `${pathOf(request)}/use`,
      paperHref: isByPost(place) ? undefined : `${pathOf(request)}/paper`,
      doctor: doctorNote(request, place),
      state: stateOf(request, agreement),
    }),
  );
}

export async function showCancel(request: Request): Promise<Answer> {
  const agreement = (await planPlaceOf(request))?.agreement;
  if (agreement === undefined) return gone(request);
  return mayCancel(agreement) ? page(cancelPage(request, agreement)) : seeOther(pathOf(request));
}

/** Cancels, undoes, renews, answers about another doctor, asks for paper, or looks at what was used; a form that comes twice or too late leads to where the plan stands. */
export async function changePlan(request: Request): Promise<Answer> {
  const { deps, evidence, form, parameters } = request;
  const place = await planPlaceOf(request);
  if (place === undefined) return gone(request);
  const { agreement } = place;
  const { agreementId } = agreement;
  switch (parameters.step) {
    case 'cancel':
      return cancel(request, agreement);
    case 'undo': {
      const ending = endingOf(agreement);
      // What the practice has decided, the practice undoes.
      if (ending?.by !== 'patient' || form.ending !== String(ending.number)) return seeOther(pathOf(request));
      const { refusal } = await decide(deps, agreementId, { type: 'ending_undone', evidence });
      return seeOther(`${pathOf(request)}${refusal === undefined ? '?done=undone' : ''}`);
    }
    case 'renew': {
      if (form.term !== String(agreement.renewal?.term)) return seeOther(pathOf(request));
      const { refusal } = await decide(deps, agreementId, { type: 'renewal_accepted', medium: 'page', evidence });
      return seeOther(`${pathOf(request)}${refusal === undefined ? '?done=renewed' : ''}`);
    }
    case 'use':
      return submitUse(request, place);
    case 'paper':
      return submitPaper(request, place);
    case 'doctor':
      return answerDoctor(request, place);
    case 'link':
      return sendLink(request, place);
    default:
      return seeOther(pathOf(request));
  }
}

/** By mail, not at once: whoever signs shows that the mailbox is theirs. */
async function sendLink(request: Request, { agreement, signer }: PlanPlace): Promise<Answer> {
  const { agreementId, renewal } = agreement;
  if (renewal?.documentId === undefined) return seeOther(pathOf(request));
  const about = { documentId: renewal.documentId, signerId: signer.signerId };
  const { refusal } = await decide(request.deps, agreementId, { type: 'fresh_link_requested', ...about });
  // Asked for twice on a day, it is on its way already.
  const isSent = refusal === undefined || refusal === 'nothing_changes';
  return seeOther(`${pathOf(request)}${isSent ? '?done=linked' : ''}`);
}

async function cancel(request: Request, agreement: Agreement): Promise<Answer> {
  const { book, deps, evidence, form } = request;
  if (!mayCancel(agreement)) return seeOther(pathOf(request));
  const today = todayOf(request);
  const { how } = form;
  if (how !== 'at-term-end' && how !== 'on-date') {
    return page(
      cancelPage(request, agreement, { values: form, errors: { how: 'Please choose when it shall end.' } }),
      422,
    );
  }
  if (how === 'on-date' && form.today !== today) {
    const errors = {
      how: 'A new day has begun since you opened this page. Please look at the date and the amount again.',
    };
    return page(cancelPage(request, agreement, { errors }), 422);
  }
  const { refusal } = await decide(deps, agreement.agreementId, {
    type: 'ending_noticed',
    by: 'patient',
    how,
    ...(how === 'on-date' ? { endsOn: today } : {}),
    noticeReceivedOn: today,
    medium: 'page',
    coolingOffDays: book.practice.coolingOffDays,
    evidence,
  });
  return seeOther(`${pathOf(request)}${refusal === undefined ? '?done=cancelled' : ''}`);
}

function cancelPage(
  request: Request,
  agreement: Agreement,
  again: { values?: FieldValues; errors?: FieldErrors } = {},
): string {
  const { practice } = request.book;
  const today = todayOf(request);
  const preview = (endsOn: string) => {
    const noticed = {
      by: 'patient',
      endsOn,
      noticeReceivedOn: today,
      coolingOffDays: practice.coolingOffDays,
    } as const;
    const { refundedCents, owedCents, dueOn, usedServicesCents } = settle(agreement, noticed);
    return { endsOn, refundedCents, owedCents, dueOn, isLess: usedServicesCents !== undefined };
  };
  const lastDay = currentTerm(request, agreement)?.endsOn ?? today;
  const toCome = agreement.invoices.filter(
    ({ status, dueOn }) => (status === 'draft' || status === 'open') && dueOn <= lastDay,
  );
  return renderCancelPage({
    practice,
    // In the days of grace the year is over: there is nothing to stay for.
    atTermEnd: lastDay < today ? undefined : preview(lastDay),
    today: preview(today),
    toComeCents: sumCents(toCome.map(remainingCents)),
    useHref: `${pathOf(request)}/use`,
    backHref: pathOf(request),
    action: `${pathOf(request)}/cancel`,
    hidden: { today },
    ...again,
  });
}

function stateOf(request: Request, agreement: Agreement): PlanPageProps['state'] {
  const ending = endingOf(agreement);
  if (ending !== undefined && agreement.status === 'ending') {
    const { refundedCents, owedCents } = settle(agreement, ending);
    const isOver = ending.endsOn < todayOf(request);
    const undo =
      ending.by === 'patient' && !isOver
        ? { action: `${pathOf(request)}/undo`, ending: String(ending.number) }
        : undefined;
    return { kind: 'ending', endsOn: ending.endsOn, isOver, refundedCents, owedCents, undo };
  }
  if (ending !== undefined) {
    return { kind: 'ended', endsOn: ending.endsOn, owedCents: Math.max(0, owedAtEndCents(agreement)) };
  }
  const { renewal, terms, price } = agreement;
  const startsOn = renewal?.startsOn ?? addDays(terms.at(-1)?.endsOn ?? todayOf(request), 1);
  const isAutomatic = renewal === undefined ? isRenewalConsented(agreement, startsOn) : mayRenewByItself(agreement);
  const change = changeFace(request, agreement);
  return {
    kind: 'active',
    cancelHref: `${pathOf(request)}/cancel`,
    renewal: {
      startsOn,
      feeCents: renewal?.price.feeCents ?? feeCentsFrom(price, startsOn),
      oldFeeCents: price.feeCents,
      isAutomatic,
      renew:
        renewal === undefined || change !== undefined || (isAutomatic && agreement.status === 'active')
          ? undefined
          : { action: `${pathOf(request)}/renew`, term: String(renewal.term) },
      change,
    },
  };
}

function changeFace(request: Request, agreement: Agreement): RenewalFace['change'] {
  const { renewal, documents } = agreement;
  const document = documents.find(({ documentId }) => documentId === renewal?.documentId);
  if (document === undefined) return undefined;
  if (signingOf(agreement) === 'done') return { isSigned: true };
  const { status, expiresOn } = document;
  if (status !== 'open' || expiresOn === undefined) return { isSigned: false };
  return { isSigned: false, open: { lastDay: expiresOn, action: `${pathOf(request)}/link` } };
}

function mayCancel({ status }: Agreement): boolean {
  return status === 'active' || status === 'in_grace';
}

/** The term that runs today, or the last; of a plan that has ended, the one in which it did. */
function currentTerm(request: Request, agreement: Agreement) {
  const today = todayOf(request);
  const [day = today] = [today, endingOf(agreement)?.endsOn ?? today].sort();
  return termOn(agreement, day) ?? agreement.terms.at(-1);
}

function nextPayment({ invoices, status }: Agreement) {
  const next = invoices.find((one) => one.amountCents > 0 && (one.status === 'draft' || one.status === 'open'));
  if (next === undefined || status !== 'active') return undefined;
  return { dueOn: askedOn(next), amountCents: remainingCents(next) };
}
