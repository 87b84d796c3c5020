import type { Invoice } from '../billing/invoice.ts';
import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { firstTerm, firstTermFee, type Installment, installments, termStart } from '../term/term.ts';
import type { Agreement } from './agreement.ts';
import type { Fact } from './events.ts';
import { withNextDate } from './next-date.ts';
import { withStatus } from './with.ts';

type Bought = Pick<Agreement, 'plan' | 'price' | 'startOn'>;

/** The first term and its installments, as they are if the first payment is made on a day. */
function firstYear({ plan, price, startOn }: Bought, paidOn: string) {
  const days = firstTerm(termStart(plan.startRule, { paidOn, chosenOn: startOn }), plan.renewal);
  const feeCents = firstTermFee(price.feeCents, days, plan.renewal);
  const enrolmentFee = price.enrolmentFeeCents === 0 ? {} : { enrolmentFeeCents: price.enrolmentFeeCents };
  return {
    term: { ...days, feeCents, ...enrolmentFee },
    installments: installments(days, feeCents, plan.installments),
  };
}

/** The first charge, if it is made on a day: the fee or its first part, and the enrolment fee. */
export function firstChargeCents(bought: Bought, paidOn: string): number {
  const [first] = firstYear(bought, paidOn).installments;
  return (first?.amountCents ?? 0) + bought.price.enrolmentFeeCents;
}

/** Both sides may take that long to sign, and the first payment to come. */
const daysToBegin = 60;

/** The first day of the second year, if the first begins as late as it can; of an agreement in force, as it is. */
export function latestFirstRenewal(bought: Bought & Pick<Agreement, 'terms'>, today: string): string {
  const [first] = bought.terms;
  const ends = first
    ? [first.endsOn]
    : [today, addDays(today, daysToBegin)].map((paidOn) => firstYear(bought, paidOn).term.endsOn);
  return addDays(ends.sort().at(-1) ?? today, 1);
}

/** Due on signing: the first installment, before the term's dates are known (they follow from the day of payment). */
export function firstInvoice(bought: Bought, dueOn: string): Invoice {
  return {
    invoiceId: invoiceIdOf(1, 1),
    term: 1,
    installment: 1,
    status: 'open',
    amountCents: firstChargeCents(bought, dueOn),
    dueOn,
    attempts: [],
  };
}

/** The first payment has come in: the first term begins by the plan's start rule, its later installments are drafted. */
export function activate(agreement: Agreement, now: string, timeZone: string): Agreement {
  const { term, installments } = firstYear(agreement, countedFrom(agreement, practiceDate(now, timeZone)));
  const invoices = installments.map((installment): Invoice => {
    const invoiceId = invoiceIdOf(1, installment.number);
    const paid = agreement.invoices.find((invoice) => invoice.invoiceId === invoiceId);
    if (paid !== undefined) return paid;
    return draftOf(1, installment);
  });
  return withNextDate({ ...withStatus(agreement, 'active', now), terms: [term], invoices });
}

/** That an agreement has come into force, for the audit trail. */
export function activatedFact({ terms, status, nextDate }: Agreement): Fact {
  return { type: 'activated', data: { term: terms[0], status, nextDate } };
}

/**
 * A prorated first term is counted from the day on which its price was asked for, however late it is paid: else what was
 * asked for would be wrong on the next day. A whole year begins when it is paid for.
 */
function countedFrom({ plan, invoices: [first] }: Agreement, paidOn: string): string {
  return plan.renewal.on === 'common-date' && first !== undefined ? first.dueOn : paidOn;
}

/** An installment that is to be asked for on its day. */
export function draftOf(term: number, { number: installment, amountCents, dueOn }: Installment): Invoice {
  const invoiceId = invoiceIdOf(term, installment);
  return { invoiceId, term, installment, status: 'draft', amountCents, dueOn, attempts: [] };
}

function invoiceIdOf(term: number, installment: number): string {
  return `t${term}-i${installment}`;
}
