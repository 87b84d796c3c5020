import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import type { FieldChecks } from '../forms/checks.ts';
import type { Acting, ActTable } from './acting.ts';

/** What is paid, owed and paid back. */
export const moneyActs = {
  payment: { act: 'record_payment', event: recordPayment },
  bounced: {
    act: 'record_payment',
    event: ({ request, by }) => ({
      type: 'check_bounced',
      paymentId: request.form.paymentId ?? '',
      collection: request.book.practice.collection,
      by,
    }),
  },
  credit: {
    act: 'grant_discount',
    event: ({ request, checks, by }) => ({
      type: 'credit_given',
      invoiceId: request.form.invoiceId ?? '',
      creditId: request.form.creditId ?? '',
      amountCents: amountOf(checks),
      reason: checks.text('reason', 'the reason', { max: 500 }),
      by,
    }),
  },
  extend: {
    act: 'decide_unpaid',
    event: ({ request, checks, by, today }) => {
      const until = checks.day('until', { from: addDays(today, 1), to: addDays(today, 180) });
      if (until === '') checks.say('until', 'Please enter the day until which there is time.');
      return { type: 'invoice_extended', invoiceId: request.form.invoiceId ?? '', until, by };
    },
  },
  'write-off': {
    act: 'decide_unpaid',
    event: ({ request, checks, by }) => {
      const reason = checks.text('reason', 'the reason', { max: 500 });
      const { invoiceId } = request.form;
      // What is owed after the end is of no payment in particular.
      return invoiceId
        ? { type: 'invoice_written_off', invoiceId, reason, by }
        : { type: 'owed_written_off', reason, by };
    },
  },
  'paid-back': {
    act: 'record_refund',
    event: ({ request, checks, by }) => ({
      type: 'paid_back',
      paybackId: request.form.paybackId ?? '',
      amountCents: amountOf(checks),
      reference: checks.text('reference', 'how it went back', { max: 50 }),
      by,
    }),
  },
  'refund-posted': {
    act: 'record_refund',
    event: ({ request, checks, by }) => ({
      type: 'refund_posted',
      paymentId: request.form.paymentId ?? '',
      checkNumber: checks.text('checkNumber', 'the number of the check', { max: 50 }),
      by,
      ...(request.form.memberId ? { memberId: request.form.memberId } : {}),
    }),
  },
} satisfies ActTable;

function recordPayment({ request, checks, by, today }: Acting): AgreementEvent {
  const medium = checks.choice('medium', ['check', 'ach', 'cash'] as const, 'Please choose how it came.');
  const amountCents = amountOf(checks);
  const receivedOn = checks.day('receivedOn', { from: addDays(today, -366), to: today });
  if (receivedOn === '') checks.say('receivedOn', 'Please enter the day on which it came.');
  const reference = checks.text('reference', 'the number of the check', { max: 50, optional: medium !== 'check' });
  const { invoiceId, paymentId = '' } = request.form;
  const recorded = { paymentId, medium, amountCents, receivedOn, reference, by };
  return invoiceId ? { type: 'payment_recorded', invoiceId, ...recorded } : { type: 'owed_paid', ...recorded };
}

function amountOf(checks: FieldChecks): number {
  const amountCents = checks.dollars('amount');
  if (amountCents === 0) checks.say('amount', 'Please enter an amount above zero.');
  return amountCents;
}
