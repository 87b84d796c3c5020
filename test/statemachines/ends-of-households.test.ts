import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, instantAt, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// A household changes while a year runs: recorded at the desk, billed and paid back by the workflows of every other year.

let spine: Spine;
const who: Applicant = person('Grows');
let seats: number;
beforeAll(async () => {
  spine = await startSpine();
  await spine.journey.sign(who, await spine.journey.enrol(who));
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  seats = await seatsTaken();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const seatsTaken = async () => (await spine.panelOf('oak')).seatsTaken;
const agreementOf = async () => (await spine.agreementOf(who.email))?.agreement;
const today = () => practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York');
const end = (machine: string, part: string) => endOf(spine, machine, who, part);

async function toDay(day: number): Promise<void> {
  const startsOn = (await agreementOf())?.terms[0]?.startsOn ?? '';
  await spine.journey.move({ to: instantAt(addDays(startsOn, day), '10:00', 'America/New_York') });
}

/** The form of an act, as the front desk has it open. */
const form = async (query: string) =>
  spine.journey.staff('Front desk', `/desk/agreements/${(await agreementOf())?.agreementId}?do=${query}`);

const child = {
  firstName: 'Kim',
  lastName: 'Example-Testerson',
  birthMonth: '2',
  birthDay: '29',
  birthYear: '2020',
  coverage: 'neither',
  capacity: 'parent',
};

describe('a child who is added', () => {
  test('is refused as an adult, and the price is said before it is agreed to', async () => {
    await toDay(100);
    const { visitor, page } = await form('member-add&memberId=m2');
    expect(page.text).toContain('An adult signs in person');
    const adult = await visitor.submit(
      page,
      { ...child, birthYear: '1990', birthDay: '28', knows: 'yes' },
      '/member-add',
    );
    expect(adult.text).toContain('so that all of them are asked to sign');
    const asked = await visitor.submit(page, child, '/member-add');
    // 265 of 365 days of the $1,800 that a household of two pays more.
    expect(asked.text).toContain('It costs $1,306.85 more until');
    expect(asked.text).toContain('$1,800 more a year');
    expect((await agreementOf())?.members).toHaveLength(1);
  }, 90_000);

  test('has a seat at once, is billed for the days that are left, and the patient has it in writing', async () => {
    const { visitor, page } = await form('member-add&memberId=m2');
    const done = await visitor.submit(page, { ...child, knows: 'yes' }, '/member-add');
    expect(done.text).toContain('part of the plan from today');
    expect(await seatsTaken()).toBe(seats + 1);
    const told = await spine.journey.mail(who.email, /one person more/i);
    for (const words of ['Kim is part of your plan', '$1,306.85', '$4,200 a year']) expect(told.text).toContain(words);
    await toDay(101);
    expect(await end('billing', 't1-i2')).toEqual({ status: 'SUCCEEDED', outcome: 'paid' });
    const receipt = await spine.journey.mail(who.email, /receipt/i);
    expect(receipt.text).toContain('$1,306.85');
    const agreement = await agreementOf();
    expect(agreement?.invoices.map(({ status, amountCents }) => [status, amountCents])).toEqual([
      ['paid', 240_000],
      ['paid', 130_685],
    ]);
    expect(agreement?.terms).toHaveLength(1);
  }, 90_000);
});

describe('a household that moves', () => {
  test('to a state where the plan may not be sold is told to staff, with the reason', async () => {
    const { visitor, page } = await form('correct&memberId=m1');
    const wrong = await visitor.submit(page, {
      addressLine1: '7 New Street',
      city: 'Seattle',
      state: 'WA',
      postalCode: '9',
    });
    expect(wrong.text).toContain('A ZIP code has five digits');
    const address = { addressLine1: '7 New Street', city: 'Seattle', state: 'WA', postalCode: '98101' };
    const done = await visitor.submit(page, { ...address, household: 'yes' }, '/correct');
    expect(done.text).toContain('Lives where this plan may not be sold');
    expect(done.text).toContain('In Washington a plan may be paid one month ahead at most');
    expect((await agreementOf())?.members.map((member) => member.address.state)).toEqual(['WA', 'WA']);
    const { visitor: back, page: again } = await form('correct&memberId=m1');
    const home = { addressLine1: '12 Sample Street', city: 'Albany', state: 'NY', postalCode: '12207' };
    const gone = await back.submit(again, { ...home, household: 'yes' }, '/correct');
    expect(gone.text).not.toContain('Lives where this plan may not be sold');
  }, 90_000);
});

describe('termination ends', () => {
  test('ended for a child who leaves: the seat is free, the rest goes back to the card, and the plan goes on', async () => {
    const { visitor, page } = await form('member-leaves&memberId=m2');
    const given = { medium: 'phone', receivedOn: today() };
    const late = await visitor.submit(page, { ...given, lastDay: addDays(today(), 300) }, '/member-leaves');
    expect(late.status).toBe(422);
    const done = await visitor.submit(page, { ...given, lastDay: today() }, '/member-leaves');
    expect(done.text).toContain('Leaves after');
    await toDay(102);
    expect(await end('termination', 'm2')).toEqual({ status: 'SUCCEEDED', outcome: 'ended' });
    expect(await seatsTaken()).toBe(seats);
    // 263 of the 265 days.
    const told = await spine.journey.mail(who.email, /one person fewer/i);
    for (const words of ['$1,296.99', '$2,400 a year']) expect(told.text).toContain(words);
    const agreement = await agreementOf();
    expect(agreement?.formerMembers?.[0]?.departure?.settlement?.parts).toEqual([
      {
        paymentId: expect.stringMatching(/^charge-/),
        amountCents: 129_699,
        way: 'charge',
        refundId: expect.stringMatching(/^re_/),
        doneOn: today(),
      },
    ]);
    expect([agreement?.status, agreement?.members.length]).toEqual(['active', 1]);
    expect((await spine.journey.visitor().open(linkOf(told))).text).toContain('Your plan');
    expect(await spine.auditBreak(who.email)).toBeUndefined();
  }, 90_000);
});
