import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, instantAt } from '../../functions/domain/calendar/practice-time.ts';
import { demonstrationPractice } from '../../local/demonstrate.ts';
import { functionOf } from '../../local/functions-made.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// One test for each way in which `renewal` ends where the practice has a plan at another version: dearer, or with other terms,
// which both sides have to sign. All began on one day, at the first version; the tests follow one calendar.

let spine: Spine;
let people: Record<'dearer' | 'signs' | 'late' | 'silent' | 'declines' | 'undoes', Applicant>;
let startsOn: string;

beforeAll(async () => {
  spine = await startSpine();
  const essential = { planId: 'essential' };
  people = {
    dearer: await inForce(person('Dearer')),
    signs: await inForce({ ...person('Signs'), ...essential }),
    late: await inForce({ ...person('Late'), ...essential }),
    silent: await inForce({ ...person('Silent'), ...essential }),
    declines: await inForce({ ...person('Declines'), ...essential }),
    undoes: await inForce({ ...person('Undoes'), ...essential }),
  };
  startsOn = (await agreementOf(people.dearer))?.terms[0]?.startsOn ?? '';
  await toDay(200);
}, 300_000);
afterAll(() => spine[Symbol.asyncDispose]());

async function inForce(who: Applicant): Promise<Applicant> {
  await spine.journey.sign(who, await spine.journey.enrol(who));
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  return who;
}

const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;
const end = (machine: string, who: Applicant, part: string) => endOf(spine, machine, who, part);
const succeeded = (outcome: string) => ({ status: 'SUCCEEDED', outcome });
const toDay = (day: number) =>
  spine.journey.move({ to: instantAt(addDays(startsOn, day), '10:00', 'America/New_York') });
const mailsOf = async (who: Applicant, subject: RegExp) =>
  (await spine.journey.mails(who.email)).filter((mail) => subject.test(mail.subject));

/** The patient's own page, by the newest mail that leads to it. */
async function planPage(who: Applicant) {
  const mail = await spine.journey.mail(who.email, /./, ({ links }) => links.some((link) => link.includes('/plan/')));
  const visitor = spine.journey.visitor();
  return { visitor, page: await visitor.open(linkOf(mail)) };
}

/** By the newest mail that leads to them. */
async function openTerms(who: Applicant) {
  const mail = await spine.journey.mail(who.email, /./, ({ links }) => links.some((link) => link.includes('/sign/')));
  const visitor = spine.journey.visitor();
  return { visitor, page: await spine.journey.identify(visitor, linkOf(mail), who.born) };
}

const declineOf = ({ url }: { url: string }) => `${new URL(url).pathname}/decline`;

async function signTerms(who: Applicant) {
  const { visitor, page: terms } = await openTerms(who);
  const boxes = terms.root.querySelectorAll('form input[type=checkbox]').map((box) => box.getAttribute('name') ?? '');
  const text = await visitor.submit(terms, Object.fromEntries(boxes.map((name) => [name, 'yes'])), '/terms');
  const sign = await visitor.submit(text, { read: 'yes' }, '/agreement');
  const signature = `${who.firstName} ${who.lastName}`;
  const done = await visitor.submit(sign, { signature, intent: 'yes', renewal: 'yes' }, '/sign');
  return { terms, text, sign, done };
}

test('the practice has a plan at a new price, and one at other terms', async () => {
  const file = demonstrationPractice();
  const planOf = (planId: string) => file.plans.find((one: { planId: string }) => one.planId === planId);
  planOf('complete').priceCents = 264_000;
  Object.assign(planOf('essential'), { priceCents: 132_000 });
  planOf('essential').services[0] = { name: 'A planning hour by video', coveredByMedicare: 'no', timesAYear: 2 };
  const renewalsFrom = addDays(startsOn, 365);
  const priceRuns = ['complete', 'essential'].map((plan) => ({ plan, version: 2, renewalsFrom }));
  Object.assign(file.practice, { priceRuns });
  // As `npm run practice` does.
  const functionName = functionOf(spine.cloud.resources, 'practice').ref;
  expect((await spine.cloud.lambda.invoke({ functionName, payload: file })).payload).toEqual({
    stored: ['PLAN#essential version 2', 'PLAN#complete version 2', 'SETTINGS'],
    notes: [expect.stringContaining('patients who live elsewhere')],
  });
});

describe('ten weeks before the end of the year, changed terms', () => {
  beforeAll(() => toDay(296), 120_000);

  test('are read in short and in full, and signed by both sides, while what was signed before stays in force', async () => {
    const who = people.signs;
    const [request] = await mailsOf(who, /changed terms/i);
    expect(request?.text).toContain('Until that day everything stays as it is');
    // The consent to electronic records goes on, and so does the payment method.
    const { terms, text, sign, done } = await signTerms(who);
    expect(terms.text).toContain('New, paid for by the fee: A planning hour by video, up to 2 times a year');
    expect(terms.text).toContain('The fee: $1,320 a year, until now $1,200');
    expect(text.text).toContain('Changed terms from');
    expect(sign.text).toContain('for the year from');
    expect(done.text).toContain('Until then everything stays as it is');
    await spine.journey.countersign(who);
    expect(await end('signing', who, 'd2')).toEqual(succeeded('completed'));
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.plan.version, agreement?.price.feeCents]).toEqual(['active', 1, 120_000]);
    expect((await planPage(who)).page.text).toContain('Both of us have signed the changed terms');
  }, 120_000);

  test('can’t be said yes to by a button, at the desk or on the patient’s page', async () => {
    const who = people.silent;
    const id = (await agreementOf(who))?.agreementId;
    const { visitor, page } = await planPage(who);
    expect(page.text).toContain('The terms of your plan change on');
    expect(page.text).not.toContain('Renew for');
    expect((await visitor.submit(page, {}, '/link')).text).toContain('is on its way to you');
    await spine.journey.mail(who.email, /fresh link/i);
    const desk = await spine.journey.staff('Front desk', `/desk/agreements/${id}`);
    expect(desk.page.text).toContain('they are not signed by both sides yet');
    expect(desk.page.text).not.toContain('They said yes');
  }, 60_000);

  test('end the agreement with the year when they are declined', async () => {
    const who = people.declines;
    const { visitor, page } = await openTerms(who);
    const declining = await visitor.open(declineOf(page));
    expect(declining.text).toContain('it stays as it is until');
    const after = await visitor.submit(declining, { reason: 'Too dear' }, '/decline');
    expect(after.text).toContain('These terms can no longer be signed');
    expect(await end('signing', who, 'd2')).toEqual(succeeded('declined'));
    const told = await spine.journey.mail(who.email, /ends on/i);
    expect(told.text).toContain('You can undo this');
    expect((await agreementOf(who))?.endings[0]).toMatchObject({
      by: 'patient',
      how: 'at-term-end',
      endsOn: addDays(startsOn, 364),
    });
  }, 60_000);

  test('can be signed after all when the no is undone', async () => {
    const who = people.undoes;
    const { visitor, page } = await openTerms(who);
    await visitor.submit(await visitor.open(declineOf(page)), {}, '/decline');
    await spine.journey.mail(who.email, /ends on/i);
    const plan = await planPage(who);
    expect((await plan.visitor.submit(plan.page, {}, '/undo')).text).toContain('It is undone');
    await spine.journey.mail(who.email, /goes on/i);
    await signTerms(who);
    await spine.journey.countersign(who);
    expect(await end('signing', who, 'd2')).toEqual(succeeded('declined'));
    expect(await end('signing', who, 'd2-1')).toEqual(succeeded('completed'));
  }, 120_000);
});

describe('renewal ends', () => {
  test('renewed by itself at the price of a run, which was told beforehand, old and new', async () => {
    const who = people.dearer;
    await toDay(346);
    const notices = await mailsOf(who, /renews on/i);
    expect(notices).toHaveLength(2);
    for (const { text } of notices) {
      expect(text).toMatch(/Fee until now.*\$2,400[\s\S]*Fee from then on.*\$2,640/);
      expect(text).toContain('How to cancel');
    }
    expect((await planPage(who)).page.text).toContain('$2,640 a year (until now $2,400)');
    expect((await agreementOf(who))?.price.feeCents).toBe(240_000);
    await toDay(366);
    expect(await end('renewal', who, 't2')).toEqual(succeeded('renewed'));
    expect(await end('billing', who, 't2-i1')).toEqual(succeeded('paid'));
    const agreement = await agreementOf(who);
    expect([agreement?.plan.version, agreement?.invoices.at(-1)?.amountCents]).toEqual([2, 264_000]);
  }, 180_000);

  test('renewed by the signatures of both sides, on the first day of the year that they were given for', async () => {
    const who = people.signs;
    expect(await mailsOf(who, /renews on/i)).toHaveLength(2);
    expect(await end('renewal', who, 't2')).toEqual(succeeded('renewed'));
    expect(await end('billing', who, 't2-i1')).toEqual(succeeded('paid'));
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.plan.version, agreement?.terms[1]]).toEqual([
      'active',
      2,
      expect.objectContaining({ startsOn: addDays(startsOn, 365), feeCents: 132_000 }),
    ]);
    expect(await spine.auditBreak(who.email)).toBeUndefined();
  });

  test('renewed by the signatures of both sides, for whoever had declined and undone it', async () => {
    const who = people.undoes;
    expect(await end('renewal', who, 't2')).toEqual(succeeded('not-renewed'));
    expect(await end('renewal', who, 't2-1')).toEqual(succeeded('renewed'));
    expect((await agreementOf(who))?.plan.version).toBe(2);
  });

  test('not renewed when the changed terms were declined, and the agreement is over with its year', async () => {
    const who = people.declines;
    expect(await end('renewal', who, 't2')).toEqual(succeeded('not-renewed'));
    expect(await end('termination', who, '1')).toEqual(succeeded('ended'));
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.plan.version, agreement?.terms]).toEqual(['ended', 1, [expect.anything()]]);
  });

  test('renewed by the signatures of both sides within the days of grace, from the day after the year', async () => {
    const who = people.late;
    await toDay(368);
    expect((await agreementOf(who))?.status).toBe('in_grace');
    const [grace] = await mailsOf(who, /your year is over/i);
    expect(grace?.text).toContain('please read and sign them on the page below');
    await signTerms(who);
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /is renewed/i);
    expect(await end('renewal', who, 't2')).toEqual(succeeded('renewed'));
    await toDay(369);
    expect(await end('billing', who, 't2-i1')).toEqual(succeeded('paid'));
    expect((await agreementOf(who))?.terms[1]?.startsOn).toBe(addDays(startsOn, 365));
  }, 180_000);

  test('undecided when nobody signs the changed terms: nothing is charged, and a person is told', async () => {
    const who = people.silent;
    await toDay(398);
    expect(await end('renewal', who, 't2')).toEqual(succeeded('undecided'));
    expect(await end('signing', who, 'd2')).toEqual(succeeded('expired'));
    const agreement = await agreementOf(who);
    expect([agreement?.status, agreement?.terms, agreement?.needsAttention.map(({ code }) => code)]).toEqual([
      'in_grace',
      [expect.objectContaining({ number: 1, feeCents: 120_000 })],
      ['renewal_undecided'],
    ]);
    // The request and three reminders, two notices, and word of the days of grace.
    expect(await mailsOf(who, /terms|year/i)).toHaveLength(7);
  }, 180_000);
});
