import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, practiceDate } from '../../../../functions/domain/calendar/practice-time.ts';
import { type Applicant, linkOf, person } from '../../../support/journey.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import type { Page, Visitor } from '../../../support/visitor.ts';

// What was used of the included services, recorded at the desk and seen by the patient: one test after the other.

let spine: Spine;
let visitor: Visitor;
let path: string;
const who: Applicant = person('Used');
const visits = 'Travel to your home for a visit (the visit itself is billed as usual)';
const essential = 'Everything in Essential';

beforeAll(async () => {
  spine = await startSpine();
  await spine.journey.sign(who, await spine.journey.enrol(who));
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  path = `/desk/agreements/${await spine.agreementIdOf(who.email)}`;
  visitor = (await spine.journey.staff('Front desk')).visitor;
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const today = () => practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York');
const record = (open: Page, form: Record<string, string> = {}) => visitor.submit(open, form, '/use');
/** The form that the desk's link beside that service leads to. */
const formOf = async (service: string) => {
  const line = (await visitor.open(path)).root
    .querySelectorAll('.list > li')
    .find((item) => item.querySelector('strong')?.textContent === service);
  const href = line?.querySelectorAll('a').find(({ textContent }) => textContent === 'Record one');
  return visitor.open(href?.getAttribute('href') ?? '');
};
const uses = async () =>
  (await spine.agreementOf(who.email))?.agreement.uses.map(({ useId, service, memberId, on }) => [
    useId,
    service,
    memberId,
    on,
  ]);

describe('a service that was used', () => {
  test('is recorded for one patient today in two clicks', async () => {
    const open = await formOf(visits);
    expect(open.url).not.toContain('Travel');
    const done = await record(open);
    expect(done.text).toContain('The service is recorded');
    expect(await uses()).toEqual([['u1', visits, 'm1', today()]]);
    expect(done.text).toContain('1 of 4 this year');
  }, 60_000);

  test('is recorded once by a form that comes twice, and another by the same form is not lost', async () => {
    const open = await formOf(visits);
    for (let n = 0; n < 2; n += 1) expect((await record(open)).text).toContain('The service is recorded');
    expect(await uses()).toHaveLength(2);

    const other = await record(open, { service: essential });
    expect([other.status, other.text.includes('Something else was recorded meanwhile')]).toEqual([422, true]);
    expect(other.root.querySelector('input[name=service][checked]')?.getAttribute('value')).toBe(essential);
    expect(await uses()).toHaveLength(2);
    expect((await record(other)).text).toContain('The service is recorded');
    expect((await uses())?.at(-1)).toEqual(['u3', essential, 'm1', today()]);
  }, 60_000);

  test('is one of the plan, on a day that has come and of a year that ran', async () => {
    const open = await formOf(visits);
    const wrong: [form: Record<string, string>, words: string][] = [
      [{ on: addDays(today(), 1) }, `to ${today()}`],
      [{ on: '' }, 'Please enter the day'],
      [{ on: addDays(today(), -30) }, 'No year of the agreement ran on that day'],
    ];
    for (const [form, words] of wrong) {
      const page = await record(open, form);
      expect([page.status, page.text.includes(words)]).toEqual([422, true]);
    }
    const none = await record(await visitor.open(`${path}?do=use`), { on: today() });
    expect([none.status, none.text.includes('Please choose the service')]).toEqual([422, true]);
    const csrf = open.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
    const made = await fetch(new URL(`${path}/use`, spine.cloud.productUrl), {
      method: 'POST',
      headers: { cookie: visitor.cookieHeader() },
      body: new URLSearchParams({ csrf, useId: 'u9', service: 'Surgery', on: today() }),
      redirect: 'manual',
    });
    expect(made.status).toBe(422);
    expect(await uses()).toHaveLength(3);
  }, 60_000);

  test('is a member’s of a household, on whichever day it was', async () => {
    const child = { firstName: 'Kim', lastName: 'Example', birthMonth: '2', birthDay: '28', birthYear: '2020' };
    const joins = await visitor.open(`${path}?do=member-add&memberId=m2`);
    await visitor.submit(joins, { ...child, coverage: 'neither', capacity: 'parent', knows: 'yes' }, '/member-add');
    await spine.journey.move({ by: 'PT24H' });
    visitor = (await spine.journey.staff('Front desk')).visitor;
    const open = await formOf(visits);
    const asked = await record(open);
    expect([asked.status, asked.text.includes('Please choose for whom')]).toEqual([422, true]);
    await record(asked, { member: 'm2', on: addDays(today(), -1) });
    expect((await uses())?.at(-1)).toEqual(['u4', visits, 'm2', addDays(today(), -1)]);
    expect((await visitor.open(path)).text).toContain('Kim: 1 of 4 this year');
  }, 60_000);

  test('is seen by the patient, and that of the child, on the plan’s page', async () => {
    const patient = spine.journey.visitor();
    const link = linkOf(
      await spine.journey.mail(who.email, /./, ({ links }) => links.some((one) => one.includes('/plan/'))),
    );
    const asks = await patient.open(`${link}/use`);
    const [birthYear, birthMonth, birthDay] = who.born;
    const shown = await patient.submit(asks, { birthYear, birthMonth, birthDay });
    for (const words of ['2 of 4 this year', 'Kim', '1 of 4 this year']) expect(shown.text).toContain(words);
  }, 60_000);
});
