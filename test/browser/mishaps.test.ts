import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { readHistory } from '../../functions/adapters/table/agreement-store.ts';
import { startBrowser } from '../support/browser.ts';
import { type Applicant, linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { isAt } from './arrive.ts';
import { withMouse } from './person.ts';
import { openTab } from './tab.ts';
import { applicant, fillApplication, press, pressTwice, signingScreens, startApplication } from './ways.ts';

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

/** What has been done to the agreement so far, by the audit trail. */
async function factsOf({ email }: Applicant): Promise<string[]> {
  const history = await readHistory(spine.table, (await spine.agreementIdOf(email)) ?? '');
  return history.map(({ type }) => type);
}

async function seatsTaken(): Promise<number> {
  return (await spine.panelOf('oak')).seatsTaken;
}

test('a mistake in the application loses nothing that was typed', async () => {
  await using tab = await phone();
  const { page } = tab;
  const who = applicant('Alex');
  await page.goto('/');
  await startApplication(withMouse(page));
  await fillApplication(withMouse(page), { ...who, email: 'alex at example.com', born: ['1952', '2', '30'] });
  const typed = () =>
    page.locator('form').evaluate((form) => [...new FormData(form as HTMLFormElement)].map(([, value]) => value));
  const before = await typed();
  await press(page, 'Send my application');
  expect(await page.locator('.errors li').allTextContents()).toHaveLength(2);
  expect(await typed()).toEqual(before);
  await page.locator('.errors a').first().click();
  expect(await page.locator('select:focus').getAttribute('id')).toBe('birthMonth');
});

test('two presses, a reload, the back button and a second window make one application, one seat, one signature', async () => {
  await using tab = await phone();
  const { page } = tab;
  const who = applicant('Bo');
  const seats = await seatsTaken();
  await page.goto('/');
  await startApplication(withMouse(page));
  await fillApplication(withMouse(page), who);
  await pressTwice(page, 'Send my application');
  await isAt(page, 'Check your email');
  await page.goBack();
  await page.goForward();
  await page.reload();
  await page.goto(linkOf(await spine.journey.mail(who.email, /confirm/i)));
  await pressTwice(page, 'Confirm my application');
  await page.reload();
  const link = linkOf(await spine.journey.mail(who.email, /ready to read/i));
  expect([(await spine.journey.mails(who.email)).length, await seatsTaken()]).toEqual([2, seats + 1]);

  const second = await page.context().newPage();
  await page.goto(link);
  for (const { heading, fill, button } of signingScreens(who)) {
    await isAt(page, heading);
    await fill(withMouse(page));
    if (button === 'Sign the agreement') {
      await second.goto(link);
      await fill(withMouse(second));
    }
    await pressTwice(page, button);
    await page.reload();
  }
  await press(second, 'Sign the agreement');
  await isAt(second, 'Thank you, you have signed');
  await page.goBack();
  await page.goForward();
  await page.reload();
  await isAt(page, 'Thank you, you have signed');
  const facts = await factsOf(who);
  expect([...new Set(facts)]).toEqual(facts);
  expect(facts).toContain('signed');
  expect(tab.troubles).toEqual([]);
}, 120_000);
