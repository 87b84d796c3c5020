import { storeDecision } from '../adapters/table/agreement-store.ts';
import { readPlanVersion, readPractice } from '../adapters/table/practice-store.ts';
import { type Table, untilStored, type Write } from '../adapters/table/table.ts';
import { putText } from '../adapters/table/text-store.ts';
import type { Agreement, Renewal } from '../domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused } from '../domain/agreement/events.ts';
import { transition } from '../domain/agreement/transition.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import { type Notice, noticeTopic } from '../domain/notices/notice.ts';
import { planNotices, type SentNotice } from '../domain/notices/notice-plan.ts';
import { rulesWith } from '../domain/notices/rule-overrides.ts';
import { statesOf } from '../domain/people/person.ts';
import { needsSignature } from '../domain/practice/needs-signature.ts';
import { planRefusal } from '../domain/practice/plan-refusal.ts';
import type { Plan, PracticeBook } from '../domain/practice/practice.ts';
import { runFor } from '../domain/practice/price-run.ts';
import { stayingOn } from '../domain/renewal/consent.ts';
import { isOtherAmount } from '../domain/renewal/other-amount.ts';
import { renewalPrice } from '../domain/renewal/renewal-price.ts';
import { toldBefore } from '../domain/renewal/told-before.ts';
import { nextDocumentId } from '../domain/signing/later-document.ts';
import { nextTerm } from '../domain/term/term.ts';
import { type Deps, decide, getAgreement } from './decide.ts';
import { drawTerms } from './draw-terms.ts';

/**
 * Prepares the next term: its days, its plan and price, where a price run has it at another version, and its notices by the
 * states that apply. Where that version has other terms, their text is drawn up, to be signed by both sides.
 */
export function planRenewal(deps: Deps, agreementId: string, term: number): Promise<string> {
  // What was read is what it is planned from: another decision that comes between has it read anew.
  return untilStored(() => planOnce(deps, agreementId, term));
}

async function planOnce(deps: Deps, agreementId: string, term: number): Promise<string> {
  const [{ agreement, notices: before }, book] = await Promise.all([
    getAgreement(deps, agreementId),
    readPractice(deps.table),
  ]);
  const { practice } = book;
  const { terms } = agreement;
  const [first, last] = [terms[0], terms.at(-1)];
  if (first === undefined || last === undefined || last.number + 1 !== term) return 'nothing-due';
  const renewed = nextTerm(terms, first.startsOn, agreement.plan.renewal);
  const { startsOn, endsOn } = renewed;
  const members = stayingOn(agreement, startsOn);
  const { plan, isRefused } = await planAt(deps.table, book, agreement, startsOn);
  const price = renewalPrice({ ...agreement, plan }, startsOn);
  const method = agreement.paymentMethod?.kind;
  const { noticeNumbers, payerRound } = toldBefore(agreement, {
    term,
    feeCents: price.feeCents,
    ...(method === undefined ? {} : { method }),
  });
  const { notices, unmet } = planNotices(
    {
      term: last,
      renewed,
      cancelByDays: 0,
      states: [...new Set([...members.flatMap(statesOf), practice.state])],
      method,
      priceChanges: price.feeCents !== agreement.price.feeCents,
      amountChanges: isOtherAmount(agreement, renewed, { plan, price }),
      practiceDays: practice.noticeDays,
      today: practiceDate(deps.now, deps.timeZone),
      sent: sentBefore(before, term, deps.timeZone).map((one) =>
        noticeNumbers.includes(one.noticeNumber) ? one : { ...one, isAtOtherPrice: true },
      ),
    },
    rulesWith(practice.ruleOverrides),
  );
  const physician = book.physicians.find(({ physicianId }) => physicianId === agreement.physicianId);
  // Somebody may have moved, or have Medicare, since it was sold.
  const isUnsellable = physician !== undefined && planRefusal(plan, physician, members) !== undefined;
  const unmetIds = [...unmet.map(({ ruleId }) => ruleId), ...(isUnsellable ? ['plan-refused'] : [])];
  const renewal: Renewal = {
    ...{ term, startsOn, endsOn, plan, price, notices, unmet: unmetIds },
    ...(method === undefined ? {} : { method }),
    ...(payerRound > 1 ? { payerRound } : {}),
  };
  if (isRefused) await decide(deps, agreementId, { type: 'attention_needed', code: 'version_not_sold' });
  return needsSignature(agreement.plan, plan)
    ? planWithTerms(deps, book, agreement, renewal)
    : store(deps, agreement, { type: 'renewal_planned', renewal });
}

async function store(
  deps: Deps,
  agreement: Agreement,
  event: Extract<AgreementEvent, { type: 'renewal_planned' }>,
  beside: Write[] = [],
): Promise<string> {
  const outcome = transition(agreement, event, deps.now, deps.timeZone);
  if (isRefused(outcome)) return outcome.refusal;
  await storeDecision(deps.table, agreement, outcome, deps.now, beside);
  return 'planned';
}

/** The plan that a term beginning on a day is sold at. Who may not be sold a version stays at their own, and a person looks. */
async function planAt(
  table: Table,
  { practice, physicians }: PracticeBook,
  { plan, physicianId, members }: Agreement,
  startsOn: string,
): Promise<{ plan: Plan; isRefused: boolean }> {
  const run = runFor(practice.priceRuns ?? [], plan, startsOn);
  if (run === undefined) return { plan, isRefused: false };
  const next = await readPlanVersion(table, run.plan, run.version);
  const physician = physicians.find((one) => one.physicianId === physicianId);
  const living = members.filter(({ died }) => died === undefined);
  const isSold = physician !== undefined && planRefusal(next, physician, living) === undefined;
  const isRefused = needsSignature(plan, next) && !isSold;
  return { plan: isRefused ? plan : next, isRefused };
}

/** The text is stored with the decision that it is to be signed. */
async function planWithTerms(deps: Deps, book: PracticeBook, agreement: Agreement, planned: Renewal): Promise<string> {
  const { agreementId } = agreement;
  const documentId = nextDocumentId(agreement);
  const renewal = { ...planned, documentId };
  const { text, terms } = await drawTerms(book, agreement, renewal);
  const event = { type: 'renewal_planned', renewal, terms } as const;
  return store(deps, agreement, event, [putText(deps.table, agreementId, documentId, text)]);
}

/** The notices of a renewal that was planned before, as far as they went out: numbers are not used twice. */
function sentBefore(notices: ReadonlyMap<string, Notice>, term: number, timeZone: string): SentNotice[] {
  const days = new Map<number, string>();
  for (const [key, { claimedAt, sentAt, postedOn }] of notices) {
    const topic = noticeTopic(key);
    if (topic.kind !== 'renewal' || topic.term !== term) continue;
    const on = postedOn ?? practiceDate(sentAt ?? claimedAt, timeZone);
    days.set(topic.number, [on, days.get(topic.number) ?? on].sort()[0] ?? on);
  }
  return [...days].sort(([a], [b]) => a - b).map(([noticeNumber, on]) => ({ noticeNumber, on }));
}
