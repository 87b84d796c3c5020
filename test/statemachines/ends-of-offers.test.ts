import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { keys } from '../../functions/adapters/table/keys.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// One test for each way in which the waiting list ends: onboarding begins when a freed seat is offered.

let spine: Spine;
beforeAll(async () => {
  spine = await startSpine();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const closed = { status: 'SUCCEEDED', outcome: 'closed' };
let round = 0;
let holder: Applicant;
let waiting: Applicant;

const fern = (name: string): Applicant => ({ ...person(`${name}${round}`), physicianId: 'fern', medicare: 'no' });
const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;

/** Dr. Fern's three seats are taken; somebody waits. */
beforeEach(async () => {
  round += 1;
  const free = 3 - (await spine.panelOf('fern')).seatsTaken;
  for (let seat = 0; seat < free; seat += 1) {
    holder = fern(`Holder${seat}`);
    await spine.journey.enrol(holder);
  }
  waiting = fern('Waiter');
  await spine.journey.apply(waiting);
  await spine.journey.confirm(waiting);
  await spine.journey.mail(waiting.email, /waiting list/i);
}, 60_000);

/** Whoever holds the last seat gives it back; the one who waits is asked. */
async function seatIsFreed(): Promise<string> {
  const id = await spine.agreementIdOf(holder.email);
  const { visitor, page } = await spine.journey.staff('Manager', `/desk/agreements/${id}?do=void`);
  await visitor.submit(page, { reason: 'To free the seat' }, '/void');
  return linkOf(await spine.journey.mail(waiting.email, /a place is free/i));
}

async function answer(link: string, given: 'yes' | 'no' | 'leave') {
  const visitor = spine.journey.visitor();
  return visitor.submit(await visitor.open(link), { answer: given });
}

test('onboarding goes on to signing when the offer is accepted', async () => {
  const link = await seatIsFreed();
  await answer(link, 'yes');
  await spine.journey.mail(waiting.email, /ready to read/i);
  expect((await agreementOf(waiting))?.status).toBe('awaiting_signature');
  // Pressed once more, it says that the place is theirs.
  expect((await spine.journey.visitor().open(link)).text).toContain('The place is yours');
  holder = waiting;
});

test('onboarding ends closed when the offer is not wanted, and the seat is free again', async () => {
  await answer(await seatIsFreed(), 'no');
  await spine.journey.mail(waiting.email, /your place/i);
  expect(await endOf(spine, 'onboarding', waiting)).toEqual(closed);
  expect([(await agreementOf(waiting))?.closedFor, (await spine.panelOf('fern')).seatsTaken]).toEqual([
    'offer_declined',
    2,
  ]);
});

test('onboarding ends closed when nobody answers within seven days, and the next one is asked', async () => {
  const next = fern('Next');
  await spine.journey.apply(next);
  await spine.journey.confirm(next);
  const link = await seatIsFreed();
  await spine.journey.move({ by: 'P9D' });
  expect(await endOf(spine, 'onboarding', waiting)).toEqual(closed);
  expect((await agreementOf(waiting))?.closedFor).toBe('offer_lapsed');
  expect((await spine.journey.visitor().open(link)).text).toContain('The time to answer is over');
  await answer(linkOf(await spine.journey.mail(next.email, /a place is free/i)), 'yes');
  expect((await agreementOf(next))?.offer?.acceptedAt).toBeDefined();
});

test('onboarding ends closed when somebody leaves the list before a seat is free', async () => {
  const page = await answer(linkOf(await spine.journey.mail(waiting.email, /waiting list/i)), 'leave');
  expect(page.text).toContain('not on the waiting list any more');
  await spine.journey.mail(waiting.email, /your place/i);
  expect(await endOf(spine, 'onboarding', waiting)).toEqual(closed);
});

test('staff offer a seat to another than the longest-waiting, and say why; and record the answer that they hear', async () => {
  const id = await spine.agreementIdOf(waiting.email);
  const at = `/desk/agreements/${id}`;
  const { visitor, page } = await spine.journey.staff('Front desk', `${at}?do=offer`);
  const without = await visitor.submit(page, {}, '/offer');
  expect([without.status, without.text.includes('Please enter why')]).toEqual([422, true]);
  const full = await visitor.submit(page, { reason: 'Moved here for it' }, '/offer');
  expect([full.status, full.text.includes('The doctor has no free place')]).toEqual([422, true]);
  expect(full.root.querySelector('input[name=reason]')?.getAttribute('value')).toBe('Moved here for it');

  await onePlaceMore();
  const offered = await visitor.submit(full, { reason: 'Moved here for it' }, '/offer');
  expect(offered.text).toContain('The seat is offered');
  await spine.journey.mail(waiting.email, /a place is free/i);
  const form = await visitor.open(`${at}?do=offer-answer`);
  expect((await visitor.submit(form, {}, '/offer-answer')).text).toContain('Please choose what they said');
  const said = await visitor.submit(form, { answer: 'yes', medium: 'phone' }, '/offer-answer');
  expect(said.text).toContain('The answer is recorded');
  await spine.journey.mail(waiting.email, /ready to read/i);
  expect((await agreementOf(waiting))?.status).toBe('awaiting_signature');
});

/** As the practice's settings give it. Nobody is told of it, so that staff choose. */
async function onePlaceMore(): Promise<void> {
  await spine.table.client.send(
    new UpdateCommand({
      TableName: spine.table.name,
      Key: keys.panel('fern'),
      UpdateExpression: 'SET cap = cap + :one, seatsFree = seatsFree + :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  );
}
