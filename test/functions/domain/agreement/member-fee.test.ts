import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Agreement, termFeeCents } from '../../../../functions/domain/agreement/agreement.ts';
import { withMemberFee } from '../../../../functions/domain/agreement/member-fee.ts';
import { settle } from '../../../../functions/domain/ending/settle.ts';
import { sumCents } from '../../../../functions/domain/money/money.ts';
import type { Member } from '../../../../functions/domain/people/member.ts';
import { memberPrice } from '../../../../functions/domain/practice/member-price.ts';
import type { AgeBand, RenewalRule } from '../../../../functions/domain/practice/practice.ts';
import { discounted } from '../../../../functions/domain/practice/price.ts';
import { renewalPrice } from '../../../../functions/domain/renewal/renewal-price.ts';
import { afterEvents, anAgreement, aPerson, aPlan, daysLater, decideOn, events } from '../../../support/builders.ts';
import { daysAfter, daysFromTo } from '../../../support/civil-days.ts';
import { runs } from '../../../support/property-runs.ts';

// Begun on 2 March 2026; the term ends on 1 March 2027.
const kim: Member = { memberId: 'm2', ...aPerson({ firstName: 'Kim', birthDate: '2020-02-29' }) };
const invoicesOf = ({ invoices }: Agreement) =>
  invoices.map(({ invoiceId, status, amountCents, dueOn }) => [invoiceId, status, amountCents, dueOn]);
const added = (agreement: Agreement, from: string) =>
  withMemberFee(agreement, { member: kim, others: agreement.members, from, sign: 1 }).agreement;

const byBank = (agreement: Agreement): Agreement => {
  const { paymentMethod } = agreement;
  return paymentMethod === undefined ? agreement : { ...agreement, paymentMethod: { ...paymentMethod, kind: 'bank' } };
};

describe('a member who comes', () => {
  test('costs the days that are left, billed at once where all was asked for', () => {
    const yearly = anAgreement({ status: 'active', plan: aPlan() });
    // 182 of 365 days of $2,400 more.
    const after = added(yearly, '2026-09-01');
    expect(invoicesOf(after)).toEqual([
      ['t1-i1', 'paid', 240_000, '2026-03-02'],
      ['t1-i2', 'draft', 119_671, '2026-09-01'],
    ]);
    expect([after.price.feeCents, after.terms.map(termFeeCents)]).toEqual([480_000, [359_671]]);
  });

  test('costs more with each installment to come, and at once for the days before the next', () => {
    const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
    const after = added(quarterly, '2026-08-03');
    // 211 days in all: 30 until 1 September, 91 until 1 December, 90 until the end.
    expect(invoicesOf(after)).toEqual([
      ['t1-i1', 'paid', 60_000, '2026-03-02'],
      ['t1-i2', 'draft', 60_000, '2026-06-02'],
      ['t1-i3', 'draft', 119_836, '2026-09-02'],
      ['t1-i4', 'draft', 119_178, '2026-12-02'],
      ['t1-i5', 'draft', 19_726, '2026-08-03'],
    ]);
  });

  test('is charged to a bank account after fourteen days, with what a payment before them would have changed', () => {
    const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
    const extra = (from: string) => invoicesOf(added(byBank(quarterly), from)).slice(2);
    expect(extra('2026-08-19')).toEqual([
      ['t1-i3', 'draft', 119_836, '2026-09-02'],
      ['t1-i4', 'draft', 119_178, '2026-12-02'],
      ['t1-i5', 'draft', 9_205, '2026-09-02'],
    ]);
    // One day later the payment of 2 September is too near.
    expect(extra('2026-08-20')).toEqual([
      ['t1-i3', 'draft', 60_000, '2026-09-02'],
      ['t1-i4', 'draft', 119_178, '2026-12-02'],
      ['t1-i5', 'draft', 68_384, '2026-09-03'],
    ]);
  });

  test('costs nothing where the household’s price holds without more', () => {
    const household = { priceCents: 240_000, upTo: 4, additionalCents: 50_000 };
    const agreement = anAgreement({ status: 'active', plan: aPlan({ household }) });
    const after = added(agreement, '2026-09-01');
    expect([invoicesOf(after), after.price]).toEqual([invoicesOf(agreement), agreement.price]);
  });

  test('costs the part of the year that a cut first term has, by the day', () => {
    const plan = aPlan({ renewal: { on: 'common-date', monthDay: '01-01', proration: 'month' } });
    const after = added(anAgreement({ status: 'active', plan }), '2026-12-31');
    // One of the 365 days of the year that ends with the term.
    expect(after.invoices.at(-1)?.amountCents).toBe(658);
  });

  test('has the same share of a discount as the others', () => {
    const full = anAgreement({ status: 'active', plan: aPlan() });
    const price = discounted(full.price, { reason: 'hardship', percent: 25, by: 'staff-1' });
    const part = memberPrice({ plan: full.plan, price }, full.members, kim, '2026-09-01');
    expect(part).toEqual({ feeCents: 180_000, offCents: 60_000 });
  });
});

describe('while the year that runs has its own price, and the next is settled at another', () => {
  const services = [{ name: 'In-home visits', coveredByMedicare: 'no', priceCents: 5_000 }] as const;
  const sold = aPlan({ services: [...services] });
  const next = aPlan({ version: 2, priceCents: 360_000, services: [{ ...services[0], priceCents: 9_000 }] });
  const early = daysLater(305);
  const dayOf = (days: number) => daysLater(days).slice(0, 10);
  const saysYes = (agreement: Agreement) => {
    const price = renewalPrice({ ...agreement, plan: next }, '2027-03-02');
    const renewal = { ...events.renewalPlanned.renewal, plan: next, price };
    return afterEvents(agreement, [{ ...events.renewalPlanned, renewal }, events.renewalAccepted], early);
  };
  const feesOf = ({ terms }: Agreement) => terms.map(termFeeCents);
  const yearly = anAgreement({ status: 'active', plan: sold });
  const single = saysYes(yearly);
  const comes = (agreement: Agreement) => afterEvents(agreement, [events.memberAdded], daysLater(335));
  const leaves = (agreement: Agreement, days = 335) => {
    const gone = { ...events.memberLeaves, lastDay: dayOf(days), noticeReceivedOn: dayOf(days) };
    return afterEvents(afterEvents(agreement, [gone], daysLater(days)), [events.dateCame], daysLater(days + 1));
  };

  test('whoever comes costs each year what that year costs', () => {
    expect([feesOf(single), single.price.feeCents]).toEqual([[240_000, 360_000], 360_000]);
    const two = comes(single);
    // 30 of 365 days of $2,400 more; then all of $3,600.
    expect([feesOf(two), two.price.feeCents]).toEqual([[240_000 + 19_726, 720_000], 720_000]);
    expect(two.invoices.find(({ from }) => from === dayOf(335))?.amountCents).toBe(19_726);
  });

  test('whoever leaves gets back what that year cost', () => {
    const two = saysYes(afterEvents(yearly, [events.memberAdded]));
    expect(feesOf(two)).toEqual([480_000, 720_000]);
    const one = leaves(two);
    // 29 of 365 days of $2,400.
    expect([feesOf(one), one.price.feeCents]).toEqual([[480_000 - 19_068, 360_000], 360_000]);
    expect(one.formerMembers?.[0]?.departure?.credits).toEqual([{ term: 1, cents: 19_068 }]);
  });

  test('a discount that is over with the year holds for all of it', () => {
    const held = { reason: 'held-price', percent: 50, until: '2027-03-01', by: 'staff-1' } as const;
    const discounts = { ...yearly, price: discounted(yearly.price, held) };
    const terms = yearly.terms.map((term) => ({ ...term, feeCents: 120_000 }));
    const two = comes(saysYes({ ...discounts, terms }));
    expect(feesOf(two)).toEqual([120_000 + 9_863, 720_000]);
  });

  test('a year that was settled before its price was kept with it is counted at the newest', () => {
    const older = { ...single, terms: single.terms.map(({ soldAt: _, ...term }) => term) };
    expect(feesOf(comes(older))).toEqual([240_000 + 29_589, 720_000]);
  });

  test('whoever will have left by then changes nothing of what the others cost in the next year', () => {
    const household = { priceCents: 300_000, upTo: 2, additionalCents: 30_000 };
    const sold = anAgreement({ status: 'active', plan: aPlan({ household }) });
    const two = afterEvents(sold, [events.memberAdded]);
    const atEnd = { ...events.memberLeaves, lastDay: '2027-03-01', noticeReceivedOn: '2026-12-01' };
    const renewed = saysYes(afterEvents(two, [atEnd], daysLater(300)));
    const third = { ...events.memberAdded, memberId: 'm3' };
    // The household's price for three in the year that runs; for two, each by themself, in the next.
    expect(feesOf(afterEvents(renewed, [third], daysLater(335)))).toEqual([300_000 + 2_466, 720_000]);
  });

  test('a service that was used costs what the agreement said in that year', () => {
    const used = {
      ...events.serviceUsed,
      use: { ...events.serviceUsed.use, service: 'In-home visits', on: dayOf(310) },
    };
    const ends = { by: 'patient', endsOn: dayOf(335), noticeReceivedOn: dayOf(335), coolingOffDays: 0 } as const;
    const florida = {
      ...single,
      members: single.members.map((one) => ({ ...one, address: { ...one.address, state: 'FL' } })),
    };
    expect(settle(afterEvents(florida, [used], daysLater(311)), ends).usedServicesCents).toBe(5_000);
  });
});

const day = fc.integer({ min: 0, max: 364 }).map((days) => daysAfter('2026-03-02', days));
const plan = fc
  .record({
    priceCents: fc.integer({ min: 0, max: 1_000_000 }),
    installments: fc.constantFrom(1 as const, 2 as const, 4 as const, 12 as const),
    ageBands: fc.constantFrom<AgeBand[]>([], [{ fromAge: 18, priceCents: 300_001 }]),
    household: fc.constantFrom(undefined, { priceCents: 250_000, upTo: 2, additionalCents: 33_333 }),
    renewal: fc.constantFrom<RenewalRule>(
      { on: 'anniversary' },
      { on: 'common-date', monthDay: '01-01', proration: 'day' },
    ),
  })
  .map(aPlan);

describe('whoever comes and goes, and whenever', () => {
  const feeOf = ({ terms }: Agreement) => sumCents(terms.map(termFeeCents));
  const billedOf = ({ invoices }: Agreement) => sumCents(invoices.map(({ amountCents }) => amountCents));

  test('what is billed is what the terms cost, to the cent, but for what was asked for and is to go back', () => {
    fc.assert(
      fc.property(plan, day, fc.integer({ min: 0, max: 400 }), fc.boolean(), (sold, joinsOn, later, isBank) => {
        const byCard = anAgreement({ status: 'active', plan: sold });
        const before = isBank ? byBank(byCard) : byCard;
        const lastDay = before.terms[0]?.endsOn ?? '';
        if (joinsOn > lastDay) return;
        const joined = added(before, joinsOn);
        expect(billedOf(joined)).toBe(feeOf(joined));
        // An account is charged nothing else than before for ten days.
        const near = invoicesOf(joined).filter(([, , , dueOn]) => String(dueOn) < daysAfter(joinsOn, 10));
        if (isBank) expect(invoicesOf(before)).toEqual(expect.arrayContaining(near));
        const from = daysAfter(joinsOn, later);
        const change = { member: kim, others: before.members, from, sign: -1 as const };
        const { agreement: left, asked } = withMemberFee(joined, change);
        expect(billedOf(left) - sumCents(asked.map(({ cents }) => cents))).toBe(feeOf(left));
        expect(left.invoices.every(({ amountCents }) => amountCents >= 0)).toBe(true);
        expect(left.invoices.filter(({ status }) => status === 'paid')).toEqual(
          joined.invoices.filter(({ status }) => status === 'paid'),
        );
        // Whoever stays pays what they paid before, and whoever was there for some days costs those days.
        if (from > lastDay) return;
        expect(left.price).toEqual(before.price);
        const daysThere = Math.min(later, daysFromTo(joinsOn, lastDay) + 1);
        const part = memberPrice(before, before.members, kim, before.terms[0]?.startsOn ?? '').feeCents;
        const exact = (part * daysThere) / 365;
        expect(Math.abs(feeOf(left) - feeOf(before) - exact)).toBeLessThanOrEqual(1);
        if (later === 0) expect(feeOf(left)).toBe(feeOf(before));
      }),
      { numRuns: runs() },
    );
  });

  test('an end on any day earns each day at the price that held on it, and all of it at the term’s end', () => {
    fc.assert(
      fc.property(plan, day, fc.integer({ min: 0, max: 400 }), (sold, joinsOn, later) => {
        const before = anAgreement({ status: 'active', plan: sold });
        const { startsOn = '', endsOn = '' } = before.terms[0] ?? {};
        if (joinsOn > endsOn) return;
        const joined = added(before, joinsOn);
        const at = (agreement: Agreement, on: string) =>
          settle(agreement, { by: 'patient', endsOn: on, noticeReceivedOn: startsOn, coolingOffDays: 0 });
        const lastDay = daysAfter(joinsOn, later);
        const [alone, both] = [at(before, lastDay), at(joined, lastDay)];
        expect(both.earnedCents).toBeGreaterThanOrEqual(alone.earnedCents);
        if (lastDay >= endsOn) expect(both.earnedCents).toBe(feeOf(joined));
        // Nobody pays for days before they came.
        const dayBefore = daysAfter(joinsOn, -1);
        if (dayBefore >= startsOn) expect(at(joined, dayBefore).earnedCents).toBe(at(before, dayBefore).earnedCents);
      }),
      { numRuns: runs() },
    );
  });
});

describe('the payment for a child who was added', () => {
  test('has thirty days where it comes by check, and its invoice goes out at once', () => {
    const { agreement: sold } = decideOn(anAgreement({ status: 'active', plan: aPlan() }), events.checkChosen);
    const { agreement } = decideOn(sold, events.memberAdded, daysLater(30));
    expect(agreement.invoices.at(-1)).toMatchObject({ dueOn: '2026-04-01', notBefore: '2026-05-01' });
    expect(agreement.nextDate).toBe('2026-04-01');
  });

  const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
  const { agreement } = decideOn(quarterly, events.memberAdded, daysLater(30));

  test('is opened by the next sweep, and is charged as every installment', () => {
    expect(agreement.nextDate).toBe('2026-04-01');
    const opened = decideOn(agreement, events.dateCame, daysLater(30));
    expect(opened.wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i5' }]);
    const paid = afterEvents(
      opened.agreement,
      [{ ...events.paymentSucceeded, invoiceId: 't1-i5', chargeId: 'ch_2', amountCents: 19_726 }],
      daysLater(30),
    );
    expect(paid.invoices.find(({ invoiceId }) => invoiceId === 't1-i5')?.status).toBe('paid');
  });
});

test('of a child who leaves before the payment for it is due, the days that are over are charged, and nothing goes back', () => {
  const yearly = anAgreement({ status: 'active', plan: aPlan() });
  const joined = added(byBank(yearly), '2026-09-01');
  expect(invoicesOf(joined)).toEqual([
    ['t1-i1', 'paid', 240_000, '2026-03-02'],
    ['t1-i2', 'draft', 119_671, '2026-09-15'],
  ]);
  const left = withMemberFee(joined, { member: kim, others: joined.members, from: '2026-09-11', sign: -1 });
  // Ten of 365 days of $2,400.
  expect(left.asked).toEqual([]);
  expect(invoicesOf(left.agreement)[1]).toEqual(['t1-i2', 'draft', 6_575, '2026-09-15']);
});
