import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { firstChargeCents } from '../practice/price.ts';
import { installments, termDates, termStart } from '../term/term.ts';
import type { Agreement, Invoice } from './agreement.ts';
import { withStatus } from './with.ts';

/** Renewal is prepared some ten weeks before a term ends, so that every state's notice still fits. */
const daysToPrepareRenewal = 70;

/** Due on signing: the first installment, before the term's dates are known (they follow from the day of payment). */
export function firstInvoice({ plan, price }: Pick<Agreement, 'plan' | 'price'>, dueOn: string): Invoice {
  return {
    invoiceId: invoiceIdOf(1, 1),
    term: 1,
    installment: 1,
    status: 'open',
    amountCents: firstChargeCents(price, plan.installments),
    dueOn,
    attempts: [],
  };
}

/** The first payment has come in: the first term begins by the plan's start rule, its later installments are drafted. */
export function activate(agreement: Agreement, now: string, timeZone: string): Agreement {
  const { plan, price } = agreement;
  const anchor = termStart(plan.startRule, { paidOn: practiceDate(now, timeZone) });
  const term = termDates(anchor, 1);
  const invoices = installments(term, price.feeCents, plan.installments).map((installment): Invoice => {
    const paid = agreement.invoices.find((invoice) => invoice.invoiceId === invoiceIdOf(1, installment.number));
    if (paid !== undefined) return paid;
    return {
      invoiceId: invoiceIdOf(1, installment.number),
      term: 1,
      installment: installment.number,
      status: 'draft',
      amountCents: installment.amountCents,
      dueOn: installment.dueOn,
      attempts: [],
    };
  });
  const prepareRenewalOn = addDays(term.endsOn, 1 - daysToPrepareRenewal);
  const nextInstallment = invoices.find((invoice) => invoice.status === 'draft')?.dueOn;
  const nextDate =
    [prepareRenewalOn, ...(nextInstallment === undefined ? [] : [nextInstallment])].sort()[0] ?? prepareRenewalOn;
  return { ...withStatus(agreement, 'active', now), terms: [term], invoices, nextDate };
}

function invoiceIdOf(term: number, installment: number): string {
  return `t${term}-i${installment}`;
}
