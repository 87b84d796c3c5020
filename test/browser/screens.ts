import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type Device, devices, startBrowser } from '../support/browser.ts';
import { type Applicant, linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { withMouse } from './person.ts';
import { takeSideways } from './side-screens.ts';
import { openTab } from './tab.ts';
import {
  applicant,
  choose,
  fillApplication,
  fillBirthDate,
  follow,
  press,
  signingScreens,
  startApplication,
} from './ways.ts';

/** Pictures of the main screens at both widths, for people to judge: `npm run screens [-- FOLDER]`; kept in docs/screens. */
const folder = resolve(process.argv[2] ?? 'docs/screens');
mkdirSync(folder, { recursive: true });
/** Small enough to be kept beside the code. */
const small = { type: 'jpeg', quality: 40, scale: 'css' } as const;
const browser = await startBrowser();
const spine = await startSpine();
for (const device of Object.keys(devices) as Device[]) {
  await using tab = await openTab(browser, spine.cloud.productUrl, device);
  await takeAll(tab.page, spine, device);
  await takeDesk(tab.page, spine, device);
  await takePlan(tab.page, spine, device);
}
await spine[Symbol.asyncDispose]();
for (const device of Object.keys(devices) as Device[]) {
  // A practice of its own for each: its clock moves, and all places of a physician are taken.
  await using own = await startSpine();
  await using tab = await openTab(browser, own.cloud.productUrl, device);
  await takeSideways(tab.page, own, (name, part) => shoot(tab.page, `${device}-${name}`, part));
}
await browser.close();
console.log(`The pictures are in ${folder}`);

/** Of the whole page, or of that part of it. */
async function shoot(page: Page, name: string, part?: string): Promise<void> {
  const path = join(folder, `${name}.jpg`);
  if (part === undefined) await page.screenshot({ path, fullPage: true, ...small });
  else await page.locator(part).screenshot({ path, ...small });
}

/** A household's form, and the staff's desk with somebody on paper, a question and somebody who waits. */
async function takeDesk(page: Page, { journey, agreementIdOf, panelOf }: Spine, device: Device): Promise<void> {
  const take = (name: string) => shoot(page, `${device}-${name}`);
  await page.goto('/apply?for=family&adults=2&children=1');
  await take('40-apply-household');
  const free = 3 - (await panelOf('fern')).seatsTaken;
  for (let number = 0; number < free; number += 1) {
    await journey.enrol({ ...applicant(`Seat${device}${number}`), physicianId: 'fern' });
  }
  const waiting: Applicant = { ...applicant(`Waits${device}`), physicianId: 'fern' };
  await journey.apply(waiting);
  await journey.confirm(waiting);
  await page.goto(linkOf(await journey.mail(waiting.email, /waiting list/i)));
  await take('41-waiting');
  const who = applicant(`Desk${device}`);
  await journey.sign(who, await journey.enrol(who));
  const asks = applicant(`Asks${device}`);
  const visitor = journey.visitor();
  const first = await journey.identify(visitor, await journey.enrol(asks), asks.born);
  const question = await visitor.open(`${new URL(first.url).pathname}/question`);
  await visitor.submit(question, { question: 'May my daughter come along to the first visit?' }, '/question');
  await page.goto('/desk');
  await take('50-sign-in');
  await press(page, /^Manager/);
  await take('51-desk');
  for (const [name, path] of [
    ['52-enter', '/desk/applications/new?for=me'],
    ['53-agreements', '/desk/agreements?physician=oak'],
    ['54-agreement', `/desk/agreements/${await agreementIdOf(asks.email)}`],
    ['55-correct', `/desk/agreements/${await agreementIdOf(asks.email)}?do=correct&memberId=m1`],
    ['56-waitlist', '/desk/waitlist'],
    ['57-packet', `/desk/agreements/${await agreementIdOf(asks.email)}/packet/s1`],
  ] as const) {
    await page.goto(path);
    await take(name);
  }
  await page.context().clearCookies();
  await page.goto('/desk/queue');
  await press(page, /^Dr. Oak/);
  await take('58-queue');
}

/** A plan in force, as its patient sees it until it is cancelled, and as the staff do, with payments by check. */
async function takePlan(page: Page, { journey, agreementIdOf }: Spine, device: Device): Promise<void> {
  const take = (name: string) => shoot(page, `${device}-${name}`);
  const who = applicant(`Plan${device}`);
  await journey.sign(who, await journey.enrol(who));
  await journey.countersign(who);
  await page.goto(linkOf(await journey.mail(who.email, /welcome/i)));
  await take('60-plan');
  await follow(page, 'Included services you have used');
  await fillBirthDate(page, who.born);
  await press(page, 'Continue');
  await take('61-use');
  await follow(page, 'Back to your plan');
  await follow(page, 'Cancel, or stop the renewal');
  await take('62-cancel');
  await choose(page, 'how', 'at-term-end');
  await press(page, 'Cancel my plan');
  await take('63-plan-ending');
  const payer = applicant(`Check${device}`);
  await journey.sign(payer, await journey.enrol(payer), { method: 'check' });
  await journey.countersign(payer);
  const address = `/desk/agreements/${await agreementIdOf(payer.email)}`;
  await page.context().clearCookies();
  await page.goto(address);
  await press(page, /^Manager/);
  for (const [amount, reference] of [
    ['700', '1041'],
    ['900.50', '1057'],
  ] as const) {
    await follow(page, 'Record a payment');
    await choose(page, 'medium', 'check');
    await page.getByLabel('Amount').fill(amount);
    await page.getByLabel('The day on which it came').fill((await journey.now()).now.slice(0, 10));
    await page.getByLabel('Number of the check').fill(reference);
    await press(page, 'Record it');
  }
  await take('70-money');
  for (const [name, link] of [
    ['71-payment', 'Record a payment'],
    ['72-ask-for-less', 'Ask for less'],
    ['73-bounced', 'The bank took this check back'],
    ['74-death', 'Has died'],
  ] as const) {
    await page.goto(address);
    await page.getByRole('link', { name: link }).first().click();
    await page.locator('.act').waitFor();
    await shoot(page, `${device}-${name}`, '.act');
  }
  await page.goto('/desk/physicians/oak');
  await take('75-physician');
}

async function takeAll(page: Page, { journey }: Spine, device: Device): Promise<void> {
  const who = applicant(`${device}er`);
  let taken = 0;
  const take = async (name: string) => {
    taken += 1;
    await shoot(page, `${device}-${String(taken).padStart(2, '0')}-${name}`);
  };

  await page.goto('/');
  await take('plans');
  await startApplication(withMouse(page));
  await take('apply');
  await press(page, 'Send my application');
  await take('apply-with-errors');
  await fillApplication(withMouse(page), who);
  await press(page, 'Send my application');
  await take('applied');
  await page.goto(linkOf(await journey.mail(who.email, /confirm/i)));
  await take('confirm');
  await press(page, 'Confirm my application');
  await take('confirmed');
  await page.goto(linkOf(await journey.mail(who.email, /ready to read/i)));
  for (const { heading, fill, button } of signingScreens(who)) {
    const name = heading.toLowerCase().replace(/\W+/g, '-');
    await take(name);
    if (button === 'Sign the agreement') {
      await press(page, button);
      await take(`${name}-with-errors`);
    }
    await fill(withMouse(page));
    await press(page, button);
  }
  await take('signed');
  await page.goto('/sign/nobody-knows-me');
  await take('unknown-link');
}
