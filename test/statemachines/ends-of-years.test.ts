import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, instantAt, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { balanceCents } from '../../functions/domain/ledger/ledger.ts';
import { formatCents } from '../../functions/domain/money/money.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// One test for each way in which `renewal` and `termination` can end, named after it. All began on one day; the tests follow
// one calendar.

let spine: Spine;
let people: Record<
  | 'auto'
  | 'asked'
  | 'refuses'
  | 'silent'
  | 'stays'
  | 'heeds'
  | 'leaves'
  | 'undoes'
  | 'ended'
  | 'breached'
  | 'dead'
  | 'alive',
  Applicant
>;
let startsOn: string;
let seatsInTheYear: number;

async function inForce(firstName: string, renewal: 'yes' | 'no'): Promise<Applicant> {
  const who = person(firstName);
  await spine.journey.sign(who, await spine.journey.enrol(who), { renewal });
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  return who;
}

beforeAll(async () => {
  spine = await startSpine();
  people = {
    auto: await inForce('Auto', 'yes'),
    asked: await inForce('Asked', 'no'),
    refuses: await inForce('Refuses', 'no'),
    silent: await inForce('Silent', 'no'),
    stays: await inForce('Stays', 'yes'),
    heeds: await inForce('Heeds', 'yes'),
    leaves: await inForce('Leaves', 'yes'),
    undoes: await inForce('Undoes', 'yes'),
    ended: await inForce('Dismissed', 'yes'),
    breached: await inForce('Breached', 'yes'),
    dead: await inForce('Late', 'yes'),
    alive: await inForce('Alive', 'yes'),
  };
  startsOn = (await agreementOf(people.auto))?.terms[0]?.startsOn ?? '';
}, 240_000);
afterAll(() => spine[Symbol.asyncDispose]());

const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
const statusOf = async (who: Applicant) => (await agreementOf(who))?.status;
const end = (machine: string, who: Applicant, part: string) => endOf(spine, machine, who, part);
const succeeded = (outcome: string) => ({ status: 'SUCCEEDED', outcome });
const today = () => practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York');
const subjects = async (who: Applicant) => (await spine.journey.mails(who.email)).map(({ subject }) => subject);

const renewalNotices = async (who: Applicant) => (await subjects(who)).filter((subject) => /renews on/i.test(subject));

async function toDay(day: number): Promise<void> {
  await spine.journey.move({ to: instantAt(addDays(startsOn, day), '10:00', 'America/New_York') });
}

/** The patient's own page, by the newest mail that leads to it. */
async function planPage(who: Applicant, below = '') {
  const mail = await spine.journey.mail(who.email, /./, ({ links }) => links.some((link) => link.includes('/plan/')));
  const visitor = spine.journey.visitor();
  return { visitor, page: await visitor.open(`${linkOf(mail)}${below}`) };
}

async function cancel(who: Applicant, how: 'at-term-end' | 'on-date') {
  const { visitor, page } = await planPage(who, '/cancel');
  return { before: page, after: await visitor.submit(page, { how }, '/cancel') };
}

describe('termination ends', () => {
  test('ended on the day after, with the unearned days paid back to the card, to the cent, and the seat free', async () => {
    const who = people.leaves;
    await toDay(100);
    const seats = (await spine.panelOf('oak')).seatsTaken;
    const { before, after } = await cancel(who, 'on-date');
    // 101 of 365 days of $2,400 are earned.
    const refund = '$1,735.89';
    expect(before.text).toContain(`You get back ${refund}`);
    expect(after.text).toContain('We have your cancellation');
    const told = await spine.journey.mail(who.email, /ends on/i);
    for (const words of [refund, 'You can undo this']) expect(told.text).toContain(words);
    expect(await statusOf(who)).toBe('ending');
    await toDay(101);
    expect(await end('termination', who, '1')).toEqual(succeeded('ended'));
    expect((await spine.journey.mail(who.email, /has ended/i)).text).toContain(refund);
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.endings[0]?.settlement?.parts]).toEqual([
      'ended',
      [
        {
          paymentId: expect.stringMatching(/^charge-ch_/),
          amountCents: 173_589,
          way: 'charge',
          refundId: expect.stringMatching(/^re_/),
          doneOn: today(),
        },
      ],
    ]);
    expect((await spine.panelOf('oak')).seatsTaken).toBe(seats - 1);
    expect(await spine.auditBreak(who.email)).toBeUndefined();
  }, 180_000);

  test('never begun when the patient undoes it, and the plan goes on', async () => {
    const who = people.undoes;
    await cancel(who, 'at-term-end');
    const { visitor, page } = await planPage(who);
    expect(page.text).toContain('coming to its end');
    expect((await visitor.submit(page, {}, '/undo')).text).toContain('It is undone');
    await spine.journey.mail(who.email, /goes on/i);
    expect(await statusOf(who)).toBe('active');
  });

  test('ended by a death, three days after it was recorded: nothing goes to them, the estate is settled with by post', async () => {
    const who = people.dead;
    const { agreementId, invoices } = (await agreementOf(who)) ?? {};
    const before = (await subjects(who)).length;
    const form = await spine.journey.staff('Front desk', `/desk/agreements/${agreementId}?do=death&memberId=m1`);
    const none = await form.visitor.submit(form.page, { medium: 'phone', diedOn: addDays(today(), 1) }, '/death');
    expect(none.text).toContain('Please choose a day from');
    const done = await form.visitor.submit(none, { medium: 'phone', diedOn: today() }, '/death');
    expect(done.text).toContain('Nothing is sent to them any more');
    expect(await statusOf(who)).toBe('ending');
    await toDay(104);
    expect(await end('termination', who, '1')).toEqual(succeeded('ended'));
    expect((await subjects(who)).length).toBe(before);
    const agreement = await agreementOf(who);
    const back = agreement?.endings[0]?.settlement?.refundedCents ?? 0;
    expect([agreement?.status, invoices?.[0]?.amountCents, balanceCents(agreement?.ledger ?? [])]).toEqual([
      'ended',
      240_000,
      0,
    ]);
    expect(back).toBeGreaterThan(170_000);
    const letter = await spine.journey.staff('Front desk', `/desk/agreements/${agreementId}/letters/ended-1-s1`);
    for (const words of ['The estate of Late', 'sorry for your loss', formatCents(back)]) {
      expect(letter.page.text).toContain(words);
    }
  }, 90_000);

  test('never begun when a death was recorded by mistake, and the plan goes on', async () => {
    const who = people.alive;
    const address = `/desk/agreements/${(await agreementOf(who))?.agreementId}`;
    const form = await spine.journey.staff('Front desk', `${address}?do=death&memberId=m1`);
    const done = await form.visitor.submit(form.page, { medium: 'phone', diedOn: today() }, '/death');
    expect((await form.visitor.submit(done, {}, '/undo-death')).text).toContain('goes on as before');
    await spine.journey.mail(who.email, /goes on/i);
    expect(await statusOf(who)).toBe('active');
  });

  test('ended by the practice, after the physician’s decision, a letter and thirty days', async () => {
    const who = people.ended;
    const id = (await agreementOf(who))?.agreementId;
    const form = (staff: 'Dr. Oak' | 'Manager') => spine.journey.staff(staff, `/desk/agreements/${id}?do=end`);
    const manager = await form('Manager');
    expect(manager.page.text).not.toContain('End the agreement');
    const { visitor, page } = await form('Dr. Oak');
    const given = { postedOn: today(), reason: 'The practice moves away' };
    const soon = await visitor.submit(page, { ...given, endsOn: addDays(today(), 29) }, '/end');
    expect(soon.text).toContain('thirty days');
    await visitor.submit(soon, { ...given, endsOn: addDays(today(), 30) }, '/end');
    expect((await spine.journey.mail(who.email, /ends on/i)).text).toContain('We have decided to end our agreement');
    await toDay(136);
    expect(await end('termination', who, '1')).toEqual(succeeded('ended'));
  }, 90_000);

  test('ended by the practice at once, for a breach, without the thirty days', async () => {
    const who = people.breached;
    const id = (await agreementOf(who))?.agreementId;
    const seats = (await spine.panelOf('oak')).seatsTaken;
    const { visitor, page } = await spine.journey.staff('Dr. Oak', `/desk/agreements/${id}?do=end`);
    const given = { postedOn: today(), endsOn: today(), reason: 'Threats against our staff' };
    const soon = await visitor.submit(page, given, '/end');
    expect([soon.status, soon.text.includes('thirty days')]).toEqual([422, true]);
    expect(await statusOf(who)).toBe('active');
    await visitor.submit(soon, { ...given, atOnce: 'yes' }, '/end');
    const told = await spine.journey.mail(who.email, /ends on/i);
    expect(told.text).toContain('We have decided to end our agreement');
    expect(told.text).not.toContain('Threats');
    expect(await statusOf(who)).toBe('ending');
    await toDay(137);
    expect(await end('termination', who, '1')).toEqual(succeeded('ended'));
    expect((await agreementOf(who))?.endings).toMatchObject([{ by: 'practice', endsOn: addDays(today(), -1) }]);
    expect((await spine.panelOf('oak')).seatsTaken).toBe(seats - 1);
  }, 90_000);
});

describe('renewal ends', () => {
  test('not renewed when the patient says no before the first notice, which is not sent then', async () => {
    const who = people.stays;
    await toDay(300);
    expect((await end('renewal', who, 't2')).status).toBe('RUNNING');
    const { before } = await cancel(who, 'at-term-end');
    expect(before.text).toContain('don’t renew');
    expect(await end('renewal', who, 't2')).toEqual(succeeded('not-renewed'));
    await toDay(331);
    // A notice of renewal would only confuse.
    expect(await renewalNotices(who)).toEqual([]);
  }, 240_000);

  test('not renewed when the patient says no after the first notice: the second is not sent, care goes on', async () => {
    const who = people.heeds;
    expect(await renewalNotices(who)).toHaveLength(1);
    expect((await end('renewal', who, 't2')).status).toBe('RUNNING');
    await cancel(who, 'at-term-end');
    expect(await end('renewal', who, 't2')).toEqual(succeeded('not-renewed'));
    expect(await statusOf(who)).toBe('ending');
    await toDay(364);
    expect(await renewalNotices(who)).toHaveLength(1);
    expect([await statusOf(people.stays), await statusOf(who)]).toEqual(['ending', 'ending']);
    seatsInTheYear = (await spine.panelOf('oak')).seatsTaken;
  }, 120_000);

  test('renewed by itself, where that was consented to and the notices are proven, with the new year paid on its first day', async () => {
    const who = people.auto;
    const notice = await spine.journey.mail(who.email, /renews on/i);
    for (const words of ['Last day to say no', 'as before', 'How to cancel', '$2,400']) {
      expect(notice.text).toContain(words);
    }
    await toDay(366);
    expect((await subjects(who)).filter((subject) => /renews on/i.test(subject))).toHaveLength(2);
    expect(await end('renewal', who, 't2')).toEqual(succeeded('renewed'));
    expect(await end('billing', who, 't2-i1')).toEqual(succeeded('paid'));
    const agreement = await agreementOf(who);
    expect(agreement?.terms.map((term) => term.startsOn)).toEqual([startsOn, addDays(startsOn, 365)]);
    expect((await subjects(who)).filter((subject) => /is renewed|receipt/i.test(subject))).toHaveLength(2);
  }, 120_000);

  test('not renewed, and the year that nobody renewed ends on its last day, without a refund, and frees the seat', async () => {
    for (const who of [people.stays, people.heeds]) {
      expect(await end('termination', who, '1')).toEqual(succeeded('ended'));
      const agreement = await agreementOf(who);
      const [ending] = agreement?.endings ?? [];
      expect([agreement?.status, ending?.endsOn, ending?.settlement?.refundedCents, ending?.settlement?.parts]).toEqual(
        ['ended', addDays(startsOn, 364), 0, []],
      );
      expect([agreement?.terms.length, agreement?.invoices.length, agreement?.needsAttention]).toEqual([1, 1, []]);
      await spine.journey.mail(who.email, /has ended/i);
    }
    expect((await spine.panelOf('oak')).seatsTaken).toBe(seatsInTheYear - 2);
  });

  test('renewed by the patient’s yes within the days of grace, from the day after the year', async () => {
    const who = people.asked;
    expect(await statusOf(who)).toBe('in_grace');
    const { visitor, page } = await planPage(who);
    expect(page.text).toContain('Would you like another year');
    expect((await visitor.submit(page, {}, '/renew')).text).toContain('Your plan is renewed');
    await toDay(368);
    expect(await end('renewal', who, 't2')).toEqual(succeeded('renewed'));
    expect((await agreementOf(who))?.terms[1]?.startsOn).toBe(addDays(startsOn, 365));
    expect(await end('billing', who, 't2-i1')).toEqual(succeeded('paid'));
  }, 90_000);

  test('not renewed by the patient’s no within the days of grace', async () => {
    const who = people.refuses;
    expect([await statusOf(who), (await end('renewal', who, 't2')).status]).toEqual(['in_grace', 'RUNNING']);
    await cancel(who, 'on-date');
    expect(await end('renewal', who, 't2')).toEqual(succeeded('not-renewed'));
    await toDay(370);
    expect(await end('termination', who, '1')).toEqual(succeeded('ended'));
    const { status, terms, invoices } = (await agreementOf(who)) ?? {};
    expect([status, terms?.length, invoices?.length]).toEqual(['ended', 1, 1]);
  }, 90_000);

  test('undecided when nobody says anything: nothing is charged, the seat is kept, and a person is told', async () => {
    const who = people.silent;
    await toDay(397);
    expect(await end('renewal', who, 't2')).toEqual(succeeded('undecided'));
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.terms, agreement?.needsAttention.map(({ code }) => code)]).toEqual([
      'in_grace',
      [expect.objectContaining({ number: 1 })],
      ['renewal_undecided'],
    ]);
    expect((await subjects(who)).filter((subject) => /another/i.test(subject))).toHaveLength(3);
  }, 120_000);

  test('undecided, then renewed when staff record a yes by phone', async () => {
    const who = people.silent;
    const id = (await agreementOf(who))?.agreementId;
    const { visitor, page } = await spine.journey.staff('Front desk', `/desk/agreements/${id}?do=renew`);
    expect((await visitor.submit(page, { medium: 'phone' }, '/renew')).text).toContain('The yes is recorded');
    expect(await statusOf(who)).toBe('active');
  });
});

test('all these years, the comparison of each morning found nothing to repair', async () => {
  const { logs = '' } = await spine.records();
  expect(logs).toContain('"repaired":0');
  expect(logs.match(/.*(?:"codes":\[|agreement not compared).*/g)).toBeNull();
});
