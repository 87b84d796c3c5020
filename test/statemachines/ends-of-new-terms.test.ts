import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, instantAt } from '../../functions/domain/calendar/practice-time.ts';
import type { PriceRun } from '../../functions/domain/practice/price-run.ts';
import { demonstrationPractice } from '../../local/demonstrate.ts';
import { functionOf } from '../../local/functions-made.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// One test for each way in which `renewal` ends where the practice has a plan at another version. All began on one day, at
// the first version; the tests follow one calendar.

let spine: Spine;
let people: Record<'dearer', Applicant>;
let startsOn: string;

beforeAll(async () => {
  spine = await startSpine();
  people = { dearer: await inForce(person('Dearer')) };
  startsOn = (await agreementOf(people.dearer))?.terms[0]?.startsOn ?? '';
}, 120_000);
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

/** As `npm run practice` does. */
async function storePractice(change: (file: ReturnType<typeof demonstrationPractice>) => void, priceRuns: PriceRun[]) {
  const file = demonstrationPractice();
  change(file);
  Object.assign(file.practice, { priceRuns });
  const functionName = functionOf(spine.cloud.resources, 'practice').ref;
  const { payload } = await spine.cloud.lambda.invoke({ functionName, payload: file });
  return payload;
}

test('renewed by itself at the price of a run, which was told beforehand, old and new', async () => {
  const who = people.dearer;
  await toDay(200);
  const complete = { plan: 'complete', version: 2, renewalsFrom: addDays(startsOn, 365) };
  const raise = (file: ReturnType<typeof demonstrationPractice>) => {
    const plan = file.plans.find(({ planId }: { planId: string }) => planId === 'complete');
    plan.priceCents = 264_000;
  };
  expect(await storePractice(raise, [complete])).toEqual({ stored: ['PLAN#complete version 2', 'SETTINGS'] });
  await toDay(346);
  const notices = (await spine.journey.mails(who.email)).filter(({ subject }) => /renews on/i.test(subject));
  expect(notices).toHaveLength(2);
  for (const { text } of notices) {
    expect(text).toMatch(/Fee until now.*\$2,400[\s\S]*Fee from then on.*\$2,640/);
    expect(text).toContain('How to cancel');
  }
  const page = await spine.journey
    .visitor()
    .open(linkOf(notices[0] ?? (await spine.journey.mail(who.email, /renews/))));
  expect(page.text).toContain('$2,640 a year (until now $2,400)');
  expect((await agreementOf(who))?.price.feeCents).toBe(240_000);
  await toDay(366);
  expect(await end('renewal', who, 't2')).toEqual(succeeded('renewed'));
  expect(await end('billing', who, 't2-i1')).toEqual(succeeded('paid'));
  const agreement = await agreementOf(who);
  expect([agreement?.plan.version, agreement?.invoices.at(-1)?.amountCents]).toEqual([2, 264_000]);
}, 180_000);
