import type { Agreement, Term } from '../agreement/agreement.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { Served } from '../notices/notice-plan.ts';
import { noticeRules } from '../notices/notice-rules.ts';
import type { Payer } from '../people/member.ts';

/** What whoever pays without signing is told before a next term is charged. */
export interface PayerNotice {
  noticeKey: string;
  term: Term;
  /** The day on which it is mailed; none where the term is decided: at once. */
  on?: string;
  /** The rules of the payer's method, which this notice has to serve. */
  serves: Served[];
}

/** 12 CFR 1005.10(d) asks for ten days before another amount is charged to a bank account; a letter takes some. */
export const daysToTellPayer = 14;

const methodRules = new Set(noticeRules.flatMap(({ ruleId, method }) => (method === undefined ? [] : [ruleId])));

/**
 * The word to a payer of a term to come, or of one that has been said yes to; undefined where they have no part in it. It
 * goes with the last notice to the signers that lies in a window of the payer's method, where there are any: the last is
 * the nearest to the charge, and a price that changes late has least time to do so after it.
 */
export function payerNotice(
  { payer, formerPayers, terms, renewal }: Pick<Agreement, 'payer' | 'formerPayers' | 'terms' | 'renewal'>,
  number: number,
): PayerNotice | undefined {
  if (payer === undefined || !isToldOfTerms(payer)) return undefined;
  const payers = formerPayers?.length ?? 0;
  const begun = terms.find((one) => one.number === number);
  if (begun !== undefined) return noticeOf(begun, payers, []);
  if (renewal?.term !== number) return undefined;
  const { startsOn, endsOn, price, notices, payerRound } = renewal;
  const isOfMethod = ({ ruleId }: Served) => methodRules.has(ruleId);
  const last = notices.findLast(({ serves }) => serves.some(isOfMethod)) ?? notices.at(-1);
  const serves = notices.flatMap((notice) => notice.serves).filter(isOfMethod);
  const term = { number, startsOn, endsOn, feeCents: price.feeCents, ...(payerRound ? { payerRound } : {}) };
  return noticeOf(term, payers, serves, last?.on);
}

/** Nothing is said of a term that costs nothing. */
function noticeOf(term: Term, payers: number, serves: Served[], on?: string): PayerNotice | undefined {
  if (term.feeCents === 0) return undefined;
  const noticeKey = noticeKeys.payerRenewal(term.number, term.payerRound ?? 1, payers);
  return { noticeKey, term, serves, ...(on === undefined ? {} : { on }) };
}

/**
 * Whether a payer is told of what next terms cost by a notice of their own. A signer has the signers' notices; nothing is
 * charged to whoever has not said yes, nor after their one year.
 */
export function isToldOfTerms(payer: Payer): boolean {
  return payer.partyId !== undefined && payer.authorised !== undefined && !paysThisTermOnly(payer);
}

/** Said yes to one year alone: what comes after it is never charged to them. */
export function paysThisTermOnly({ authorised }: Payer): boolean {
  return authorised?.scope === 'this-term';
}

/** Whether one of these invoices is of a year that whoever pays has not said yes to. */
export function isPastPayer({ payer }: Pick<Agreement, 'payer'>, invoices: readonly { term: number }[]): boolean {
  if (payer === undefined || !paysThisTermOnly(payer)) return false;
  const theirs = payer.authorised?.term ?? 1;
  return invoices.some(({ term }) => term > theirs);
}
