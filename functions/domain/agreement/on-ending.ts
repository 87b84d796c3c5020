import { isOnItsWay } from '../billing/invoice.ts';
import { addDays, isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { type Ending, endingOf, type RefundPart, settlesOn } from '../ending/ending.ts';
import { endsOnFor } from '../ending/ends-on.ts';
import { settle } from '../ending/settle.ts';
import { promisedParts, settlementsOf, withSettlement } from '../ending/settlements.ts';
import { isAfterRefund } from '../ending/too-late.ts';
import { settleTo } from '../ledger/invoice-money.ts';
import { ledgerEntry, withEntry } from '../ledger/ledger.ts';
import { sumCents } from '../money/money.ts';
import { noticeKeys } from '../notices/notice.ts';
import { practiceNoticeDays } from '../physician/physician-change.ts';
import type { Evidence } from '../signing/signed-document.ts';
import { type Agreement, termOn } from './agreement.ts';
import type { AgreementEvent, Decision, Outcome, Wish } from './events.ts';
import { withNextDate } from './next-date.ts';
import { tellAll, wakeRenewal } from './on-death.ts';
import { settleDeparture } from './on-departure.ts';
import { openDocument, wakeDocument, withDocumentStatus } from './open-document.ts';
import { planAgain } from './plan-again.ts';
import { decided, withMark, withoutMark, withStatus } from './with.ts';
import { withoutChange } from './with-change.ts';

type EndingEvent = Extract<
  AgreementEvent,
  { type: 'ending_noticed' | 'ending_undone' | 'care_ended' | 'refund_made' | 'refund_posted' }
>;

/** How far ahead an end may be settled in the days of grace. */
export const longestAhead = 90;
/** How long ago the day may lie on which staff received a cancellation. */
const longestBack = 60;

/** An agreement in force comes to its end: noticed, perhaps undone, then settled once the last day of care is over. */
export function onEnding(agreement: Agreement, event: EndingEvent, now: string, timeZone: string): Outcome {
  const today = practiceDate(now, timeZone);
  switch (event.type) {
    case 'ending_noticed':
      return noticeEnding(agreement, event, now, today);
    case 'ending_undone':
      return undo(agreement, event, now, today);
    case 'care_ended':
      return event.memberId === undefined
        ? endCare(agreement, now, today)
        : settleDeparture(agreement, event.memberId, now);
    case 'refund_made':
    case 'refund_posted':
      return refunded(agreement, event, now, today);
  }
}

/** What is out to be signed meanwhile is closed by it. */
export function noticeEnding(
  agreement: Agreement,
  event: Extract<EndingEvent, { type: 'ending_noticed' }>,
  now: string,
  today: string,
): Outcome {
  if (agreement.status === 'ending') return { refusal: 'nothing_changes' };
  if (agreement.status !== 'active' && agreement.status !== 'in_grace') return { refusal: 'document_closed' };
  const { by, how, noticeReceivedOn, medium, coolingOffDays = 0, reason, recordedBy, evidence, atOnce = false } = event;
  if (!isCivilDate(noticeReceivedOn) || noticeReceivedOn > today || noticeReceivedOn < addDays(today, -longestBack)) {
    return { refusal: 'not_a_past_date' };
  }
  const lastDay = agreement.terms.at(-1)?.endsOn ?? today;
  // A no that came in time is one to the next year, though that has begun before it was recorded.
  const runs = termOn(agreement, noticeReceivedOn);
  const endsOn = how === 'at-term-end' ? (runs?.endsOn ?? lastDay) : (event.endsOn ?? '');
  // In the days of grace the last year is over, and care goes on until the end that is settled now.
  const latest = agreement.status === 'in_grace' ? addDays(today, longestAhead) : lastDay;
  if (!isCivilDate(endsOn) || endsOn < noticeReceivedOn || endsOn > latest) return { refusal: 'not_a_coming_date' };
  const { members } = agreement;
  if (by === 'patient' && isAfterRefund(agreement, members, { noticeReceivedOn, lastDay: endsOn, today })) {
    return { refusal: 'too_late' };
  }
  const noticeDays = by === 'practice' ? practiceNoticeDays : 0;
  if (endsOn < endsOnFor({ noticeReceivedOn, noticeDays, atOnce })) return { refusal: 'too_soon' };
  const ending: Ending = {
    number: agreement.endings.length + 1,
    by,
    how,
    endsOn,
    noticeReceivedOn,
    medium,
    ...(reason === undefined ? {} : { reason }),
    ...(recordedBy === undefined ? {} : { recordedBy }),
    coolingOffDays,
    decidedAt: now,
  };
  return decideEnding(agreement, ending, now, evidence);
}

/** The ending stands from now on, and everyone who signed is told. What would take effect after it is dropped. */
export function decideEnding(agreement: Agreement, given: Ending, now: string, evidence?: Evidence): Decision {
  const ending = { ...given, ...openDocument(agreement) };
  const settled = { ...withoutChange(agreement, ending.endsOn), endings: [...agreement.endings, ending] };
  const ended = withDocumentStatus(settled, ending, 'voided');
  const noticed = agreement.status === 'ending' ? ended : withStatus(ended, 'ending', now);
  const { coolingOffDays: _, decidedAt, recordedBy, ...data } = ending;
  const who = recordedBy === undefined ? {} : { by: recordedBy };
  return decided(withNextDate(noticed), 'ending_noticed', { ...data, side: ending.by, ...evidence, ...who }, [
    ...tellAll(agreement, (signerId) => noticeKeys.ending(ending.number, signerId)),
    ...wakeRenewal(agreement),
    ...wakeDocument(ending),
  ]);
}

/** Until the last day of care is over. */
function undo(
  agreement: Agreement,
  event: Extract<EndingEvent, { type: 'ending_undone' }>,
  now: string,
  today: string,
): Outcome {
  const ending = endingOf(agreement);
  if (agreement.status !== 'ending' || ending === undefined) return { refusal: 'nothing_changes' };
  // A death is undone as such.
  if (ending.by === 'death') return { refusal: 'nothing_changes' };
  if (today > ending.endsOn) return { refusal: 'document_closed' };
  const endings = agreement.endings.map((one) => (one === ending ? { ...one, undoneAt: now } : one));
  const active = withStatus(withDocumentStatus({ ...agreement, endings }, ending, 'open'), 'active', now);
  const { type, by, evidence } = event;
  return decided(
    // Somebody may have moved meanwhile, or pay another way.
    withNextDate(planAgain(active).agreement),
    type,
    { ending: ending.number, ...(by === undefined ? {} : { by }), ...evidence },
    [
      ...tellAll(agreement, (signerId) => noticeKeys.resumed(ending.number, signerId)),
      ...wakeRenewal(agreement),
      ...wakeDocument(ending),
    ],
  );
}

/** The seats are free, what was to come is void, and what goes back is settled to the cent. */
function endCare(agreement: Agreement, now: string, today: string): Outcome {
  const ending = endingOf(agreement);
  if (agreement.status !== 'ending' || ending === undefined || today < settlesOn(ending)) {
    return { refusal: 'nothing_changes' };
  }
  // Money on its way is waited for: what comes of it changes what goes back.
  if (agreement.invoices.some((one) => one.status === 'open' && isOnItsWay(one)))
    return { refusal: 'payment_on_its_way' };
  const settlement = settle(agreement, ending);
  const invoices = agreement.invoices.map((invoice) =>
    invoice.status === 'draft' || invoice.status === 'open' ? { ...invoice, status: 'void' as const } : invoice,
  );
  const endings = agreement.endings.map((one) => (one === ending ? { ...one, settlement } : one));
  const promised = sumCents(promisedParts(agreement).map(({ amountCents }) => amountCents));
  const balance = settlement.owedCents - settlement.refundedCents - promised;
  const settled = settleTo(withoutChange(agreement), `ending-${ending.number}`, balance, now);
  const closed = withStatus(withNextDate({ ...settled, endings, invoices, status: 'ended' }), 'ended', now);
  // What becomes of an invoice that is void is nobody's to decide any more.
  let ended = withoutMark(closed, 'unpaid');
  if (settlement.owedCents > 0) ended = withMark(ended, 'owed_at_end', now);
  if (settlement.parts.some(({ way }) => way === 'check')) ended = withMark(ended, 'refund_by_check', now);
  const { parts, ...data } = settlement;
  const wishes: Wish[] = agreement.invoices
    .filter(({ status }) => status === 'open')
    .map(({ invoiceId }) => ({ workflow: 'billing', invoiceId }));
  return decided(ended, 'care_ended', { ...data, endsOn: ending.endsOn }, wishes);
}

function refunded(
  agreement: Agreement,
  event: Extract<EndingEvent, { type: 'refund_made' | 'refund_posted' }>,
  now: string,
  today: string,
): Outcome {
  const way = event.type === 'refund_made' ? 'charge' : 'check';
  const isMeant = (part: RefundPart) => part.paymentId === event.paymentId && part.way === way;
  const { memberId } = event;
  const before = settlementsOf(agreement).find((one) => one.memberId === memberId)?.settlement;
  const part = before?.parts.find(isMeant);
  if (before === undefined || part === undefined) return { refusal: 'not_found' };
  if (part.doneOn !== undefined) return { refusal: 'nothing_changes' };
  const refundId = event.type === 'refund_made' ? event.refundId : event.checkNumber;
  const parts = before.parts.map((one) => (isMeant(one) ? { ...one, refundId, doneOn: today } : one));
  const { paymentId, amountCents } = part;
  const entryId = `refund-${memberId ?? endingOf(agreement)?.number}-${paymentId}`;
  const entry = { ...ledgerEntry({ entryId, at: now, kind: 'refund', cents: amountCents }), paymentId };
  const settled = withSettlement(agreement, { ...before, parts }, memberId);
  const after = { ...settled, ledger: withEntry(agreement.ledger, entry) };
  const isPosted = settlementsOf(after)
    .flatMap(({ settlement }) => settlement.parts)
    .every((one) => one.way !== 'check' || one.doneOn !== undefined);
  const by = {
    ...(memberId === undefined ? {} : { memberId }),
    ...(event.type === 'refund_posted' ? { by: event.by } : {}),
  };
  return decided(isPosted ? withoutMark(after, 'refund_by_check') : after, event.type, {
    paymentId,
    amountCents,
    refundId,
    ...by,
  });
}
