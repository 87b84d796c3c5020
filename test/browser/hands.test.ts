import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { isAt } from './arrive.ts';
import { Keyboard } from './keyboard.ts';
import { withMouse } from './person.ts';
import { openTab } from './tab.ts';
import { applicant, fillApplication, press, signingScreens, startApplication } from './ways.ts';

let browser: Browser;
let spine: Spine;

beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
});

afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

test('the whole signing needs no mouse, and the focus is always seen', async () => {
  await using tab = await openTab(browser, spine.cloud.productUrl, 'desktop');
  const { page } = tab;
  const who = applicant('Gale');
  await page.goto(await spine.journey.enrol(who));
  const keys = new Keyboard(page);

  await keys.tabTo(page.getByRole('link', { name: 'Skip to the content' }));
  await keys.press('Enter');
  await keys.type(page.getByLabel('Month'), 'February');
  await keys.type(page.getByLabel('Day'), '28');
  await keys.type(page.getByLabel('Year'), '1952');
  await keys.send('Enter');
  // The answer begins with what is wrong; its link leads to the field.
  await keys.tabTo(page.locator('.errors a'));
  await keys.press('Enter');
  expect(await page.getByLabel('Month').inputValue()).toBe('2');
  await keys.tabTo(page.getByLabel('Day'));
  await keys.press('ControlOrMeta+A');
  await page.keyboard.type('29');
  await keys.tabTo(page.getByRole('button', { name: 'Continue' }));
  await keys.send('Space');

  for (const button of ['Agree and continue', 'Continue to the agreement', 'Continue to signing']) {
    await keys.tickAll();
    await keys.tabTo(page.getByRole('button', { name: button }));
    await keys.send('Enter');
  }
  await keys.type(page.getByLabel('Type your full name'), 'Gale Example-Testerson');
  await keys.tickAll();
  await keys.tabTo(page.getByLabel('Yes, renew it'));
  await keys.press('ArrowDown');
  expect(await page.getByLabel('No, ask me each year').isChecked()).toBe(true);
  await keys.tabTo(page.getByRole('button', { name: 'Sign the agreement' }));
  await keys.send('Enter');
  await keys.tabTo(page.getByRole('radio').first());
  await keys.press('Space');
  await keys.send('Enter');

  await isAt(page, 'Thank you, you have signed');
  expect([...keys.troubles, ...tab.troubles]).toEqual([]);
}, 120_000);

test('without JavaScript everything is the same', async () => {
  const who = applicant('Hollis');
  await using tab = await openTab(browser, spine.cloud.productUrl, 'phone', { javaScriptEnabled: false });
  const { page } = tab;
  const person = withMouse(page);
  await page.goto('/');
  await startApplication(person);
  await press(page, 'Send my application');
  await page.locator('.errors:focus').waitFor();
  await fillApplication(person, who);
  await press(page, 'Send my application');
  await isAt(page, 'Check your email');
  await page.goto(linkOf(await spine.journey.mail(who.email, /confirm/i)));
  await press(page, 'Confirm my application');
  await page.goto(linkOf(await spine.journey.mail(who.email, /ready to read/i)));
  for (const { heading, fill, button } of signingScreens(who)) {
    await isAt(page, heading);
    await fill(person);
    await press(page, button);
  }
  await isAt(page, 'Thank you, you have signed');
  expect(tab.troubles).toEqual([]);
}, 120_000);
