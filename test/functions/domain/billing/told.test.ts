import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import { chargedOn } from '../../../../functions/domain/billing/chargeable.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { afterEvents, anAgreement, aPlan, events, newYork } from '../../../support/builders.ts';

const bank = { reference: 'pm_us_bank', label: 'Bank account ending in 6789', kind: 'bank' } as const;
const added = '2026-09-01T14:00:00.000Z';
const due = '2026-09-15T11:00:00.000Z';

/** Paid by bank; Kim joined on 1 September 2026, and the rest of the year is due on the 15th. */
function withExtra(payer: 'signer' | 'party' = 'signer'): Agreement {
  const signed = anAgreement({ status: 'active', plan: aPlan() });
  const { payerNamed, payerAuthorised, methodSaved, memberAdded, dateCame } = events;
  const named = payer === 'party' ? afterEvents(signed, [payerNamed, payerAuthorised]) : signed;
  const byBank = afterEvents(named, [{ ...methodSaved, method: bank }]);
  return afterEvents(afterEvents(byBank, [memberAdded], added), [dateCame], due);
}

function stepOf(agreement: Agreement, noticeKey: string, notice: Partial<Notice> | undefined) {
  const given = { noticeKey, state: 'sent', claimedAt: added, ...notice } as const;
  const notices = new Map<string, Notice>(notice === undefined ? [] : [[noticeKey, given]]);
  return billingStep(agreement, 't1-i2', due, { agreementId: agreement.agreementId, notices, timeZone: newYork });
}
const on = (day: string) => ({ sentAt: `${day}T14:00:00.000Z`, deliveredAt: `${day}T14:00:10.000Z` });
const asked = { next: 'mail', noticeKeys: ['unpaid-t1_i2-0'] };

describe('what a member who was added costs', () => {
  test.each<[string, Partial<Notice> | undefined, object]>([
    ['is charged to a bank account that was told of it', on('2026-09-01'), { next: 'collect' }],
    ['on the last day for it', on('2026-09-05'), { next: 'collect' }],
    ['is asked for by mail where that came later', on('2026-09-06'), asked],
    ['or was never delivered', { sentAt: '2026-09-01T14:00:00.000Z' }, asked],
    ['or bounced', { ...on('2026-09-01'), bouncedAt: '2026-09-02T14:00:00.000Z' }, asked],
    ['or is a letter that nobody has posted', { state: 'letter' }, asked],
    [
      'is charged where the letter was posted in time',
      { state: 'letter', postedOn: '2026-09-05' },
      { next: 'collect' },
    ],
    ['is asked for where there is no notice', undefined, asked],
  ])('%s', (_, notice, step) => {
    expect(stepOf(withExtra(), 'joined-m2-s1', notice)).toEqual(step);
    expect(stepOf(withExtra('party'), 'payermore-m2', notice)).toEqual(step);
  });

  test('is charged to an account that was named since, on a page with the amount', () => {
    const again = afterEvents(
      withExtra(),
      [{ ...events.methodSaved, method: { ...bank, reference: 'pm_us_bank_2' } }],
      '2026-09-16T14:00:00.000Z',
    );
    expect(stepOf(again, 'joined-m2-s1', undefined)).toEqual({ next: 'collect' });
  });
});

describe('a payment that was agreed to, and is more since a member was added', () => {
  const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
  const byBank = afterEvents(quarterly, [{ ...events.methodSaved, method: bank }]);
  const inJune = afterEvents(byBank, [events.dateCame], '2026-06-02T14:00:00.000Z');
  const joined = afterEvents(inJune, [events.memberAdded], '2026-08-03T14:00:00.000Z');
  const dueAt = (now: string) => afterEvents(joined, [events.dateCame], now);
  const stepAt = (agreement: Agreement, invoiceId: string, now: string, ...notices: Notice[]) =>
    billingStep(agreement, invoiceId, now, {
      agreementId: agreement.agreementId,
      notices: new Map(notices.map((one) => [one.noticeKey, one])),
      timeZone: newYork,
    });
  const mailed = { noticeKey: 'joined-m2-s1', state: 'sent', claimedAt: added, ...on('2026-08-03') } as const;
  const bounced = { ...mailed, bouncedAt: '2026-08-03T14:01:00.000Z' };

  test.each([
    ['t1-i3', '2026-09-02T14:00:00.000Z'],
    ['t1-i4', '2026-12-02T14:00:00.000Z'],
  ])('is charged to a bank account that was told of it, and asked for by mail where that bounced (%s)', (id, now) => {
    expect(dueAt(now).invoices.find(({ invoiceId }) => invoiceId === id)).toMatchObject({ raisedBy: ['m2'] });
    expect(stepAt(dueAt(now), id, now, mailed)).toEqual({ next: 'collect' });
    const asked = { next: 'mail', noticeKeys: [`unpaid-${id.replace('-', '_')}-0`] };
    expect(stepAt(dueAt(now), id, now, bounced)).toEqual(asked);
    expect(stepAt(dueAt(now), id, now)).toEqual(asked);
  });

  test('is charged to a card without', () => {
    const now = '2026-09-02T14:00:00.000Z';
    const byCard = afterEvents(joined, [events.otherMethodSaved], '2026-08-04T14:00:00.000Z');
    expect(stepAt(afterEvents(byCard, [events.dateCame], now), 't1-i3', now)).toEqual({ next: 'collect' });
  });

  test('as it was, is charged without', () => {
    expect(stepAt(inJune, 't1-i2', '2026-06-02T14:00:00.000Z')).toEqual({ next: 'collect' });
  });
});

describe('a payment whose invoice went out ahead', () => {
  const check = { reference: 'check', label: 'Check', kind: 'check' } as const;
  const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
  const invoiced = afterEvents(
    afterEvents(quarterly, [{ ...events.methodSaved, method: check }]),
    [events.dateCame],
    '2026-05-04T14:00:00.000Z',
  );
  const byCard = afterEvents(invoiced, [events.otherMethodSaved], '2026-05-10T14:00:00.000Z');
  const stepAt = (now: string) =>
    billingStep(byCard, 't1-i2', now, { agreementId: byCard.agreementId, notices: new Map(), timeZone: newYork });

  test('is charged to a card on the day on which it is due', () => {
    const due = '2026-06-02T04:00:00.000Z';
    expect(stepAt('2026-05-10T14:00:00.000Z')).toEqual({ next: 'wait', until: due });
    expect(stepAt(due)).toEqual({ next: 'collect' });
    const [, invoice] = byCard.invoices;
    expect(invoice && chargedOn(invoice, newYork, '2026-05-10T14:00:00.000Z')).toBe('2026-06-02');
  });
});

describe('a first payment of a plan that renews for all on March 20', () => {
  const renewal = { on: 'common-date', monthDay: '03-20', proration: 'day' } as const;
  const common = anAgreement({ status: 'awaiting_countersignature', plan: aPlan({ renewal }) });
  const countersigned = (now: string) => afterEvents(common, [events.countersigned], now);
  const stepAt = (agreement: Agreement, now: string) =>
    billingStep(agreement, 't1-i1', now, { agreementId: agreement.agreementId, notices: new Map(), timeZone: newYork });

  test.each(['2026-03-02', '2026-03-10', '2026-03-19'])('is charged on %s: as much as was shown, or less', (day) => {
    const now = `${day}T16:00:00.000Z`;
    expect(stepAt(countersigned(now), now)).toEqual({ next: 'collect' });
  });

  test('is asked for after that day, when it is a whole year; and charged once it was seen', () => {
    const now = '2026-03-20T16:00:00.000Z';
    const asked = countersigned(now);
    expect(asked.invoices[0]?.amountCents).toBeGreaterThan(200_000);
    expect(stepAt(asked, now)).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i1-0'] });
    const later = '2026-03-21T16:00:00.000Z';
    expect(stepAt(afterEvents(asked, [events.otherMethodSaved], later), later)).toEqual({ next: 'collect' });
  });
});
