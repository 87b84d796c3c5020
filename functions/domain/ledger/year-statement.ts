import type { Agreement } from '../agreement/agreement.ts';
import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { sumCents } from '../money/money.ts';
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

/**
 * The statement of a year for whoever pays now; without lines where nothing moved. It says what moved, never what that is
 * for the tax. What somebody paid before another was named is theirs, and so is what of it went back.
 */
export function yearStatement(
  { ledger, formerPayers }: Pick<Agreement, 'ledger' | 'formerPayers'>,
  year: number,
  timeZone: string,
): YearStatement {
  const since = formerPayers?.at(-1)?.until ?? '';
  const paidAt = ({ paymentId, at }: LedgerEntry) =>
    ledger.find((one) => one.kind === 'payment' && one.entryId === paymentId)?.at ?? at;
  const lines = ledger.flatMap((entry) => {
    const on = entry.received?.receivedOn ?? practiceDate(entry.at, timeZone);
    const isTheirs = isMoney(entry) && yearOf(on) === year && paidAt(entry) >= since;
    return isTheirs ? [{ on, kind: entry.kind, cents: Math.abs(entry.amountCents) }] : [];
  });
  lines.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const totalCents = sumCents(lines.map(({ kind, cents }) => (kind === 'payment' ? cents : -cents)));
  return { year, lines, totalCents };
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
