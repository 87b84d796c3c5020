import type { Agreement } from '../agreement/agreement.ts';
import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { sumCents } from '../money/money.ts';
import type { Member } from '../people/member.ts';
import type { LedgerEntry } from './ledger.ts';

/** The civil date of a year's statement: early in the next, when people do their taxes. */
export function statedOn(year: number): string {
  return `${year + 1}-01-15`;
}

/** What moved between payer and practice in a calendar year of the practice's zone. */
export interface YearStatement {
  year: number;
  lines: { on: string; kind: 'payment' | 'refund' | 'bounced-check'; cents: number }[];
  /** What was paid and stayed: less what went back. */
  totalCents: number;
}

type Paid = Pick<Agreement, 'ledger' | 'formerPayers'>;

/**
 * The statement of a year for whoever pays now, or, by their number from 1, for one who did before; without lines where
 * nothing moved. It says what moved, never what that is for the tax. What somebody paid before another was named is theirs,
 * and so is what of it went back.
 */
export function yearStatement(agreement: Paid, year: number, timeZone: string, former?: number): YearStatement {
  const { ledger } = agreement;
  const paymentOf = (entry: LedgerEntry) =>
    ledger.find((one) => one.kind === 'payment' && one.entryId === entry.paymentId) ?? entry;
  const lines = ledger.flatMap((entry) => {
    const on = dayOf(entry, timeZone);
    const isTheirs = isMoney(entry) && yearOf(on) === year && payerOf(agreement, paymentOf(entry), timeZone) === former;
    return isTheirs ? [{ on, kind: entry.kind, cents: Math.abs(entry.amountCents) }] : [];
  });
  lines.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const totalCents = sumCents(lines.map(({ kind, cents }) => (kind === 'payment' ? cents : -cents)));
  return { year, lines, totalCents };
}

/** Those who paid before and have a statement of a year, too, by their numbers. */
export function formerPayersStated(agreement: Paid, year: number, timeZone: string): number[] {
  const numbers = (agreement.formerPayers ?? []).map((_, index) => index + 1);
  return numbers.filter((number) => yearStatement(agreement, year, timeZone, number).lines.length > 0);
}

/**
 * The statement that has to be sent anew, since staff recorded a payment of its year after it: whose, and for which time,
 * from 1. Undefined where the year is not stated yet.
 */
export function statementAnew(
  agreement: Paid & Pick<Agreement, 'statedYear'>,
  payment: LedgerEntry,
  timeZone: string,
): { year: number; round: number; former?: number } | undefined {
  const year = yearOf(dayOf(payment, timeZone));
  if (payment.received === undefined || year > (agreement.statedYear ?? 0)) return undefined;
  const late = agreement.ledger.filter(
    ({ received, at }) =>
      received !== undefined && yearOf(received.receivedOn) === year && practiceDate(at, timeZone) >= statedOn(year),
  );
  const former = payerOf(agreement, payment, timeZone);
  return { year, round: late.length, ...(former === undefined ? {} : { former }) };
}

/** Those whom somebody paid for: of whoever came after their time they know nothing. */
export function paidFor(
  { members, formerPayers }: Pick<Agreement, 'members' | 'formerPayers'>,
  former: number | undefined,
  timeZone: string,
): Member[] {
  const until = former === undefined ? undefined : formerPayers?.[former - 1]?.until;
  if (until === undefined) return members;
  const untilOn = practiceDate(until, timeZone);
  return members.filter(({ joined }) => joined === undefined || joined.on <= untilOn);
}

/** Whose payment it was: a check is theirs who paid on the day on which it came, however late it was recorded. */
function payerOf({ formerPayers = [] }: Paid, entry: LedgerEntry, timeZone: string): number | undefined {
  const on = dayOf(entry, timeZone);
  const index = formerPayers.findIndex(({ until }) => {
    const untilOn = practiceDate(until, timeZone);
    return on === untilOn ? entry.at < until : on < untilOn;
  });
  return index < 0 ? undefined : index + 1;
}

/** The civil date on which it moved. */
function dayOf({ received, at }: LedgerEntry, timeZone: string): string {
  return received?.receivedOn ?? practiceDate(at, timeZone);
}

/** The next year that a statement is due of, and the civil date on which it is; undefined where no money has moved since. */
export function nextStatement({
  ledger,
  statedYear = 0,
}: Pick<Agreement, 'ledger' | 'statedYear'>): { year: number; on: string } | undefined {
  const [year] = ledger
    .filter(isMoney)
    // The days beside it, too: in the practice's zone it may have been the old year still, or the new one already.
    .flatMap(({ at, received }) => received?.receivedOn ?? [-1, 0, 1].map((days) => addDays(at.slice(0, 10), days)))
    .map(yearOf)
    .filter((one) => one > statedYear)
    .sort((a, b) => a - b);
  return year === undefined ? undefined : { year, on: statedOn(year) };
}

type Moved = LedgerEntry & { kind: 'payment' | 'refund' | 'bounced-check' };

function isMoney(entry: LedgerEntry): entry is Moved {
  return entry.kind === 'payment' || entry.kind === 'refund' || entry.kind === 'bounced-check';
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
