import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAt } from './arrive.ts';
import { openTab } from './tab.ts';
import { applicant, choose, fillBirthDate, press, pressTwice } from './ways.ts';

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
