import { describe, expect, test } from '@jest/globals';
import { paidWith } from '../../../functions/pages/payment-words.ts';
import { afterEvents, anAgreement, aPlan, daysLater, events } from '../../support/builders.ts';

// Quarterly by card, $600 each; the second was declined on 2 June 2026.
const june = '2026-06-02T14:00:00.000Z';
const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
const declined = afterEvents(quarterly, [events.dateCame, { ...events.paymentFailed, invoiceId: 't1-i2' }], june);
const check = (amountCents: number, invoiceId = 't1-i2') =>
  ({ ...events.paymentRecorded, invoiceId, amountCents, receivedOn: '2026-06-04' }) as const;
const charged = { ...events.paymentSucceeded, invoiceId: 't1-i2' };
const withWords = (agreement: typeof declined) => agreement.invoices[1] && paidWith(agreement, agreement.invoices[1]);

describe('a payment was made', () => {
  test('by the card, or by the check, that it came by', () => {
    expect(withWords(afterEvents(declined, [charged], daysLater(3, june)))).toBe('Visa ending in 4242');
    expect(withWords(afterEvents(declined, [check(60_000)], daysLater(3, june)))).toBe('Check');
  });

  test('by both, where a part came by each, on the day of the last', () => {
    const both = afterEvents(declined, [check(5_000), charged], daysLater(3, june));
    expect(withWords(both)).toBe('Check and Visa ending in 4242');
    expect(both.invoices[1]).toMatchObject({ status: 'paid', paidCents: 60_000 });
    expect(both.invoices[1]).not.toHaveProperty('received');
  });

  test('by what nobody can say here, where another payment’s rest did it: not by the card that was declined', () => {
    const september = afterEvents(declined, [events.dateCame], '2026-09-02T14:00:00.000Z');
    const rest = afterEvents(september, [check(120_000, 't1-i3')], '2026-09-03T14:00:00.000Z');
    expect(rest.invoices[1]).toMatchObject({ status: 'paid' });
    expect(withWords(rest)).toBeUndefined();
  });

  test('by the second check alone, where the first bounced', () => {
    const twice = [check(60_000), { ...events.checkBounced, paymentId: 'received-p1' }] as const;
    const cash = { ...check(60_000), paymentId: 'p2', medium: 'cash' } as const;
    expect(withWords(afterEvents(declined, [...twice, cash], daysLater(3, june)))).toBe('Cash');
  });
});
