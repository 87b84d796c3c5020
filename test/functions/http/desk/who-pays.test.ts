import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linkOf, person } from '../../../support/journey.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import type { Page, Visitor } from '../../../support/visitor.ts';

// Who pays, and whether anybody does, before an agreement is in force: from the desk to its end, at the real pages.

let spine: Spine;
let desk: Visitor;
beforeAll(async () => {
  spine = await startSpine();
  desk = (await spine.journey.staff('Manager')).visitor;
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const born = { birthYear: '1950', birthMonth: '4', birthDay: '4' };
const payer = { 'payer-firstName': 'Dora', 'payer-lastName': 'Example', 'payer-email': 'dora@example.com' };

/** Staff enter an application; the page that they come to. */
async function entered(who: ReturnType<typeof person>, given: Record<string, string>): Promise<Page> {
  const page = await desk.open('/desk/applications/new?for=me');
  const { firstName, lastName, email, planId, physicianId } = who;
  const address = { addressLine1: '12 Nowhere Lane', city: 'Sampleton', state: 'NY', postalCode: '10000' };
  const form = { planId, physicianId, firstName, lastName, ...born, email, phone: '(555) 010-0123', ...address };
  return desk.submit(page, { ...form, coverage: 'neither', ...given }, '/new');
}

/** Signs up to the screen after the signature. */
async function signed(link: string, name: string, renewal = 'yes'): Promise<{ sign: Page; after: Page }> {
  const visitor = spine.journey.visitor();
  const known = await spine.journey.identify(visitor, link, ['1950', '4', '4']);
  const sign = await spine.journey.readThrough(visitor, known);
  return { sign, after: await visitor.submit(sign, { signature: name, intent: 'yes', renewal }, '/sign') };
}

const statusOf = async (email: string) => (await spine.agreementOf(email))?.agreement.status;
const act = async (at: string, name: string, form: Record<string, string>, replaces = 0) =>
  desk.submit(await desk.open(`${at}?do=${name}&replaces=${replaces}`), form, `/${name}`);

test('a whole scholarship, with the enrolment fee waived, is asked for nothing, and begins when the doctor has signed', async () => {
  const who = person('Scholar');
  const application = await entered(who, { mail: 'email', planId: 'at-home' });
  const nothing = await desk.submit(application, { discount: 'scholarship', percent: '0' }, '/approve');
  expect([nothing.status, nothing.text.includes('from 1 to 100')]).toEqual([422, true]);
  const given = { discount: 'scholarship', percent: '100', waive: 'yes' };
  const approved = await desk.submit(nothing, given, '/approve');
  expect(approved.text).toContain('(100 %) and the enrolment fee of $150: scholarship');
  const { sign, after } = await signed(
    linkOf(await spine.journey.mail(who.email, /ready to read/i)),
    'Scholar Example',
  );
  for (const words of ['There is nothing to charge', 'with nothing to pay']) expect(sign.text).toContain(words);
  expect(after.text).toContain('You pay nothing for it');
  await spine.journey.countersign(who);
  const welcome = await spine.journey.mail(who.email, /welcome/i);
  expect(welcome.text).toContain('with nothing to pay');
  expect(welcome.text).not.toContain('your payment has arrived');
  expect(await statusOf(who.email)).toBe('active');
}, 120_000);

test('a price that is held for less than a year is not said to be the one that is charged for the next', async () => {
  const who = person('Held');
  const { now } = await spine.journey.now();
  const until = new Date(Date.parse(now) + 90 * 86_400_000).toISOString().slice(0, 10);
  await desk.submit(
    await entered(who, { mail: 'email' }),
    { discount: 'held-price', percent: '25', until },
    '/approve',
  );
  const link = linkOf(await spine.journey.mail(who.email, /ready to read/i));
  const { sign, after } = await signed(link, 'Held Example');
  const agreement = (await spine.agreementOf(who.email))?.agreement;
  const { feeCents = 0, discount } = agreement?.price ?? {};
  const whole = `$${((feeCents + (discount?.offCents ?? 0)) / 100).toLocaleString('en-US')}`;
  expect(sign.text).toContain(`renew it and charge me ${whole} a year`);
  expect(after.text).toContain('How would you like to pay?');
}, 120_000);

test('a named payer who does not answer is replaced, and the one who is named then pays', async () => {
  const who = person('Waits');
  const approved = await desk.submit(await entered(who, { mail: 'email', ...payer }), {}, '/approve');
  const at = new URL(approved.url).pathname;
  await signed(linkOf(await spine.journey.mail(who.email, /ready to read/i)), 'Waits Example');
  const asked = await spine.journey.mail('dora@example.com', /will you pay/i);
  await act(at, 'payer', { firstName: 'Otto', lastName: 'Example', email: 'otto@example.com' });
  const visitor = spine.journey.visitor();
  expect((await visitor.open(linkOf(asked))).status).toBe(404);
  const page = await visitor.open(linkOf(await spine.journey.mail('otto@example.com', /will you pay/i)));
  await visitor.submit(page, { scope: 'until-told', method: 'pm_card_visa', authorise: 'yes' });
  expect(await statusOf(who.email)).toBe('awaiting_countersignature');
}, 120_000);

test('a payer who says no by phone leaves it to whoever signed, on paper too: the desk records how they pay', async () => {
  const who = person('Paper');
  const approved = await desk.submit(await entered(who, { mail: 'paper', ...payer }), {}, '/approve');
  const at = new URL(approved.url).pathname;
  await spine.journey.move({ by: 'PT2M' });
  const { now } = await spine.journey.now();
  const back = { name: 'Paper Example', signedOn: now.slice(0, 10), renewal: 'no', complete: 'yes' };
  const form = await desk.open(`${at}?do=paper-signed&documentId=d1&signerId=s1`);
  await desk.submit(form, back, '/paper-signed');
  const missing = await act(at, 'payer-answer', {});
  expect([missing.status, missing.text.includes('Please choose what they said')]).toEqual([422, true]);
  await act(at, 'payer-answer', { answer: 'no', medium: 'phone' });
  const agreement = await desk.open(at);
  for (const words of ['a payment method is still to come', 'They said how they pay'])
    expect(agreement.text).toContain(words);
  const late = await act(at, 'payer-answer', { answer: 'check', medium: 'letter' });
  expect(late.text).toContain('Something else was recorded meanwhile');
  const done = await act(at, 'payer-answer', { answer: 'check', medium: 'letter' }, 1);
  expect(done.text).toContain('The answer is recorded');
  expect(await statusOf(who.email)).toBe('awaiting_countersignature');
}, 120_000);

/** A named payer agrees on their page, by a card. */
async function agrees(link: string, method = 'pm_card_visa'): Promise<Page> {
  const visitor = spine.journey.visitor();
  return visitor.submit(await visitor.open(link), { scope: 'until-told', method, authorise: 'yes' });
}

test('a payer who stops before the doctor has signed is let go; whoever has signed is told at once, and pays', async () => {
  const who = person('Minds');
  const ruth = { ...payer, 'payer-email': 'ruth@example.com' };
  const approved = await desk.submit(await entered(who, { mail: 'email', ...ruth }), {}, '/approve');
  const at = new URL(approved.url).pathname;
  await signed(linkOf(await spine.journey.mail(who.email, /ready to read/i)), 'Minds Example');
  await agrees(linkOf(await spine.journey.mail('ruth@example.com', /will you pay/i)));
  expect(await statusOf(who.email)).toBe('awaiting_countersignature');
  // A form from before she agreed, with a no, stops nothing.
  const form = await desk.open(`${at}?do=payer-answer&replaces=0`);
  expect(form.text).toContain('They do not want to pay any more');
  const stopped = await desk.submit(form, { answer: 'stop', medium: 'phone' }, '/payer-answer');
  expect(stopped.text).toContain('The answer is recorded');
  expect(await statusOf(who.email)).toBe('awaiting_signature');
  await expect(spine.journey.queueOf(who)).rejects.toThrow('Nothing of Minds waits');
  const mail = await spine.journey.mail(who.email, /a way to pay is needed/i);
  expect(mail.text).toContain('nobody pays yet');
  const visitor = spine.journey.visitor();
  const payment = await spine.journey.identify(visitor, linkOf(mail), ['1950', '4', '4']);
  await visitor.submit(payment, { method: 'pm_card_visa' }, '/payment');
  expect(await statusOf(who.email)).toBe('awaiting_countersignature');
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  expect(await statusOf(who.email)).toBe('active');
}, 120_000);

test('a payer whose card was declined may stop on their page, and whoever is named then pays', async () => {
  const who = person('Declines');
  const dan = { ...payer, 'payer-email': 'dan@example.com' };
  const approved = await desk.submit(await entered(who, { mail: 'email', ...dan }), {}, '/approve');
  const at = new URL(approved.url).pathname;
  await signed(linkOf(await spine.journey.mail(who.email, /ready to read/i)), 'Declines Example');
  const link = linkOf(await spine.journey.mail('dan@example.com', /will you pay/i));
  await agrees(link, 'pm_card_chargeDeclinedExpiredCard');
  await spine.journey.countersign(who);
  await spine.journey.mail('dan@example.com', /did not go through/i);
  const dans = spine.journey.visitor();
  const no = await dans.submit(await dans.open(link), { answer: 'no' });
  expect(no.text).toContain('You are not charged anything');
  const asked = await spine.journey.mail(who.email, /a way to pay is needed/i);
  expect((await spine.journey.visitor().open(linkOf(asked))).text).toContain('A payment is due');
  const eve = { firstName: 'Eve', lastName: 'Example', email: 'eve@example.com' };
  await act(at, 'payer', eve, 1);
  const done = await agrees(linkOf(await spine.journey.mail('eve@example.com', /will you pay/i)));
  expect(done.text).not.toContain('when Dr. Oak has signed');
  await spine.journey.mail(who.email, /welcome/i);
  expect(await statusOf(who.email)).toBe('active');
}, 120_000);
