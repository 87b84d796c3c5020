import { describe, expect, test } from '@jest/globals';
import { type Agreement, personOf } from '../../../../functions/domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { settle } from '../../../../functions/domain/ending/settle.ts';
import { settlementsOf } from '../../../../functions/domain/ending/settlements.ts';
import { terminationStep } from '../../../../functions/domain/ending/termination-step.ts';
import { seatsHeld } from '../../../../functions/domain/panel/panel.ts';
import type { Payer } from '../../../../functions/domain/people/member.ts';
import { isRenewalConsented } from '../../../../functions/domain/renewal/consent.ts';
import { renewalPrice } from '../../../../functions/domain/renewal/renewal-price.ts';
import { patientSigners } from '../../../../functions/domain/signing/signers.ts';
import { visibleTo } from '../../../../functions/domain/use/visible-to.ts';
import {
  afterEvents,
  anAgreement,
  aPlan,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';
import { household, mia } from '../../../support/household.ts';

type Leaves = Extract<AgreementEvent, { type: 'member_leaves' }>;
const leaves = (given: Partial<Leaves>): Leaves => ({
  ...events.memberLeaves,
  noticeReceivedOn: '2026-08-01',
  ...given,
});
const onDay = (day: string) => `${day}T15:00:00.000Z`;
const stepOf = (agreement: Agreement, now: string, ...sent: string[]) =>
  terminationStep(agreement, 'm2', now, {
    agreementId: agreement.agreementId,
    notices: sentNotices(...sent),
    timeZone: newYork,
  });

describe('a child who is added', () => {
  const { agreement, wishes } = decideOn(household(), { ...events.memberAdded, memberId: 'm4' }, daysLater(10));

  test('is a member from that day, with a seat, at the address of whoever signs for it', () => {
    expect(seatsHeld(agreement)).toBe(4);
    expect(agreement.members[3]).toMatchObject({ memberId: 'm4', address: mia.address, joined: { on: '2026-03-12' } });
    expect(agreement.terms.map(({ endsOn }) => endsOn)).toEqual(['2027-03-01']);
    expect(wishes.map((wish) => 'noticeKey' in wish && wish.noticeKey)).toEqual(['joined-m4-s1', 'joined-m4-s2']);
  });

  test('and needs a private contract with the doctor is marked for staff', () => {
    const added = { ...events.memberAdded, memberId: 'm4', needsPrivateContract: true };
    const marks = [{ code: 'private_contract', at: daysLater(10), memberId: 'm4' }];
    expect(decideOn(household(), added, daysLater(10)).agreement.needsAttention).toEqual(marks);
    expect(agreement.needsAttention).toEqual([]);
  });

  test('is told to whoever pays without signing, too', () => {
    const wishesOf = (payer: Payer) =>
      decideOn({ ...household(), payer }, { ...events.memberAdded, memberId: 'm4' }, daysLater(10)).wishes;
    const asked = { partyId: 'p1', askedAt: monday };
    const authorised = { ...events.methodSaved.evidence, at: monday, scope: 'until-told' } as const;
    const told = { workflow: 'notice', noticeKey: 'payermore-m4' };
    expect(wishesOf({ ...asked, authorised })).toContainEqual(told);
    // Nothing is charged to whoever has not agreed yet.
    expect(wishesOf(asked)).not.toContainEqual(told);
  });

  test('is spoken for, and its use of services seen, by whoever signs for it alone', () => {
    expect(visibleTo(agreement, { memberId: 'm1' }, '2026-03-12')).toEqual(['m1', 'm3', 'm4']);
    expect(visibleTo(agreement, { memberId: 'm2' }, '2026-03-12')).toEqual(['m2']);
    expect(isRenewalConsented(agreement, '2027-03-02')).toBe(true);
    expect(isRenewalConsented(agreement, '2039-03-02')).toBe(false);
  });

  test('comes once, however often the form comes', () => {
    const again = { ...events.memberAdded, memberId: 'm4' };
    expect(transition(agreement, again, daysLater(10), newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test.each<[string, Partial<Extract<AgreementEvent, { type: 'member_added' }>>, string]>([
    ['an adult', { person: { ...events.memberAdded.person, birthDate: '2008-03-02' } }, 'signs_alone'],
    ['a child of nobody here', { guardian: { signerId: 's9', capacity: 'parent' } }, 'not_found'],
    ['a child of the physician', { guardian: { signerId: 's3', capacity: 'parent' } }, 'not_found'],
    ['a child under another’s number', { memberId: 'm9' }, 'not_found'],
  ])('refuses %s', (_, given, refusal) => {
    const event = { ...events.memberAdded, memberId: 'm4', ...given };
    expect(transition(household(), event, daysLater(10), newYork)).toEqual({ refusal });
  });

  test('has a next year planned again, at the price for all', () => {
    const planned = afterEvents(household(aPlan()), [events.renewalPlanned]);
    const grown = decideOn(planned, { ...events.memberAdded, memberId: 'm4' }, daysLater(300));
    expect([grown.agreement.renewal, grown.wishes.at(-1)]).toEqual([undefined, { workflow: 'renewal', term: 2 }]);
    expect(renewalPrice(grown.agreement, '2027-03-02').feeCents).toBe(960_000);
  });
});

describe('a member who leaves', () => {
  // 183 of 365 days of Max's $2,400 are over by the end of August.
  const leaving = decideOn(household(), leaves({ lastDay: '2026-08-31' }), onDay('2026-08-01')).agreement;
  const gone = decideOn(leaving, events.dateCame, onDay('2026-09-01'));

  const members = household().members.map((one) => ({ ...one, address: { ...one.address, state: 'WA' } }));
  const inWashington = { ...household(), members };

  test.each([
    // 153 of 365 days are earned by the day of the notice.
    ['nine days on', '2026-08-10', '2026-08-11', 139_397],
    ['the end of the year', '2027-03-01', '2027-03-02', 0],
  ])('from Washington gets back what is after the notice, at %s', (_, lastDay, nextDay, cents) => {
    const told = decideOn(inWashington, leaves({ lastDay }), onDay('2026-08-01')).agreement;
    const left = decideOn(told, events.dateCame, onDay(nextDay)).agreement;
    const credits = left.formerMembers?.[0]?.departure?.credits ?? [];
    expect(credits.reduce((sum, one) => sum + one.cents, 0)).toBe(cents);
  });

  test.each(['2026-08-11', '2027-02-28'])(
    'from Washington stays no days more than the money may wait, as on %s',
    (lastDay) => {
      expect(transition(inWashington, leaves({ lastDay }), onDay('2026-08-01'), newYork)).toEqual({
        refusal: 'too_late',
      });
    },
  );

  test('stays a member until the last day is over, then the seat is free, on that very day', () => {
    expect([seatsHeld(leaving), leaving.nextDate]).toEqual([3, '2026-09-01']);
    const evening = '2026-09-01T03:59:00.000Z';
    expect(transition(leaving, events.dateCame, evening, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect([seatsHeld(gone.agreement), gone.wishes]).toEqual([2, [{ workflow: 'termination', ending: 'm2' }]]);
    expect(personOf(gone.agreement, { memberId: 'm2' }).firstName).toBe('Max');
    expect(patientSigners(gone.agreement).map(({ signerId }) => signerId)).toEqual(['s1']);
  });

  test('has the unearned days paid back to the cent, once, and everybody is told', () => {
    expect(stepOf(gone.agreement, onDay('2026-09-01'))).toEqual({ next: 'end-care' });
    const settled = decideOn(gone.agreement, events.departureSettled, onDay('2026-09-01')).agreement;
    // 182 of 365 days of $2,400.
    expect(settlementsOf(settled)).toMatchObject([
      { memberId: 'm2', settlement: { refundedCents: 119_671, owedCents: 0, dueOn: '2026-09-30' } },
    ]);
    expect(transition(settled, events.departureSettled, monday, newYork)).toEqual({ refusal: 'nothing_changes' });
    expect(stepOf(settled, onDay('2026-09-01'))).toEqual({ next: 'refund' });
    const refunded = decideOn(settled, { ...events.refundMade, memberId: 'm2' }, onDay('2026-09-01')).agreement;
    expect(stepOf(refunded, onDay('2026-09-01'))).toEqual({ next: 'mail', noticeKeys: ['left-m2-s1', 'left-m2-s2'] });
    const ended = { next: 'end', outcome: 'ended' };
    expect(stepOf(refunded, onDay('2026-09-01'), 'left-m2-s1', 'left-m2-s2')).toEqual(ended);
    expect([refunded.price.feeCents, refunded.status]).toEqual([240_000, 'active']);
  });

  test('is not paid for twice when the agreement ends after that', () => {
    const settled = decideOn(gone.agreement, events.departureSettled, onDay('2026-09-01')).agreement;
    const at = (endsOn: string) =>
      settle(settled, { by: 'patient', endsOn, noticeReceivedOn: endsOn, coolingOffDays: 0 });
    // 480,000 were paid: 119,671 went back, and 60 more days of Mia's 240,000 are left.
    expect(at('2026-12-31')).toMatchObject({ earnedCents: 480_000 - 119_671 - 39_452, refundedCents: 39_452 });
    expect(at('2027-03-01')).toMatchObject({ refundedCents: 0, owedCents: 0 });
  });

  test('whose refund the agreement’s own ending has settled gets no other', () => {
    const both = decideOn(
      gone.agreement,
      { ...events.cancelled, endsOn: '2026-09-02', noticeReceivedOn: '2026-09-01' },
      onDay('2026-09-01'),
    );
    const ended = decideOn(both.agreement, events.careEnded, onDay('2026-09-03')).agreement;
    const after = decideOn(ended, events.departureSettled, onDay('2026-09-03')).agreement;
    const [left, whole] = settlementsOf(after).map(({ settlement }) => settlement.refundedCents);
    expect([left, whole]).toEqual([0, 480_000 - (ended.endings[0]?.settlement?.earnedCents ?? 0)]);
  });

  test('waits for what is open, since what comes of it changes what goes back', () => {
    const plan = aPlan({
      installments: 4,
      ageBands: [
        { fromAge: 0, priceCents: 0 },
        { fromAge: 18, priceCents: 240_000 },
      ],
    });
    const quarterly = household(plan);
    const leavingThen = decideOn(quarterly, leaves({ lastDay: '2026-08-31' }), onDay('2026-08-01')).agreement;
    const open = decideOn(leavingThen, events.dateCame, onDay('2026-09-01')).agreement;
    expect(open.invoices.map(({ status, amountCents }) => [status, amountCents])).toEqual([
      ['paid', 120_000],
      ['open', 120_000],
      ['draft', 60_165],
      ['draft', 60_822],
    ]);
    expect(stepOf(open, onDay('2026-09-01')).next).toBe('wait');
    expect(transition(open, events.departureSettled, onDay('2026-09-01'), newYork)).toEqual({
      refusal: 'payment_on_its_way',
    });
    const paid = afterEvents(
      open,
      [{ ...events.paymentSucceeded, invoiceId: 't1-i2', chargeId: 'ch_2', amountCents: 120_000 }],
      onDay('2026-09-02'),
    );
    const settled = decideOn(paid, events.departureSettled, onDay('2026-09-02')).agreement;
    expect(settlementsOf(settled)[0]?.settlement.refundedCents).toBe(658);
    const writtenOff = afterEvents(
      open,
      [{ ...events.paymentFailed, invoiceId: 't1-i2', code: 'expired_card' }],
      onDay('2026-09-02'),
    );
    const escalated = afterEvents(writtenOff, [events.invoiceEscalated], onDay('2026-09-30'));
    const off = afterEvents(escalated, [events.invoiceWrittenOff], onDay('2026-09-30'));
    const nothing = decideOn(off, events.departureSettled, onDay('2026-09-30')).agreement;
    expect(settlementsOf(nothing)[0]?.settlement.refundedCents).toBe(0);
  });

  test('since they have died leaves on the day of the death, and nothing is written to them', () => {
    const died = {
      type: 'death_recorded',
      memberId: 'm2',
      diedOn: '2026-07-20',
      medium: 'phone',
      by: 'staff-1',
    } as const;
    const dead = decideOn(household(), died, onDay('2026-08-01')).agreement;
    expect(dead.needsAttention.map(({ code }) => code)).toEqual(['member_died']);
    expect(renewalPrice(dead, '2027-03-02').feeCents).toBe(240_000);
    const word = { lastDay: '2026-07-20', noticeReceivedOn: '2026-08-01' };
    const left = afterEvents(dead, [leaves(word), events.dateCame, events.departureSettled], onDay('2026-08-01'));
    expect([left.needsAttention, seatsHeld(left)]).toEqual([[], 2]);
    // 224 of 365 days of $2,400.
    expect(settlementsOf(left)[0]?.settlement.refundedCents).toBe(147_288);
    const refunded = decideOn(left, { ...events.refundMade, memberId: 'm2' }, onDay('2026-08-01')).agreement;
    expect(stepOf(refunded, onDay('2026-08-01'))).toEqual({ next: 'mail', noticeKeys: ['left-m2-s1'] });
  });

  test('stays after all until then', () => {
    const { agreement } = decideOn(leaving, events.memberStays, onDay('2026-08-31'));
    expect(agreement.members).toEqual(household().members);
    expect(agreement.nextDate).toBe('2026-12-22');
    expect(stepOf(agreement, onDay('2026-09-01'))).toEqual({ next: 'end', outcome: 'undone' });
  });

  test.each<[string, Partial<Leaves>, string]>([
    ['who pays for the others', { memberId: 'm1', lastDay: '2026-08-31' }, 'signs_for_others'],
    ['who is not here', { memberId: 'm9', lastDay: '2026-08-31' }, 'not_found'],
    ['before the word of it came', { lastDay: '2026-07-31' }, 'not_a_coming_date'],
    ['after the last year that is settled', { lastDay: '2027-03-02' }, 'not_a_coming_date'],
    ['on no day', { lastDay: 'soon' }, 'not_a_coming_date'],
    ['by a word of tomorrow', { lastDay: '2026-08-31', noticeReceivedOn: '2026-08-02' }, 'not_a_past_date'],
  ])('refuses somebody %s', (_, given, refusal) => {
    expect(transition(household(), leaves(given), onDay('2026-08-01'), newYork)).toEqual({ refusal });
  });

  test('refuses the one who pays, and the last one of all', () => {
    const alone = afterEvents(household(), [leaves({ memberId: 'm3', lastDay: '2026-08-31' })], onDay('2026-08-01'));
    const payer = leaves({ memberId: 'm1', lastDay: '2026-08-31' });
    expect(transition(alone, payer, onDay('2026-08-01'), newYork)).toEqual({ refusal: 'pays_for_others' });
    const single = anAgreement({ status: 'active' });
    expect(transition(single, payer, onDay('2026-08-01'), newYork)).toEqual({ refusal: 'last_member' });
  });
});

describe('a year that begins after somebody has left', () => {
  const lastDay = '2027-03-01';
  const leaving = decideOn(household(), leaves({ lastDay }), onDay('2026-08-01')).agreement;

  test('is priced, consented to and settled without them', () => {
    expect(renewalPrice(leaving, '2027-03-02').feeCents).toBe(240_000);
    const { renewal } = events.renewalPlanned;
    const price = renewalPrice(leaving, renewal.startsOn);
    const planned = decideOn(leaving, { type: 'renewal_planned', renewal: { ...renewal, price } }, onDay('2026-12-22'));
    const renewed = afterEvents(planned.agreement, [events.renewalAccepted], onDay('2027-01-10'));
    expect(transition(renewed, events.memberStays, onDay('2027-01-11'), newYork)).toEqual({
      refusal: 'document_closed',
    });
    const gone = decideOn(renewed, events.dateCame, onDay('2027-03-02')).agreement;
    expect([gone.price.feeCents, gone.terms.map(({ feeCents, changes }) => [feeCents, changes])]).toEqual([
      240_000,
      [
        [480_000, undefined],
        [240_000, undefined],
      ],
    ]);
    const settled = decideOn(gone, events.departureSettled, onDay('2027-03-02')).agreement;
    expect(settlementsOf(settled)[0]?.settlement).toMatchObject({ refundedCents: 0, parts: [] });
  });
});

test('nobody leaves before they came', () => {
  const joined = afterEvents(anAgreement({ status: 'active' }), [events.memberAdded], onDay('2026-08-10'));
  const leave = (lastDay: string) =>
    transition(joined, leaves({ lastDay, noticeReceivedOn: '2026-08-01' }), onDay('2026-08-12'), newYork);
  expect(leave('2026-08-09')).toEqual({ refusal: 'not_a_coming_date' });
  expect(isRefused(leave('2026-08-10'))).toBe(false);
});
