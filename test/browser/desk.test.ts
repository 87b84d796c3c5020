import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Device, devices, startBrowser } from '../support/browser.ts';
import { pat } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAtDesk, isAt, troublesOf } from './arrive.ts';
import { Keyboard } from './keyboard.ts';
import { openTab } from './tab.ts';
import { follow, press } from './ways.ts';

// What only a browser shows of the desk: its cookies, its policy for forms, the way over another host, and its looks.

let browser: Browser;
let spine: Spine;
beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
  await spine.journey.enrol({ ...pat, email: 'desk.pat@example.com', physicianId: 'fern' });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

test.each(Object.keys(devices) as Device[])(
  'one signs in, looks round and signs out, on a %s',
  async (device) => {
    await using tab = await openTab(browser, spine.cloud.productUrl, device);
    const { page } = tab;
    await page.goto('/desk/agreements');
    await press(page, /^Manager/);
    await arrivedAtDesk(page, 'Agreements');
    const pages = {
      Desk: 'What waits for you',
      Applications: 'Applications to decide',
      'Waiting list': 'Waiting list',
    };
    for (const [link, heading] of Object.entries(pages)) {
      await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: link, exact: true }).click();
      await arrivedAtDesk(page, heading);
    }
    await page.goto('/desk/agreements');
    await follow(page, 'Pat Example-Testerson');
    await arrivedAtDesk(page, 'Pat Example-Testerson');
    const links = await page.locator('.acts a[href*="do="]').all();
    const forms = await Promise.all(links.map((link) => link.getAttribute('href')));
    expect(forms.length).toBeGreaterThan(3);
    for (const form of forms) {
      await page.goto(form ?? '');
      await arrivedAtDesk(page, 'Pat Example-Testerson');
      // Nothing is filled in, so what asks for something comes back with errors, and nothing is changed.
      if (form?.includes('do=in-office')) continue;
      await page.locator('.act button[type=submit]').click();
      await arrivedAtDesk(page, 'Pat Example-Testerson');
    }
    await page.goto('/desk');

    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    // At the user pool, over its own host; then back.
    await page.locator('button[value=yes]').click();
    await page.waitForURL('**/desk/signed-out*');
    await arrivedAtDesk(page, 'You are signed out');
    await page.goto('/desk');
    expect(new URL(page.url()).pathname).toMatch(/^\/interaction\//);
    expect(troublesOf(tab)).toEqual([]);
  },
  120_000,
);

test('a physician’s queue needs no mouse', async () => {
  await using tab = await openTab(browser, spine.cloud.productUrl, 'desktop');
  const { page } = tab;
  await page.goto('/desk/queue');
  const keys = new Keyboard(page);
  await keys.tabTo(page.getByRole('button', { name: /^Dr. Fern/ }));
  await keys.send('Enter');
  await arrivedAtDesk(page, 'Agreements to sign');
  await keys.tabTo(page.getByRole('link', { name: 'Skip to the content' }));
  await keys.press('Enter');
  await keys.tabTo(page.getByRole('button', { name: 'Sign out on every device' }));
  await keys.send('Enter');
  await arrivedAtDesk(page, 'You are signed out');
  expect([...keys.troubles, ...troublesOf(tab)]).toEqual([]);
}, 120_000);

test('a form of a session that has ended says so, and leads back in', async () => {
  await using tab = await openTab(browser, spine.cloud.productUrl, 'phone');
  const { page } = tab;
  await page.goto('/desk');
  await press(page, /^Front desk/);
  await isAt(page, 'What waits for you');
  await spine.journey.move({ by: 'PT20M' });
  await press(page, 'Sign out on every device');
  await arrivedAtDesk(page, 'Your session has ended');
  await follow(page, 'Sign in');
  await press(page, /^Front desk/);
  await isAt(page, 'What waits for you');
  expect(troublesOf(tab)).toEqual([]);
}, 120_000);
