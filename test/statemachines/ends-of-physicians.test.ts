import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, instantAt, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { type Applicant, linkOf, person, physicians } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// A patient who wishes for another doctor, then a doctor who leaves: of the leaver's patients one says yes, one says no, and
// one does not answer. The tests follow one calendar.

let spine: Spine;
let first: string;
let people: Record<'wishes' | 'agrees' | 'declines' | 'silent' | 'waits', Applicant>;
const leavesOn = () => addDays(first, 75);

async function inForce(firstName: string): Promise<Applicant> {
  const who = { ...person(firstName), physicianId: 'fern' as const };
  await spine.journey.sign(who, await spine.journey.enrol(who));
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  return who;
}

beforeAll(async () => {
  spine = await startSpine();
  first = today();
  // The panel has three seats: the first frees theirs for the others.
  people = { wishes: await inForce('Wishes') } as typeof people;
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
const today = () => practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York');
const seats = async () =>
  Promise.all(['fern', 'oak'].map(async (physicianId) => (await spine.panelOf(physicianId)).seatsTaken));

async function toDay(day: number): Promise<void> {
  // What waits for the morning since midnight is spread over some minutes, and those by a few per cent of the wait.
  await spine.journey.move({ to: instantAt(addDays(first, day), '11:00', 'America/New_York') });
}

/** The page by the mail that asks. */
async function answer(who: Applicant, given: 'yes' | 'no') {
  const visitor = spine.journey.visitor();
  const asked = await visitor.open(linkOf(await spine.journey.mail(who.email, /please answer/)));
  return { asked, after: await visitor.submit(asked, { answer: given }, '/doctor') };
}

async function takeOver(who: Applicant) {
  const id = (await agreementOf(who))?.agreementId ?? '';
  const { visitor, page } = await spine.journey.staff(physicians.oak.name, '/desk/queue');
  const form = { [`change-${id}`]: 'yes', 'change-signature': 'Oak Sample, MD', 'change-intent': 'yes' };
  return visitor.submit(page, form, '/queue');
}

describe('a patient’s own wish', () => {
  test('is asked in writing, said yes to by phone, signed in the queue, and the seat moves', async () => {
    const who = people.wishes;
    expect(await seats()).toEqual([1, 0]);
    const id = (await agreementOf(who))?.agreementId;
    const { visitor, page } = await spine.journey.staff('Front desk', `/desk/agreements/${id}?do=change-doctor`);
    const refused = await visitor.submit(page, { to: 'oak', effectiveOn: '2020-01-01' }, '/change-doctor');
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Please choose a day from')]);
    const asked = await visitor.submit(refused, { to: 'oak', effectiveOn: today() }, '/change-doctor');
    expect(asked.text).toContain('They are asked whether they want Dr. Oak Sample');
    expect((await spine.journey.mail(who.email, /yes or no/)).text).toContain('you stay with Dr. Fern Example');
    expect(await seats()).toEqual([1, 1]);

    const form = await visitor.open(`/desk/agreements/${id}?do=doctor-answer&change=1`);
    const recorded = await visitor.submit(form, { answer: 'yes', medium: 'phone' }, '/doctor-answer');
    expect(recorded.text).toContain('who has to sign by');
    await toDay(1);
    expect((await spine.journey.mail(physicians.oak.email, /1 agreement waits/)).text).toContain('from another doctor');
    expect((await takeOver(who)).text).toContain('Signed.');
    expect((await spine.journey.mail(who.email, /Your new doctor/)).text).toContain('Dr. Oak Sample has signed');
    const agreement = await agreementOf(who);
    expect([agreement?.physicianId, agreement?.status]).toEqual(['oak', 'active']);
    expect(await seats()).toEqual([0, 1]);
    expect(await spine.auditBreak(who.email)).toBeUndefined();
  }, 90_000);
});

describe('a doctor who leaves', () => {
  test('is recorded once at the desk, with its mistakes said beside their fields, and taken off the public page', async () => {
    people = {
      ...people,
      agrees: await inForce('Agrees'),
      declines: await inForce('Declines'),
      silent: await inForce('Silent'),
    };
    people.waits = { ...person('Waits'), physicianId: 'fern' };
    await spine.journey.apply(people.waits);
    await spine.journey.confirm(people.waits);
    expect((await agreementOf(people.waits))?.status).toBe('waitlisted');
    const frontDesk = await spine.journey.staff('Front desk', '/desk/physicians/fern');
    expect(frontDesk.page.text).not.toContain('Who is offered');
    const { visitor, page } = await spine.journey.staff('Manager', '/desk/physicians/fern');
    const given = { offeredTo: 'oak', confirm: 'yes' };
    const soon = await visitor.submit(page, { ...given, on: addDays(today(), 40) }, '/leave');
    expect([soon.status, soon.text]).toEqual([422, expect.stringContaining('Please choose a day from')]);
    const done = await visitor.submit(soon, { ...given, on: leavesOn() }, '/leave');
    expect(done.text).toContain('Nobody new is taken');
    const plans = await spine.journey.visitor().open('/');
    expect(plans.text).not.toContain('Dr. Fern Example');
    expect(plans.text).toContain('Dr. Oak Sample');
    const waiting = `/desk/agreements/${(await agreementOf(people.waits))?.agreementId}`;
    const offered = await visitor.submit(await visitor.open(`${waiting}?do=offer`), { reason: 'Asked' }, '/offer');
    expect([offered.status, offered.text]).toEqual([422, expect.stringContaining('takes nobody new')]);
  }, 120_000);

  test('on the waiting list: is told that this doctor leaves, and asked for nothing', async () => {
    await toDay(2);
    const told = await spine.journey.mail(people.waits.email, /is closed/);
    expect(told.text).toContain('The doctor you chose is leaving our practice');
    expect((await agreementOf(people.waits))?.closedFor).toBe('physician_left');
  }, 90_000);

  test('yes: the other takes over on the day after, and nothing else changes', async () => {
    const who = people.agrees;
    expect(await seats()).toEqual([3, 4]);
    const { asked, after } = await answer(who, 'yes');
    expect(asked.text).toContain('Dr. Fern Example leaves our practice');
    expect(after.text).toContain('We have your yes');
    await takeOver(who);
    const settled = await spine.journey.mail(who.email, /Your new doctor/);
    expect(settled.text).toContain('is your doctor from');
    expect((await agreementOf(who))?.physicianId).toBe('fern');
  }, 90_000);

  test('no: it ends on the last day, with thirty days’ notice at least', async () => {
    const { after } = await answer(people.declines, 'no');
    expect(after.text).toContain('coming to its end');
    const told = await spine.journey.mail(people.declines.email, /ends on/);
    expect(told.text).toContain('Dr. Fern Example leaves our practice');
    expect((await agreementOf(people.declines))?.endings[0]).toMatchObject({ by: 'practice', endsOn: leavesOn() });
    // The seat that was kept with the other is free again; the old one is theirs until the end.
    expect(await seats()).toEqual([3, 3]);
  }, 90_000);

  test('silence: the same, once the days to answer are over', async () => {
    const who = people.silent;
    await toDay(37);
    expect((await agreementOf(who))?.status).toBe('active');
    await toDay(39);
    await spine.journey.mail(who.email, /ends on/);
    const agreement = await agreementOf(who);
    expect(agreement?.endings[0]).toMatchObject({ by: 'practice', endsOn: leavesOn(), cause: 'physician-leaves' });
    const asked = (await spine.journey.mails(who.email)).filter(({ subject }) => /please answer/.test(subject));
    expect(asked.map(({ subject }) => subject.startsWith('Reminder'))).toEqual([true, false]);
    expect(await seats()).toEqual([3, 2]);
  }, 120_000);

  test('on the day after, the leaver has nobody, each ended one its refund to the cent, and the other theirs', async () => {
    await toDay(77);
    for (const who of [people.declines, people.silent]) {
      expect(await endOf(spine, 'termination', who, '1')).toEqual({ status: 'SUCCEEDED', outcome: 'ended' });
      // 76 days of care of 365, of $2,400, or 75 where it began a day later.
      expect((await spine.journey.mail(who.email, /has ended/)).text).toMatch(/\$1,9\d\d\.\d\d/);
      expect(await spine.auditBreak(who.email)).toBeUndefined();
    }
    const agreement = await agreementOf(people.agrees);
    expect([agreement?.physicianId, agreement?.status, agreement?.terms.length]).toEqual(['oak', 'active', 1]);
    expect(await spine.auditBreak(people.agrees.email)).toBeUndefined();
    expect(await seats()).toEqual([0, 2]);
  }, 120_000);
});
