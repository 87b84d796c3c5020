import { describe, expect, test } from '@jest/globals';
import { type Agreement, termFeeCents } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import { endingOf } from '../../../../functions/domain/ending/ending.ts';
import { terminationStep } from '../../../../functions/domain/ending/termination-step.ts';
import { balanceCents } from '../../../../functions/domain/ledger/ledger.ts';
import { signingOf } from '../../../../functions/domain/renewal/changed-terms.ts';
import { renewalPrice } from '../../../../functions/domain/renewal/renewal-price.ts';
import type { SignedDocument } from '../../../../functions/domain/signing/signed-document.ts';
import { askedSigners, patientSigners } from '../../../../functions/domain/signing/signers.ts';
import { signingStep } from '../../../../functions/domain/signing/signing-step.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPerson,
  aPlan,
  approvedWith,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';
import { termsEvents } from '../../../support/changed-terms.ts';
import { max, mia, household as threeOf } from '../../../support/household.ts';

const active = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
const june = '2026-06-02T13:30:00.000Z';
const died = { ...events.deathRecorded, diedOn: '2026-06-01' };
const codes = (agreement: typeof active) => agreement.needsAttention.map(({ code }) => code);

describe('the death of the only member', () => {
  const { agreement, wishes } = decideOn(active, died, june);

  test('ends the agreement with that day, and tells nobody who has died', () => {
    expect([agreement.status, endingOf(agreement)?.endsOn, agreement.nextDate]).toEqual([
      'ending',
      '2026-06-01',
      '2026-06-02',
    ]);
    expect(wishes).toEqual([]);
    expect(patientSigners(agreement)).toEqual([]);
  });

  test('is settled three days later, so that a mistake can be undone until then', () => {
    const by = { agreementId: 'app1', notices: sentNotices(), timeZone: newYork };
    expect(terminationStep(agreement, 1, daysLater(2, june), by)).toMatchObject({ next: 'wait' });
    expect(terminationStep(agreement, 1, daysLater(3, june), by)).toEqual({ next: 'end-care' });
    expect(transition(agreement, events.careEnded, daysLater(2, june), newYork)).toHaveProperty('refusal');
    const ended = afterEvents(agreement, [events.careEnded], daysLater(3, june));
    // 92 of 365 days of $2,400 are earned: March 2 to June 1.
    expect(ended.endings[0]?.settlement).toMatchObject({ earnedCents: 60_493, refundedCents: 0, owedCents: 493 });
    expect(terminationStep(ended, 1, daysLater(3, june), by)).toEqual({ next: 'mail', noticeKeys: ['ended-1-s1'] });
  });

  test('undone, all is as before', () => {
    const back = decideOn(agreement, events.deathUndone, daysLater(1, june));
    const { statusSince, endings, ...rest } = back.agreement;
    const { statusSince: _, endings: __, ...before } = active;
    expect(rest).toEqual(before);
    expect(endings.map(({ undoneAt }) => undoneAt)).toEqual([daysLater(1, june)]);
    expect(back.wishes).toEqual([{ workflow: 'notice', noticeKey: 'resumed-1-s1' }]);
    expect(transition(agreement, events.endingUndone, june, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('after they had cancelled ends it earlier, and undone leaves the cancellation', () => {
    const cancelled = afterEvents(
      active,
      [{ ...events.cancelled, noticeReceivedOn: '2026-06-02', endsOn: '2026-12-31' }],
      june,
    );
    const after = afterEvents(cancelled, [died], june);
    expect(endingOf(after)).toMatchObject({ number: 2, endsOn: '2026-06-01' });
    const back = afterEvents(after, [events.deathUndone], june);
    expect([back.status, endingOf(back)?.number, back.nextDate]).toEqual(['ending', 1, cancelled.nextDate]);
  });

  test('charges nothing more to their card, not even what had been declined for the moment', () => {
    const due = afterEvents(active, [{ ...events.dateCame, collection: 'standard' }], june);
    const by = { agreementId: 'app1', notices: sentNotices('unpaid-t1_i2-0'), timeZone: newYork };
    expect(billingStep(due, 't1-i2', june, by)).toEqual({ next: 'collect' });
    expect(billingStep(afterEvents(due, [died], june), 't1-i2', june, by).next).toBe('wait');
    const poor = { ...events.paymentFailed, invoiceId: 't1-i2', code: 'insufficient_funds' };
    const declined = afterEvents(due, [poor, died], june);
    const told = { ...by, notices: sentNotices('unpaid-t1_i2-1', 'dunning-t1_i2-1-3') };
    expect(billingStep(declined, 't1-i2', daysLater(3, june), told).next).toBe('wait');
  });
});

describe('what is open when the only member dies, whose daughter pays', () => {
  const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
  const paid = anAgreement({
    status: 'active',
    plan: aPlan({ installments: 4 }),
    application: anApplication({ payer }),
  });
  const poor = { ...events.paymentFailed, invoiceId: 't1-i2', code: 'insufficient_funds' };
  const declined = afterEvents(paid, [events.payerAuthorised, events.dateCame, poor], june);
  const { agreement } = decideOn(declined, died, daysLater(1, june));
  const by = { agreementId: 'app1', notices: sentNotices('unpaid-t1_i2-1'), timeZone: newYork };
  const nextOf = (one: Agreement, days: number) => billingStep(one, 't1-i2', daysLater(days, june), by);

  test('is neither charged nor asked for again, until it is settled', () => {
    expect(nextOf(declined, 3)).toEqual({ next: 'collect' });
    for (const days of [1, 3, 4]) {
      expect(nextOf(agreement, days)).toEqual({ next: 'wait', until: expect.stringMatching(/^2026-06-0/) });
    }
    const other = afterEvents(agreement, [events.otherMethodSaved], daysLater(2, june));
    expect(nextOf(other, 2).next).toBe('wait');
    const ended = decideOn(agreement, events.careEnded, daysLater(4, june));
    expect(ended.wishes).toContainEqual({ workflow: 'billing', invoiceId: 't1-i2' });
    expect(nextOf(ended.agreement, 4)).toEqual({ next: 'end', outcome: 'void' });
  });

  test('is not mailed about where nobody has been told of it yet', () => {
    expect(billingStep(agreement, 't1-i2', daysLater(1, june), { ...by, notices: sentNotices() }).next).toBe('wait');
  });

  test('is waited for where the bank has it', () => {
    const lookUpAt = daysLater(4, june);
    const pending = afterEvents(
      paid,
      [events.dateCame, { ...events.paymentPending, invoiceId: 't1-i2', lookUpAt }, died],
      june,
    );
    expect([nextOf(pending, 2).next, nextOf(pending, 4).next]).toEqual(['wait', 'look-up']);
  });

  test('goes on where it was recorded by mistake: its workflow is woken', () => {
    const back = decideOn(agreement, events.deathUndone, daysLater(3, june));
    expect(back.wishes).toContainEqual({ workflow: 'billing', invoiceId: 't1-i2' });
    expect(nextOf(back.agreement, 3)).toEqual({ next: 'collect' });
  });

  test('goes on while somebody else of the household lives', () => {
    const household = afterEvents(declined, [events.memberAdded], june);
    expect(nextOf(afterEvents(household, [died], daysLater(1, june)), 3)).toEqual({ next: 'collect' });
  });
});

describe('a death in a household', () => {
  const household = {
    ...active,
    members: [...active.members, { ...aPerson({ firstName: 'Sam' }), memberId: 'm2' }],
    documents: active.documents.map((document) => ({
      ...document,
      signers: document.signers.flatMap((one) =>
        one.signerId === 's1' ? [one, { ...one, signerId: 's3', memberId: 'm2' }] : one,
      ),
    })),
  };
  const { agreement, wishes } = decideOn(household, { ...died, diedOn: '2026-03-02' });

  test('leaves the agreement in force, and staff see to what becomes of it', () => {
    expect([agreement.status, codes(agreement), wishes]).toEqual(['active', ['member_died'], []]);
    expect(patientSigners(agreement).map(({ memberId }) => memberId)).not.toContain('m1');
  });

  test('is not counted in the price of the next year', () => {
    expect(renewalPrice(agreement, '2027-03-02').feeCents).toBeLessThan(renewalPrice(household, '2027-03-02').feeCents);
  });

  test('undone, all is as before', () => {
    expect(afterEvents(agreement, [events.deathUndone])).toEqual(household);
  });
});

/** Of two adults, each at $2,400, and a child. */
describe('the next year of a household in which somebody has died', () => {
  const planned = daysLater(295);
  const [dies, undone] = [
    { ...events.deathRecorded, memberId: 'm2', diedOn: '2027-01-20' },
    { ...events.deathUndone, memberId: 'm2' },
  ];
  const priceOfAll = { feeCents: 480_000, enrolmentFeeCents: 0 };
  /** As the renewal's workflow plans it. */
  const plan = (agreement: Agreement, now = planned) => {
    const { plan } = agreement;
    const renewal = { ...events.renewalPlanned.renewal, plan, price: renewalPrice(agreement, '2027-03-02') };
    return afterEvents(agreement, [{ ...events.renewalPlanned, renewal }], now);
  };
  const ofAll = plan(threeOf());
  const { agreement: widowed, wishes } = decideOn(ofAll, dies, daysLater(325));
  const feeOf = ({ renewal }: Agreement) => renewal?.price.feeCents;

  test('is planned again without them, and told at its price', () => {
    expect([feeOf(ofAll), widowed.renewal, widowed.formerPlan?.feeCents]).toEqual([480_000, undefined, 480_000]);
    expect(wishes).toContainEqual({ workflow: 'renewal', term: 2 });
    const renewed = afterEvents(plan(widowed, daysLater(325)), [events.renewalDue], daysLater(365));
    expect(renewed.terms.at(-1)?.feeCents).toBe(240_000);
    expect(renewed.invoices.at(-1)?.amountCents).toBe(240_000);
  });

  test('counts them again where it was recorded by mistake', () => {
    const before = plan(decideOn(threeOf(), { ...dies, diedOn: '2026-12-01' }, planned).agreement);
    expect(feeOf(before)).toBe(240_000);
    const after = decideOn(before, undone, daysLater(330));
    expect([after.agreement.renewal, after.wishes]).toEqual([undefined, [{ workflow: 'renewal', term: 2 }]]);
    expect(feeOf(plan(after.agreement, daysLater(330)))).toBe(480_000);
  });

  test('is not counted once more when they leave after it has begun', () => {
    const renewed = afterEvents(plan(widowed, daysLater(325)), [events.renewalDue], daysLater(365));
    const leaves = { ...events.memberLeaves, lastDay: '2027-01-20', noticeReceivedOn: '2027-03-03' };
    const left = afterEvents(renewed, [leaves, events.dateCame], daysLater(366));
    // 40 days of 365 of $2,400.
    expect(left.terms.map(termFeeCents)).toEqual([480_000 - 26_301, 240_000]);
    expect(left.price.feeCents).toBe(240_000);
  });

  test('in the days of grace costs less at once, as all can see, and more again when it is undone', () => {
    const grace = afterEvents(ofAll, [{ ...events.renewalDue, unproven: ['contract'] }], daysLater(365));
    const dead = decideOn(grace, { ...dies, diedOn: '2027-03-03' }, daysLater(367)).agreement;
    expect([dead.status, feeOf(dead)]).toEqual(['in_grace', 240_000]);
    expect(afterEvents(dead, [events.renewalAccepted], daysLater(367)).terms.at(-1)?.feeCents).toBe(240_000);
    expect(feeOf(decideOn(dead, undone, daysLater(367)).agreement)).toBe(480_000);
  });

  test('is told anew where an ending that had been noticed is undone', () => {
    const atTermEnd = { ...events.cancelled, how: 'at-term-end', noticeReceivedOn: '2027-01-10' } as const;
    const ending = afterEvents(ofAll, [atTermEnd], daysLater(315));
    const back = afterEvents(ending, [dies, events.endingUndone], daysLater(325));
    expect([back.status, back.renewal, back.nextDate]).toEqual(['active', undefined, '2026-12-22']);
  });

  describe('by terms that are to be signed', () => {
    const renewal = { ...termsEvents.planned.renewal, plan: ofAll.plan };
    const withTerms = (agreement: Agreement) =>
      afterEvents(
        agreement,
        [{ ...termsEvents.planned, renewal: { ...renewal, price: renewalPrice(agreement, '2027-03-02') } }],
        planned,
      );

    test('costs less at once, and as much as they say when it is undone', () => {
      const dead = decideOn(withTerms(threeOf()), { ...dies, diedOn: '2026-12-22' }, planned).agreement;
      expect([feeOf(dead), dead.renewal?.documentId]).toEqual([240_000, 'd2']);
      expect(decideOn(dead, undone, planned).agreement.renewal?.price).toEqual(priceOfAll);
    });

    test('never costs more than they say where they were drawn up without whoever lives after all', () => {
      const dead = decideOn(threeOf(), { ...dies, diedOn: '2026-12-01' }, planned).agreement;
      expect(feeOf(decideOn(withTerms(dead), undone, planned).agreement)).toBe(240_000);
    });
  });
});

describe('what is out to be signed when one of its signers has died', () => {
  const planned = daysLater(295);
  const later = daysLater(300);
  const [dies, undone] = [
    { ...events.deathRecorded, memberId: 'm2', diedOn: '2026-12-22' },
    { ...events.deathUndone, memberId: 'm2' },
  ];
  const { accepted, read, signed } = termsEvents;
  const signs = (signerId: string) => [accepted, read, signed].map((event) => ({ ...event, signerId }));
  const out = (isInOrder = false) => {
    const household = threeOf();
    const documents = household.documents.map((one) => ({ ...one, isInOrder }));
    return afterEvents({ ...household, documents }, [termsEvents.planned, termsEvents.opened], planned);
  };
  const documentIn = ({ documents }: Agreement) => documents.at(-1) as SignedDocument;
  const askedIn = (agreement: Agreement) => askedSigners(agreement, documentIn(agreement)).map((one) => one.signerId);
  const countersigned = { ...termsEvents.countersigned, signerId: 's3' };
  const forTwo = { ...approvedWith(), price: { feeCents: 480_000, enrolmentFeeCents: 0 } };
  const by = { agreementId: 'app1', notices: sentNotices('request-d2-s1', 'request-d2-s2'), timeZone: newYork };

  test('is signed by the others and the physician', () => {
    const widowed = afterEvents(out(), [dies], planned);
    expect(askedIn(widowed)).toEqual(['s1']);
    const both = afterEvents(widowed, signs('s1'), planned);
    expect(askedIn(both)).toEqual(['s3']);
    const done = afterEvents(both, [countersigned], planned);
    expect([documentIn(done).status, signingOf(done)]).toEqual(['completed', 'done']);
    const renewed = afterEvents(done, [events.renewalDue], daysLater(365));
    expect([renewed.status, renewed.terms.length]).toEqual(['active', 2]);
  });

  test('is the physician’s at once where all who live have signed, and theirs again where it was a mistake', () => {
    const one = afterEvents(out(), signs('s1'), planned);
    const { agreement, wishes } = decideOn(one, dies, later);
    expect(wishes).toContainEqual({ workflow: 'signing', documentId: 'd2' });
    const askedAt = ({ documents }: Agreement) => documents.at(-1)?.signers.map((signer) => signer.askedAt);
    expect([askedIn(agreement), askedAt(agreement)]).toEqual([['s3'], [planned, planned, later]]);
    const back = decideOn(agreement, undone, daysLater(301));
    expect(back.wishes).toContainEqual({ workflow: 'signing', documentId: 'd2' });
    expect([askedIn(back.agreement), askedAt(back.agreement)]).toEqual([['s2'], [planned, planned, undefined]]);
    expect(transition(back.agreement, countersigned, later, newYork)).toEqual({ refusal: 'not_your_turn' });
    expect(signingStep(back.agreement, 'd2', later, by)).toEqual({ next: 'mail', noticeKeys: ['reminder-d2-s2-3'] });
  });

  test('goes to the next in order, and back', () => {
    const first = { ...dies, memberId: 'm1' };
    expect(askedIn(out(true))).toEqual(['s1']);
    const widower = decideOn(out(true), first, later).agreement;
    expect(askedIn(widower)).toEqual(['s2']);
    expect(transition(widower, { ...accepted, signerId: 's1' }, later, newYork)).toEqual({ refusal: 'not_your_turn' });
    expect(afterEvents(widower, [...signs('s2'), countersigned], later).documents.at(-1)?.status).toBe('completed');
    expect(askedIn(decideOn(widower, { ...undone, memberId: 'm1' }, later).agreement)).toEqual(['s1']);
  });

  test('is nobody’s where nobody is left who signs: a child alone', () => {
    const orphaned = afterEvents(out(), [dies, { ...dies, memberId: 'm1' }], planned);
    expect([orphaned.status, askedIn(orphaned)]).toEqual(['active', []]);
  });

  test('of a first agreement it is the same', () => {
    const { agreement: offered } = createAgreement(anApplication({ members: [mia, max] }), forTwo, monday);
    const first = [events.recordsConsented, events.disclosuresAccepted, events.documentRead, events.signed];
    const one = afterEvents(offered, [events.signingOpened, ...first, events.methodSaved]);
    expect(one.status).toBe('awaiting_signature');
    const widowed = decideOn(one, { ...dies, diedOn: '2026-03-02' }).agreement;
    expect([widowed.status, askedIn(widowed)]).toEqual(['awaiting_countersignature', ['s3']]);
    const back = decideOn(widowed, undone).agreement;
    expect([back.status, askedIn(back)]).toEqual(['awaiting_signature', ['s2']]);
    const active = afterEvents(widowed, [{ ...events.countersigned, signerId: 's3' }, events.paymentSucceeded]);
    // What was agreed and paid for the one who died goes back once staff have them leave, but for the one day.
    const leaves = { ...events.memberLeaves, noticeReceivedOn: '2026-03-03' };
    const left = afterEvents(active, [leaves, events.dateCame], daysLater(1));
    expect(left.terms.map(termFeeCents)).toEqual([240_000 + 658]);
  });

  test('asks the next signer to pay where the first has died', () => {
    const { agreement: offered } = createAgreement(anApplication({ members: [mia, max] }), forTwo, monday);
    const opened = afterEvents(offered, [events.signingOpened, { ...dies, memberId: 'm1', diedOn: '2026-03-02' }]);
    const first = [events.recordsConsented, events.disclosuresAccepted, events.documentRead, events.signed];
    const one = afterEvents(
      opened,
      first.map((event) => ({ ...event, signerId: 's2' })),
    );
    expect([one.status, askedIn(one)]).toEqual(['awaiting_signature', ['s2']]);
    expect(afterEvents(one, [events.methodSaved]).status).toBe('awaiting_countersignature');
  });
});

test.each([
  ['a day to come', { diedOn: '2026-06-03' }, 'not_a_past_date'],
  ['no day', { diedOn: 'yesterday' }, 'not_a_past_date'],
  ['somebody who is not there', { memberId: 'm7' }, 'not_found'],
] as const)('%s is refused', (_, change, refusal) => {
  expect(transition(active, { ...died, ...change }, june, newYork)).toEqual({ refusal });
});

test('a death before the signature marks the agreement and asks them no more', () => {
  const asked = anAgreement({ status: 'awaiting_signature' });
  const { agreement } = decideOn(asked, events.deathRecorded);
  expect([agreement.status, codes(agreement)]).toEqual(['awaiting_signature', ['member_died']]);
  expect(balanceCents(agreement.ledger)).toBe(0);
});

test('undone after what fell due was asked for by mail, the card is charged again', () => {
  const household = afterEvents(active, [events.memberAdded]);
  const dead = afterEvents(household, [{ ...died, memberId: 'm1' }], june);
  const opened = afterEvents(dead, [events.dateCame], june);
  const open = opened.invoices.find(({ status, dueOn }) => status === 'open' && dueOn === '2026-06-02');
  const invoiceId = open?.invoiceId ?? '';
  const escalated = afterEvents(opened, [{ ...events.invoiceEscalated, invoiceId }], daysLater(60, june));
  const { agreement, wishes } = decideOn(escalated, events.deathUndone, daysLater(61, june));
  expect(wishes).toContainEqual({ workflow: 'billing', invoiceId });
  expect(agreement.invoices.find((one) => one.invoiceId === invoiceId)).toMatchObject({ status: 'open', round: 2 });
});
