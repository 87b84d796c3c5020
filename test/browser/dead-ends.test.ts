import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAt, isAt } from './arrive.ts';
import { openTab } from './tab.ts';
import { applicant, choose, fillBirthDate, follow, press, pressTwice } from './ways.ts';

let browser: Browser;
let spine: Spine;

beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
});

afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

const phone = () => openTab(browser, spine.cloud.productUrl, 'phone');

test.each([
  ['/sign/nobody-knows-me', 'We do not know this link'],
  ['/confirm/nobody-knows-me', 'This link no longer works'],
  ['/pay/nobody-knows-me', 'This link no longer works'],
])('the unknown link %s says so calmly and leads somewhere', async (path, heading) => {
  await using tab = await phone();
  await tab.page.goto(path);
  await arrivedAt(tab.page, heading);
  expect(tab.troubles).toEqual([]);
});

test('a patient can decline, change their mind before, and never after', async () => {
  await using tab = await phone();
  const { page } = tab;
  const who = applicant('Cam');
  const before = await spine.panelOf('oak');
  await page.goto(await spine.journey.enrol(who));
  await fillBirthDate(page, who.born);
  await press(page, 'Continue');
  await follow(page, 'I do not want this agreement');
  await arrivedAt(page, 'Do you want to decline this agreement?');
  await follow(page, 'No, go back');
  await isAt(page, 'Electronic records, if you want them');
  await follow(page, 'I do not want this agreement');
  await page.getByLabel('Would you tell us why?').fill('It is too dear.');
  await pressTwice(page, 'Decline the agreement');
  await arrivedAt(page, 'The agreement was declined');
  await spine.journey.mail(who.email, /closed/i);
  expect((await spine.agreementOf(who.email))?.agreement.status).toBe('closed');
  expect((await spine.panelOf('oak')).seatsTaken).toBe(before.seatsTaken);
});

test('a declined card is mended on a page of its own', async () => {
  await using tab = await phone();
  const { page } = tab;
  const who = applicant('Dana');
  const declined = { method: 'pm_card_visa_chargeDeclinedInsufficientFunds' };
  await spine.journey.sign(who, await spine.journey.enrol(who), declined);
  await spine.journey.countersign(who);
  await page.goto(linkOf(await spine.journey.mail(who.email, /payment/i)));
  await arrivedAt(page, 'Your payment did not go through');
  await press(page, /^Pay/);
  await arrivedAt(page, 'Your payment did not go through');
  await choose(page, 'method', 'pm_card_visa');
  await pressTwice(page, 'Pay $2,400');
  await arrivedAt(page, 'Thank you');
  await spine.journey.mail(who.email, /welcome/i);
});

test('five wrong birth dates pause the link, and the page says for how long', async () => {
  await using tab = await phone();
  const { page } = tab;
  await page.goto(await spine.journey.enrol(applicant('Eli')));
  for (const day of ['1', '2', '3', '4', '5']) {
    await fillBirthDate(page, ['1952', '2', day]);
    await press(page, 'Continue');
  }
  await arrivedAt(page, 'This link is paused for 30 minutes');
});

// The last one: it moves the clock for all.
test('a link that is too old sends a fresh one, and an agreement that nobody signed is over', async () => {
  await using tab = await phone();
  const { page } = tab;
  const who = applicant('Flo');
  const link = await spine.journey.enrol(who);
  await spine.journey.move({ by: 'P15D' });
  await page.goto(link);
  await arrivedAt(page, 'This link is too old');
  await pressTwice(page, 'Email me a fresh link');
  await arrivedAt(page, 'A fresh link is on its way');
  await page.goto(link);
  await arrivedAt(page, 'There is a newer link');
  const fresh = linkOf(await spine.journey.mail(who.email, /fresh|new/i));
  await page.goto(fresh);
  await isAt(page, 'Your agreement is ready to read');
  await spine.journey.move({ by: 'P20D' });
  await page.goto(fresh);
  await arrivedAt(page, 'The time to sign is over');
  expect(tab.troubles).toEqual([]);
});
