import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, instantAt } from '../../functions/domain/calendar/practice-time.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// One test for each way in which `signing` ends where an adult is asked to join a plan in force: one household each, and one
// calendar for all.

let spine: Spine;
type Name = 'joins' | 'declines' | 'waits' | 'stops' | 'cancels';
let people: Record<Name, Applicant>;
let seats: number;

beforeAll(async () => {
  spine = await startSpine();
  const names: Name[] = ['joins', 'declines', 'waits', 'stops', 'cancels'];
  const all: Partial<Record<Name, Applicant>> = {};
  for (const name of names) {
    const who = person(`${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    await spine.journey.sign(who, await spine.journey.enrol(who));
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    all[name] = who;
  }
  people = all as Record<Name, Applicant>;
  seats = await seatsTaken();
  await toDay(100);
}, 300_000);
afterAll(() => spine[Symbol.asyncDispose]());

const seatsTaken = async () => (await spine.panelOf('oak')).seatsTaken;
const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
const end = (who: Applicant) => endOf(spine, 'signing', who, 'd2');
const succeeded = (outcome: string) => ({ status: 'SUCCEEDED', outcome });

async function toDay(day: number): Promise<void> {
  const startsOn = (await agreementOf(people.joins))?.terms[0]?.startsOn ?? '';
  await spine.journey.move({ to: instantAt(addDays(startsOn, day), '10:00', 'America/New_York') });
}

/** The adult of a household: lives with the first patient, and has an address to write to. */
const adultOf = (who: Applicant) => ({
  firstName: `Lee-${who.firstName}`,
  lastName: who.lastName,
  birthYear: '1960',
  birthMonth: '6',
  birthDay: '30',
  coverage: 'neither',
  email: `lee-${who.email}`,
});

const desk = async (who: Applicant, query = '') =>
  spine.journey.staff('Front desk', `/desk/agreements/${(await agreementOf(who))?.agreementId}${query}`);

/** At the desk, by the link of the people's list. */
async function ask(who: Applicant, given: Record<string, string> = {}) {
  const { visitor, page } = await desk(who, '?do=adult-add');
  return visitor.submit(page, { ...adultOf(who), ...given }, '/adult-add');
}

/** What was mailed to an address to be signed, opened by whoever was born then. */
async function opened(email: string, subject: RegExp, born: readonly string[]) {
  const mail = await spine.journey.mail(email, subject, ({ links }) => links.some((link) => link.includes('/sign/')));
  const visitor = spine.journey.visitor();
  return { mail, visitor, page: await spine.journey.identify(visitor, linkOf(mail), born) };
}

const openedBy = (who: Applicant) => opened(who.email, /one person more/i, who.born);
const openedByAdult = (who: Applicant) => opened(adultOf(who).email, /ready to read/i, ['1960', '6', '30']);

/** From "in short" to the signature. */
async function sign({ visitor, page }: Awaited<ReturnType<typeof opened>>, name: string) {
  const boxes = page.root.querySelectorAll('form input[type=checkbox]').map((box) => box.getAttribute('name') ?? '');
  const text = await visitor.submit(page, Object.fromEntries(boxes.map((box) => [box, 'yes'])), '/terms');
  const last = await visitor.submit(text, { read: 'yes' }, '/agreement');
  return visitor.submit(last, { signature: name, intent: 'yes', renewal: 'yes' }, '/sign');
}

async function signByAdult(who: Applicant) {
  const { mail, visitor, page } = await openedByAdult(who);
  const terms = await visitor.submit(page, { canOpen: 'yes', consent: 'yes' }, '/records');
  return sign({ mail, visitor, page: terms }, `Lee-${who.firstName} ${who.lastName}`);
}

async function decline({ visitor, page }: Awaited<ReturnType<typeof opened>>) {
  return visitor.submit(await visitor.open(`${new URL(page.url).pathname}/decline`), {}, '/decline');
}

describe('an adult who is asked to join', () => {
  test('is refused as a child, as somebody who has a plan, and with a message beside each field', async () => {
    const child = await ask(people.joins, { birthYear: '2015' });
    expect(child.text).toContain('please choose “A child joins”');
    const known = { firstName: people.waits.firstName, lastName: people.waits.lastName };
    const [birthYear, birthMonth, birthDay] = people.waits.born;
    const other = await ask(people.joins, { ...known, birthYear, birthMonth, birthDay });
    expect(other.text).toContain('so that nobody is charged twice');
    const wrong = await ask(people.joins, { firstName: '', email: 'lee', city: 'Albany' });
    for (const words of ['Please enter a first name', 'street address', 'ZIP code'])
      expect(wrong.text).toContain(words);
    expect(wrong.status).toBe(422);
    expect(await seatsTaken()).toBe(seats);
  }, 90_000);

  test('joins once all have signed: the signing ends completed, the rest of the year is charged, and all have it in writing', async () => {
    const who = people.joins;
    const done = await ask(who);
    expect(done.text).toContain('All of them are asked to sign');
    expect(done.text).toContain('is asked to join');
    expect(await seatsTaken()).toBe(seats + 1);
    const own = await openedBy(who);
    expect(own.mail.text).toContain(`Lee-${who.firstName} is to join your plan`);
    // A household of two costs $4,200; 265 of the 365 days of $1,800.
    for (const words of [
      `Lee-${who.firstName} ${who.lastName} joins`,
      '$4,200',
      '$1,306.85',
      'Until then everything stays',
    ])
      expect(own.page.text).toContain(words);
    expect((await sign(own, `${who.firstName} ${who.lastName}`)).text).toContain('Thank you, you have signed');
    expect((await agreementOf(who))?.members).toHaveLength(1);
    expect((await signByAdult(who)).text).toContain('Thank you, you have signed');
    await spine.journey.countersign(who);
    expect(await end(who)).toEqual(succeeded('completed'));
    expect((await agreementOf(who))?.members.map(({ memberId }) => memberId)).toEqual(['m1', 'm2']);
    expect(await seatsTaken()).toBe(seats + 1);
    const told = await spine.journey.mail(who.email, /one person more/i);
    for (const words of ['$1,306.85', '$4,200 a year']) expect(told.text).toContain(words);
    const welcome = await spine.journey.mail(adultOf(who).email, /you are part of the plan/i);
    expect((await spine.journey.visitor().open(linkOf(welcome))).text).toContain('Your plan');
    await toDay(101);
    expect(await endOf(spine, 'billing', who, 't1-i2')).toEqual(succeeded('paid'));
    expect((await spine.journey.mail(who.email, /receipt/i)).text).toContain('$1,306.85');
    expect(await spine.auditBreak(who.email)).toBeUndefined();
  }, 120_000);

  test('does not where one of them declines: the signing ends declined, the seat is free, and nothing else has changed', async () => {
    const who = people.declines;
    const before = await agreementOf(who);
    await ask(who);
    const own = await openedBy(who);
    expect((await decline(own)).text).toContain('This can no longer be signed');
    expect(await end(who)).toEqual(succeeded('declined'));
    expect(await seatsTaken()).toBe(seats + 1);
    const told = await spine.journey.mail(adultOf(who).email, /nothing to sign any more/i);
    expect(told.text).not.toContain(who.firstName.concat(' '));
    const { status, members, price, invoices } = (await agreementOf(who)) ?? {};
    expect({ status, members, price, invoices }).toEqual({
      status: 'active',
      members: before?.members,
      price: before?.price,
      invoices: before?.invoices,
    });
    expect((await desk(who)).page.text).toContain('one of those who were to sign declined');
  }, 90_000);

  test('does not where staff take it back: the signing ends voided, and the links lead to a calm page', async () => {
    const who = people.stops;
    const early = await desk(who, '?do=adult-add');
    await ask(who);
    const own = await openedBy(who);
    const { visitor, page } = await desk(who);
    expect((await visitor.submit(page, {}, '/adult-stop')).text).toContain('They are asked no more');
    expect(await end(who)).toEqual(succeeded('voided'));
    expect((await own.visitor.open(linkOf(own.mail))).text).toContain('This can no longer be signed');
    await spine.journey.mail(adultOf(who).email, /nothing to sign any more/i);
    expect(await seatsTaken()).toBe(seats + 1);
    // The papers of what can be signed no more are not printed.
    const { agreementId } = (await agreementOf(who)) ?? {};
    const signerId = (await agreementOf(who))?.documents[1]?.signers[0]?.signerId;
    expect((await visitor.open(`/desk/agreements/${agreementId}/packet/${signerId}`)).status).toBe(404);
    // A form that was open before all of that says so, keeps what was typed, and is taken once more; twice, it is taken once.
    const other = { ...adultOf(who), firstName: 'Ada' };
    const late = await early.visitor.submit(early.page, other, '/adult-add');
    expect([late.status, late.text.includes('Something else was recorded meanwhile')]).toEqual([422, true]);
    for (let times = 1; times <= 2; times += 1) {
      expect((await early.visitor.submit(late, {}, '/adult-add')).text).toContain('All of them are asked to sign');
    }
    const { askedMembers } = (await agreementOf(who)) ?? {};
    expect(askedMembers?.map(({ memberId, firstName }) => [memberId, firstName])).toEqual([
      ['m2', adultOf(who).firstName],
      ['m3', 'Ada'],
    ]);
    const back = await desk(who);
    await back.visitor.submit(back.page, {}, '/adult-stop');
  }, 90_000);

  test('does not where the plan is cancelled meanwhile: the signing ends voided, and staff are told', async () => {
    const who = people.cancels;
    await ask(who);
    await openedBy(who);
    const { visitor, page } = await desk(who, '?do=cancel');
    const today = (await spine.journey.now()).now.slice(0, 10);
    await visitor.submit(page, { medium: 'phone', receivedOn: today, how: 'at-term-end' }, '/cancel');
    expect(await end(who)).toEqual(succeeded('voided'));
    expect((await agreementOf(who))?.status).toBe('ending');
    expect((await desk(who)).page.text).toContain('what they were to sign holds no more');
    expect(await seatsTaken()).toBe(seats + 1);
  }, 90_000);

  test('does not where somebody stays silent: reminded three times, the signing ends expired after thirty days', async () => {
    const who = people.waits;
    await ask(who);
    await sign(await openedBy(who), `${who.firstName} ${who.lastName}`);
    await toDay(140);
    expect(await end(who)).toEqual(succeeded('expired'));
    const reminders = (await spine.journey.mails(adultOf(who).email)).filter(({ subject }) =>
      /reminder/i.test(subject),
    );
    expect(reminders).toHaveLength(3);
    expect((await agreementOf(who))?.members).toHaveLength(1);
    expect((await desk(who)).page.text).toContain('not all signed in time');
    expect(await seatsTaken()).toBe(seats + 1);
  }, 120_000);
});
