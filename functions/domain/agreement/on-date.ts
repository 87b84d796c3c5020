import type { Invoice } from '../billing/invoice.ts';
import { practiceDate } from '../calendar/practice-time.ts';
import { type Ending, endingOf, settlesOn } from '../ending/ending.ts';
import { openInvoices } from '../ledger/invoice-money.ts';
import { formerPayersStated, nextStatement } from '../ledger/year-statement.ts';
import { noticeKeys } from '../notices/notice.ts';
import { ageOfMajority } from '../people/age-of-majority.ts';
import { type Milestone, milestonesOf } from '../people/milestones.ts';
import { isPastPayer } from '../renewal/payer-notice.ts';
import { guardiansOf } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';
import { type AgreementEvent, isRefused, type Outcome, type Wish } from './events.ts';
import { isDated, isStated, opensOn, renewalDate, withNextDate } from './next-date.ts';
import { depart, departing } from './on-departure.ts';
import { changeOnDate } from './on-physician.ts';
import { releasePayer } from './payer-over.ts';
import { both, decided, withMark, withoutMark } from './with.ts';

type DateCame = Extract<AgreementEvent, { type: 'date_came' }>;

/**
 * What falls due on a day: a change of physician takes effect or lapses; installments are opened, each with a workflow
 * that collects it; care that has ended is settled; whoever's last day is over is a member no more; staff are told of
 * what comes in a member's life.
 */
export function onDate(agreement: Agreement, event: DateCame, now: string, timeZone: string): Outcome {
  const today = practiceDate(now, timeZone);
  const change = changeOnDate(agreement, now, today);
  const rest = onDueDate(change?.agreement ?? agreement, event, now, timeZone);
  if (change === undefined) return rest;
  return isRefused(rest) ? change : both(change, rest);
}

function onDueDate(before: Agreement, event: DateCame, now: string, timeZone: string): Outcome {
  const today = practiceDate(now, timeZone);
  if (!isStated(before)) return { refusal: 'nothing_changes' };
  const gone = isDated(before) ? departing(before, today) : [];
  const agreement = gone.reduce(depart, before);
  const ending = endingOf(agreement);
  // What falls due after the last day of care is not asked for.
  const isDue = (invoice: Invoice) =>
    agreement.status !== 'ended' &&
    invoice.status === 'draft' &&
    opensOn(agreement, invoice) <= today &&
    !isAfter(invoice, ending);
  const toOpen = agreement.invoices.filter(isDue).map((invoice) => ({ ...invoice, collection: event.collection }));
  const paidFor = isPastPayer(agreement, toOpen) ? releasePayer(agreement, now) : agreement;
  const due = toOpen.map(({ invoiceId }) => invoiceId);
  // What was begun on this day already, and is on its way still, is not noted once more.
  const isBegun = agreement.cameOn === today;
  const isOver = !isBegun && agreement.status === 'ending' && ending !== undefined && settlesOn(ending) <= today;
  const renewal = isBegun ? undefined : renewalDue(agreement, today);
  const statement = nextStatement(agreement);
  const isToState = statement !== undefined && statement.on <= today;
  const reached = isDated(agreement) ? milestonesOf(agreement).filter(({ noteOn }) => noteOn <= today) : [];
  const isNothing = [gone, due, reached].every(({ length }) => length === 0) && !isOver && !isToState;
  if (isNothing && renewal === undefined) {
    return { refusal: 'nothing_changes' };
  }
  const isPrepared = renewal !== undefined && agreement.renewal?.term === renewal;
  const come = renewal === undefined && !isOver ? paidFor : { ...paidFor, cameOn: today };
  const stated = isToState ? { ...come, statedYear: statement.year } : come;
  const opened = withNextDate(withMilestones(openInvoices(stated, toOpen, now), reached, now));
  const wishes: Wish[] = due.map((invoiceId) => ({ workflow: 'billing', invoiceId }));
  if (renewal !== undefined) wishes.push({ workflow: 'renewal', term: renewal });
  if (isOver) wishes.push({ workflow: 'termination', ending: ending.number });
  if (isToState) {
    const { year } = statement;
    const former = formerPayersStated(agreement, year, timeZone);
    const keys = [noticeKeys.statement(year), ...former.map((number) => noticeKeys.formerStatement(year, number))];
    wishes.push(...keys.map((noticeKey): Wish => ({ workflow: 'notice', noticeKey })));
  }
  wishes.push(...gone.map(({ memberId }): Wish => ({ workflow: 'termination', ending: memberId })));
  wishes.push(...reached.flatMap((milestone) => wordTo(agreement, milestone, today)));
  const data = {
    invoiceIds: due,
    ...(paidFor === agreement ? {} : { paysNoMore: agreement.payer?.partyId }),
    ...(isPrepared || renewal === undefined ? {} : { renewalOfTerm: renewal }),
    ...(isOver ? { ending: ending.number } : {}),
    ...(isToState ? { statementOf: statement.year } : {}),
    ...(gone.length === 0 ? {} : { gone: gone.map(({ memberId }) => memberId) }),
    ...(reached.length === 0 ? {} : { milestones: reached.map(({ code, memberId }) => ({ code, memberId })) }),
  };
  // The workflow of a renewal that is prepared decides on that day by itself, before the sweep or after: it is only woken.
  return isNothing && isPrepared ? { agreement: opened, facts: [], wishes } : decided(opened, event.type, data, wishes);
}

/** Each is marked for staff, and noted with its day, so that it is told of once. */
function withMilestones(agreement: Agreement, reached: readonly Milestone[], now: string): Agreement {
  let noted = agreement;
  for (const { code, memberId, on } of reached) {
    const members = noted.members.map((member) =>
      member.memberId === memberId ? { ...member, noted: { ...member.noted, [code]: on } } : member,
    );
    noted = withMark({ ...noted, members }, code, now, memberId);
    // What was to come has come.
    if (code === 'came_of_age') noted = withoutMark(noted, 'comes_of_age', memberId);
  }
  return noted;
}

/** Whoever signed for a child is told that it will be of age. */
function wordTo(agreement: Agreement, { code, memberId, on }: Milestone, today: string): Wish[] {
  const member = agreement.members.find((one) => one.memberId === memberId);
  if (code !== 'comes_of_age' || member === undefined || on <= today) return [];
  const age = ageOfMajority(member.address.state);
  return guardiansOf(agreement, memberId).map(({ signerId }) => ({
    workflow: 'notice',
    noticeKey: noticeKeys.comingOfAge(memberId, age, signerId),
  }));
}

/** The number of the term that is to be prepared, or decided, from now on. */
export function renewalDue(agreement: Agreement, today: string): number | undefined {
  const last = agreement.terms.at(-1);
  if (agreement.status !== 'active' || last === undefined) return undefined;
  return today >= renewalDate(agreement, last) ? last.number + 1 : undefined;
}

function isAfter({ dueOn }: Invoice, ending: Ending | undefined): boolean {
  return ending !== undefined && dueOn > ending.endsOn;
}
