import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decide } from '../../functions/actions/decide.ts';
import { addDays, instantAt, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { balanceCents } from '../../functions/domain/ledger/ledger.ts';
import { formatCents } from '../../functions/domain/money/money.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// One test for each way in which collecting an installment of a term can end, named after it.

let spine: Spine;
beforeAll(async () => {
  spine = await startSpine();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const quarterly = (firstName: string): Applicant => ({ ...person(firstName), planId: 'complete-quarterly' });
const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
const invoiceOf = async (who: Applicant) => (await agreementOf(who))?.invoices[1];
const end = (who: Applicant, part = 't1-i2') => endOf(spine, 'billing', who, part);
const subjects = async (who: Applicant) => (await spine.journey.mails(who.email)).map(({ subject }) => subject);

/** In force, the first of four payments made; the others are asked of that method. */
async function inForce(firstName: string, reference = 'pm_card_visa', kind: 'card' | 'bank' | 'check' = 'card') {
  const who = quarterly(firstName);
  await spine.journey.sign(who, await spine.journey.enrol(who));
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  const now = new Date(spine.cloud.clock.now()).toISOString();
  const evidence = { ip: '127.0.0.1', userAgent: 'test' };
  const method = { reference, label: 'Another way to pay', kind };
  const deps = { table: spine.table, timeZone: 'America/New_York', now };
  if (reference !== 'pm_card_visa') {
    await decide(deps, (await agreementOf(who))?.agreementId ?? '', { type: 'payment_method_saved', method, evidence });
  }
  return who;
}

/** The form in which staff say what they do with the open payment. */
async function formAtDesk(who: Applicant, staff: 'Dr. Oak' | 'Front desk', act: string, about = 'invoiceId=t1-i2') {
  const agreementId = (await agreementOf(who))?.agreementId;
  return spine.journey.staff(staff, `/desk/agreements/${agreementId}?do=${act}&${about}`);
}

async function atDesk(
  who: Applicant,
  staff: 'Dr. Oak' | 'Front desk',
  act: string,
  values: Record<string, string>,
  about?: string,
) {
  const { visitor, page } = await formAtDesk(who, staff, act, about);
  return visitor.submit(page, values, `/${act}`);
}

/** To ten in the morning of a day of the term, counted from its first; the tests follow one calendar. */
async function toDay(day: number): Promise<void> {
  const startsOn = (await agreementOf(people.auto))?.terms[0]?.startsOn ?? '';
  await spine.journey.move({ to: instantAt(addDays(startsOn, day), '10:00', 'America/New_York') });
}
const todayPlus = (days: number) =>
  addDays(practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York'), days);

let people: Record<'auto' | 'later' | 'bank' | 'check' | 'other' | 'hard' | 'timely' | 'spared' | 'leaves', Applicant>;
beforeAll(async () => {
  const expired = 'pm_card_chargeDeclinedExpiredCard';
  people = {
    auto: await inForce('Auto'),
    later: await inForce('Later', 'pm_card_fundsLater'),
    bank: await inForce('Bank', 'pm_usBankAccount_success', 'bank'),
    check: await inForce('Check', 'check', 'check'),
    other: await inForce('Other', expired),
    hard: await inForce('Hard', expired),
    timely: await inForce('Timely', expired),
    spared: await inForce('Spared', expired),
    leaves: await inForce('Leaves', expired),
  };
}, 120_000);

describe('billing of an installment ends', () => {
  test('paid by a check that staff record; its invoice went out thirty days ahead', async () => {
    const who = people.check;
    await toDay(65);
    const invoice = await spine.journey.mail(who.email, /your invoice/i);
    expect(invoice.text).toContain('Due on: ');
    const received = { medium: 'check', receivedOn: todayPlus(-1), reference: '7' };
    const nothing = await atDesk(who, 'Front desk', 'payment', { ...received, amount: '0' });
    expect(nothing.text).toContain('Please enter an amount above zero');
    const { visitor, page: form } = await formAtDesk(who, 'Front desk', 'payment');
    const part = await visitor.submit(form, { ...received, amount: '600' }, '/payment');
    expect(part.text).toContain('$25 open');
    // The same form again, for another payment.
    const again = await visitor.submit(form, { ...received, amount: '25' }, '/payment');
    expect([again.status, again.text.includes('Something else was recorded meanwhile')]).toEqual([422, true]);
    const done = await visitor.submit(again, { ...received, amount: '25' }, '/payment');
    expect(done.text).toContain('The payment is recorded');
    expect(done.text).toContain('Owed now Nothing');
    expect((await spine.journey.mail(who.email, /receipt/i)).text).toContain('(Check)');
    expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
  }, 90_000);

  test('paid once more, in another round, after the bank took the check back', async () => {
    const who = people.check;
    const first = (await agreementOf(who))?.ledger.find(({ received: check }) => check !== undefined);
    const bounced = await atDesk(who, 'Front desk', 'bounced', {}, `paymentId=${first?.entryId}`);
    expect(bounced.text).toContain('The payment is open again');
    expect((await spine.journey.mail(who.email, /came back/i)).text).toContain('$600');
    const received = { medium: 'cash', receivedOn: todayPlus(0), amount: '600' };
    await atDesk(who, 'Front desk', 'payment', received);
    expect(await end(who, 't1-i2-2')).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    expect((await subjects(who)).filter((subject) => /receipt/i.test(subject))).toHaveLength(2);
    const agreement = await agreementOf(who);
    expect([agreement?.status, balanceCents(agreement?.ledger ?? [])]).toEqual(['active', 0]);
  }, 90_000);

  test('paid on its day, without anybody doing anything, with a receipt that says for whom, which days and how to cancel', async () => {
    const who = people.auto;
    await toDay(93);
    expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    const receipt = await spine.journey.mail(who.email, /receipt/i);
    for (const words of ['Paid by: Auto', 'For: Auto', 'Period: ', '$625', 'How to cancel']) {
      expect(receipt.text).toContain(words);
    }
    expect(receipt.text).not.toMatch(/eligible|deductible|Example-Testerson/i);
    const printed = await spine.journey.visitor().open(linkOf(receipt));
    for (const words of ['Receipt', 'Auto Example-Testerson', '$625']) expect(printed.text).toContain(words);
    const invoice = await invoiceOf(who);
    expect(practiceDate(invoice?.paidAt ?? '', 'America/New_York')).toBe(invoice?.dueOn);
  }, 90_000);

  test('paid by another card, given on the page that the mail leads to', async () => {
    const who = people.other;
    const failed = await spine.journey.mail(who.email, /did not go through/i);
    expect(failed.text).toContain('we get in touch with you');
    const visitor = spine.journey.visitor();
    await visitor.submit(await visitor.open(linkOf(failed)), { method: 'pm_card_visa' });
    await spine.journey.mail(who.email, /receipt/i);
    expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
  });

  test('paid when the same card works three days later, with one word of the failure', async () => {
    const who = people.later;
    await toDay(98);
    expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    expect((await invoiceOf(who))?.attempts.map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
    const told = await subjects(who);
    expect(told.filter((subject) => /did not go through/i.test(subject))).toHaveLength(1);
    expect(told[0]).toMatch(/receipt/i);
  }, 90_000);

  test('paid when the bank has settled, four days after its day', async () => {
    expect(await end(people.bank)).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    expect((await invoiceOf(people.bank))?.attempts.map(({ outcome }) => outcome)).toEqual(['pending', 'succeeded']);
  });

  test('uncollectible when the physician writes it off while it is being collected', async () => {
    const who = people.spared;
    expect((await end(who)).status).toBe('RUNNING');
    const done = await atDesk(who, 'Dr. Oak', 'write-off', { reason: 'Hardship' });
    expect(done.text).toContain('It is written off');
    expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'uncollectible' });
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.invoices[1]?.status]).toEqual(['active', 'uncollectible']);
  });

  test('paid, in another round and with a receipt, when a check comes for what was written off', async () => {
    const who = people.spared;
    const received = { medium: 'check', receivedOn: todayPlus(0), reference: '11', amount: '625' };
    const done = await atDesk(who, 'Front desk', 'payment', received);
    expect(done.text).toContain('The payment is recorded');
    expect((await spine.journey.mail(who.email, /receipt/i)).text).toContain('$625');
    expect(await end(who, 't1-i2-2')).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    const agreement = await agreementOf(who);
    expect([agreement?.invoices[1]?.status, balanceCents(agreement?.ledger ?? [])]).toEqual(['paid', 0]);
  });

  test('void when the agreement ends while it is open: what is owed then is for a person to ask for', async () => {
    const who = people.leaves;
    expect((await end(who)).status).toBe('RUNNING');
    const mail = await spine.journey.mail(who.email, /./, ({ links }) => links.some((one) => one.includes('/plan/')));
    const visitor = spine.journey.visitor();
    const cancelling = await visitor.open(`${linkOf(mail)}/cancel`);
    await visitor.submit(cancelling, { how: 'on-date' }, '/cancel');
    expect([(await invoiceOf(who))?.status, (await end(who)).status]).toEqual(['open', 'RUNNING']);
    await toDay(99);
    expect(await endOf(spine, 'termination', who, '1')).toEqual({ status: 'SUCCEEDED', outcome: 'ended' });
    expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'void' });
    const agreement = await agreementOf(who);
    expect(agreement?.invoices.map(({ status }) => status)).toEqual(['paid', 'void', 'void', 'void']);
    expect(agreement?.needsAttention.map(({ code }) => code)).toEqual(['owed_at_end']);
    const owed = formatCents(agreement?.endings[0]?.settlement?.owedCents ?? 0);
    expect((await spine.journey.mail(who.email, /has ended/i)).text).toContain(`Still owed: ${owed}`);
    const received = { medium: 'check', receivedOn: todayPlus(0), reference: '12', amount: owed.replace('$', '') };
    const done = await atDesk(who, 'Front desk', 'payment', received, '');
    for (const words of ['The payment is recorded', 'Owed now Nothing']) expect(done.text).toContain(words);
    const paid = await agreementOf(who);
    expect([paid?.needsAttention, balanceCents(paid?.ledger ?? [])]).toEqual([[], 0]);
  }, 90_000);

  test('undecided after the last reminder, while the care goes on', async () => {
    await toDay(115);
    for (const who of [people.hard, people.timely]) {
      expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'undecided' });
      const agreement = await agreementOf(who);
      expect([agreement?.status, agreement?.needsAttention.map(({ code }) => code)]).toEqual(['active', ['unpaid']]);
      expect((await subjects(who)).filter((subject) => /reminder: a payment/i.test(subject))).toHaveLength(3);
    }
  }, 90_000);

  test('undecided, and the physician alone writes it off', async () => {
    const who = people.hard;
    await expect(atDesk(who, 'Front desk', 'write-off', { reason: 'Hardship' })).rejects.toThrow('No form');
    const done = await atDesk(who, 'Dr. Oak', 'write-off', { reason: 'Hardship' });
    expect(done.text).toContain('It is written off');
    expect([(await invoiceOf(who))?.status, (await agreementOf(who))?.status]).toEqual(['uncollectible', 'active']);
    // Nothing is left to collect: no other round begins.
    expect(await end(who)).toEqual({ status: 'SUCCEEDED', outcome: 'undecided' });
    await expect(end(who, 't1-i2-2')).rejects.toThrow('0 executions');
  });

  test('undecided, then paid in another round when the physician gives more time and the payer another card', async () => {
    const who = people.timely;
    expect((await atDesk(who, 'Dr. Oak', 'extend', { until: todayPlus(20) })).text).toContain('There is more time');
    const visitor = spine.journey.visitor();
    const page = await visitor.open(linkOf(await spine.journey.mail(who.email, /reminder: a payment/i)));
    await visitor.submit(page, { method: 'pm_card_visa' });
    await spine.journey.mail(who.email, /receipt/i);
    expect(await end(who, 't1-i2-2')).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    expect((await agreementOf(who))?.needsAttention).toEqual([]);
  });
});

describe('termination ends', () => {
  // The only ending that can be undone after its last day is a death; its settling waits for what the bank still has.
  test('undone when a death was recorded by mistake, while it waits for the bank', async () => {
    const who = people.bank;
    const { agreementId, invoices = [] } = (await agreementOf(who)) ?? {};
    const dueOn = invoices[2]?.dueOn ?? '';
    const to = (days: number) =>
      spine.journey.move({ to: instantAt(addDays(dueOn, days), '10:00', 'America/New_York') });
    await to(0);
    const died = { medium: 'phone', diedOn: dueOn };
    await atDesk(who, 'Front desk', 'death', died, 'memberId=m1');
    expect((await agreementOf(who))?.invoices[2]?.attempts.map(({ outcome }) => outcome)).toEqual(['pending']);
    await to(3);
    expect(await endOf(spine, 'termination', who, '1')).toEqual({ status: 'RUNNING' });
    expect((await agreementOf(who))?.status).toBe('ending');
    const { visitor, page } = await spine.journey.staff('Front desk', `/desk/agreements/${agreementId}`);
    expect((await visitor.submit(page, {}, '/undo-death')).text).toContain('goes on as before');
    await spine.journey.mail(who.email, /goes on/i);
    await to(5);
    expect(await endOf(spine, 'termination', who, '1')).toEqual({ status: 'SUCCEEDED', outcome: 'undone' });
    expect(await end(who, 't1-i3')).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.needsAttention, balanceCents(agreement?.ledger ?? [])]).toEqual([
      'active',
      [],
      0,
    ]);
    expect(await spine.auditBreak(who.email)).toBeUndefined();
  }, 120_000);

  test('ended by a death: what the daughter’s card was declined for is not tried again, nor asked for, and void', async () => {
    const who = people.later;
    const { agreementId = '', invoices = [] } = (await agreementOf(who)) ?? {};
    const dueOn = invoices[3]?.dueOn ?? '';
    const to = (days: number) =>
      spine.journey.move({ to: instantAt(addDays(dueOn, days), '10:00', 'America/New_York') });
    await to(-1);
    const dora = { firstName: 'Dora', lastName: 'Example', email: 'dora.later@example.com' };
    const now = new Date(spine.cloud.clock.now()).toISOString();
    const evidence = { ip: '127.0.0.1', userAgent: 'test' };
    const method = { reference: 'pm_card_fundsLater', label: 'Another card', kind: 'card' } as const;
    for (const event of [
      { type: 'payer_named', party: dora, replaces: 0, by: 'staff-1' },
      { type: 'payer_authorised', scope: 'until-told', evidence },
      { type: 'payment_method_saved', method, evidence },
    ] as const) {
      expect(
        await decide({ table: spine.table, timeZone: 'America/New_York', now }, agreementId, event),
      ).not.toHaveProperty('refusal');
    }
    await to(0);
    await spine.journey.mail(dora.email, /did not go through/i);
    await to(2);
    const before = (await spine.journey.mails(dora.email)).length;
    await atDesk(who, 'Front desk', 'death', { medium: 'phone', diedOn: addDays(dueOn, 1) }, 'memberId=m1');
    await to(4);
    expect((await end(who, 't1-i4')).status).toBe('RUNNING');
    await to(6);
    expect(await endOf(spine, 'termination', who, '1')).toEqual({ status: 'SUCCEEDED', outcome: 'ended' });
    expect(await end(who, 't1-i4')).toEqual({ status: 'SUCCEEDED', outcome: 'void' });
    expect((await agreementOf(who))?.invoices[3]?.attempts.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect((await spine.journey.mails(dora.email)).length).toBe(before);
  }, 120_000);
});
