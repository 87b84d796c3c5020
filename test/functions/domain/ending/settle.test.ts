import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import type { Ending } from '../../../../functions/domain/ending/ending.ts';
import { settle } from '../../../../functions/domain/ending/settle.ts';
import { afterEvents, anAgreement, aPlan, events } from '../../../support/builders.ts';
import { household } from '../../../support/household.ts';

const services = [
  { name: 'Telemedicine visits', coveredByMedicare: 'no', timesAYear: 12, priceCents: 10_000 },
  { name: 'Calls at any hour', coveredByMedicare: 'no' },
] as const;

/** Begun on 2 March 2026 at $2,400, paid; two visits and a call were used. */
const used = (at = 'NY'): Agreement => {
  const begun = anAgreement({ status: 'active', plan: aPlan({ services: [...services] }) });
  const use = (useId: string, service: string) =>
    ({ ...events.serviceUsed, use: { ...events.serviceUsed.use, useId, service } }) as const;
  const after = afterEvents(begun, [
    use('u1', 'Telemedicine visits'),
    use('u2', 'Telemedicine visits'),
    use('u3', 'Calls at any hour'),
  ]);
  return inStates(after, at);
};
function inStates(agreement: Agreement, ...states: string[]): Agreement {
  const members = agreement.members.map((one, index) => ({
    ...one,
    address: { ...one.address, state: states[index] ?? 'NY' },
  }));
  return { ...agreement, members };
}
const ended = (by: Ending['by'], endsOn: string, given = {}) =>
  ({ by, endsOn, noticeReceivedOn: endsOn, coolingOffDays: 0, ...given }) as const;

describe('services that were used', () => {
  // Half a year: 181 of 365 days are earned, 184 go back.
  const half = '2026-08-29';
  const rest = Math.round((240_000 * 184) / 365);

  test('are taken off what goes back to a patient, at the prices of the agreement', () => {
    expect(settle(used(), ended('patient', half))).toMatchObject({
      refundedCents: rest - 20_000,
      usedServicesCents: 20_000,
      earnedCents: 240_000 - rest + 20_000,
      owedCents: 0,
    });
  });

  test.each<[string, Agreement, ReturnType<typeof ended>]>([
    ['the practice ends it', used(), ended('practice', half)],
    ['a patient dies', used(), ended('death', half)],
    ['the law goes by time', used('AZ'), ended('patient', half)],
    ['nothing has a price', { ...used(), plan: aPlan() }, ended('patient', half)],
  ])('are not where %s', (_, agreement, noticed) => {
    const settlement = settle(agreement, noticed);
    expect([settlement.refundedCents, settlement.usedServicesCents]).toEqual([rest, undefined]);
  });

  test('never make anybody owe, and are nothing in the days of cooling off', () => {
    expect(settle(used(), ended('patient', '2027-02-20'))).toMatchObject({ refundedCents: 0, owedCents: 0 });
    const cooling = settle(used(), ended('patient', '2026-03-03', { coolingOffDays: 14 }));
    expect(cooling).toMatchObject({ refundedCents: 240_000, earnedCents: 0 });
  });
});

describe('the days of cooling off', () => {
  const begun = anAgreement({ status: 'active' });
  const inThem = { noticeReceivedOn: '2026-03-05', coolingOffDays: 14 };

  test('are for whoever takes the contract back, and not for a year that is lived to its end', () => {
    expect(settle(begun, ended('patient', '2026-03-16', inThem)).refundedCents).toBe(240_000);
    expect(settle(begun, ended('patient', '2027-03-01', inThem))).toMatchObject({
      refundedCents: 0,
      earnedCents: 240_000,
    });
  });

  test.each(['practice', 'death'] as const)('are none where it ends by %s', (by) => {
    // Four of 365 days are earned.
    const { refundedCents } = settle(begun, ended(by, '2026-03-05', inThem));
    expect(refundedCents).toBe(Math.round((240_000 * 361) / 365));
  });
});

describe('the law of an ending', () => {
  test('is that of all states in which somebody lives, at home or for a part of the year', () => {
    const noticed = { ...ended('patient', '2026-08-31'), noticeReceivedOn: '2026-08-01' };
    const days = (agreement: Agreement) => settle(agreement, noticed).dueOn;
    const [first, ...others] = household().members;
    if (first === undefined) throw new Error('nobody is there');
    expect(days(household())).toBe('2026-09-30');
    expect(days(inStates(household(), 'NY', 'WA'))).toBe('2026-09-01');
    expect(days({ ...household(), members: [{ ...first, seasonalState: 'WA' }, ...others] })).toBe('2026-09-01');
  });

  test('names a day for money that was paid ahead, too', () => {
    const begun = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
    const paidAhead = {
      ...begun,
      ledger: [
        ...begun.ledger,
        { entryId: 'received-p9', at: '2026-03-05T15:00:00.000Z', kind: 'payment', amountCents: -5_000 } as const,
      ],
    };
    const settlement = settle(paidAhead, ended('patient', '2026-06-01'));
    expect(settlement).toMatchObject({ refundedCents: 5_000, dueOn: '2026-07-01' });
  });
});

test('what the practice asked less for is taken off the fee, and then off what a member who came adds to it', () => {
  const begun = anAgreement({ status: 'active', plan: aPlan() });
  const joined = afterEvents(begun, [events.memberAdded]);
  const opened = afterEvents(joined, [events.dateCame]);
  const credit = (invoiceId: string, amountCents: number) =>
    ({
      type: 'credit_given',
      invoiceId,
      creditId: `c-${invoiceId}`,
      amountCents,
      reason: 'Hardship.',
      by: 's',
    }) as const;
  const credited = afterEvents(opened, [credit('t1-i2', 240_000)]);
  // The year costs what was paid for it, whichever of them it was for.
  const { earnedCents, refundedCents, owedCents } = settle(credited, ended('patient', '2027-03-01'));
  expect([earnedCents, refundedCents, owedCents]).toEqual([240_000, 0, 0]);
});
