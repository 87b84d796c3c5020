import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Device, startBrowser } from '../support/browser.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { troublesOf } from './arrive.ts';
import {
  applyByForm,
  applyByPhone,
  briefly,
  closely,
  countersign,
  lettersToPost,
  packetIsWhole,
  post,
  recordCheck,
  recordPacket,
  type Scene,
  slipIsThere,
} from './paper-ways.ts';
import { withKeys, withMouse } from './person.ts';
import { openTab } from './tab.ts';

// All that staff do for a patient without an email address, from the application to the plan in force.

let browser: Browser;
let spine: Spine;

beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
});

afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

async function welcomeIsWhole(page: Page): Promise<void> {
  const text = await page.locator('main').textContent();
  expect(text).toContain('Paid$2,400 (Check)');
  expect(text).toContain('you chose that it does not renew by itself');
}

async function isInForce(page: Page): Promise<void> {
  expect(await page.locator('.amount').textContent()).toMatch(/^In force\. From /);
  const lines = await page.locator('.timeline li').allTextContents();
  const facts = lines.map((line) => line.replace(/^.*? \d{4} |, by .*$/g, ''));
  expect(facts).toEqual([
    'In force',
    'A payment was recorded',
    'The physician signed',
    'A payment method was given',
    'Signed on paper',
    'The signers were asked',
    'Approved',
  ]);
  expect(lines.at(-1)).toMatch(/ Approved, by Front desk/);
}

const runs: [Device, 'by mouse' | 'by keys', 'with' | 'without', string][] = [
  ['phone', 'by mouse', 'with', 'Otto'],
  ['desktop', 'by keys', 'with', 'Olga'],
  ['desktop', 'by mouse', 'without', 'Odo'],
];

test.each(runs)(
  'on a %s, %s, %s scripts, staff bring a patient without email from the application to the plan',
  async (device, hands, scripts, firstName) => {
    const patient = `${firstName} Paperman`;
    const looks = scripts === 'with' ? closely : briefly;
    const scene: Scene = { journey: spine.journey, looks, firstName, patient };
    const by = hands === 'by mouse' ? withMouse : withKeys;
    const open = () => openTab(browser, spine.cloud.productUrl, device, { javaScriptEnabled: scripts === 'with' });

    await using publicTab = await open();
    if (hands === 'by mouse') await applyByForm(scene, by(publicTab.page));

    await using deskTab = await open();
    const { page } = deskTab;
    const staff = by(page);
    await page.goto('/desk');
    await staff.press(/^Front desk/);
    await looks.desk(page, 'What waits for you');
    await staff.follow(page.getByRole('link', { name: /applications? to decide/ }));
    await looks.desk(page, 'Applications to decide');
    if (hands === 'by keys') await applyByPhone(scene, staff);
    else await staff.follow(patient);
    await looks.desk(page, `Application of ${patient}`);
    expect(await page.locator('main dl').first().textContent()).toContain('Write toBy post');
    await staff.press('Approve');
    await looks.desk(page, patient);
    const path = new URL(page.url()).pathname;
    const agreementId = path.split('/').at(-1) ?? '';

    expect(await lettersToPost(scene, staff, path)).toEqual(['The papers to sign']);
    await looks.desk(page, 'What waits for you');
    await post(scene, staff, {
      words: 'The papers to sign',
      heading: 'Your agreement with Lakeside Family Medicine',
      read: (paper) => packetIsWhole(paper, agreementId),
    });
    expect(await lettersToPost(scene, staff, path)).toEqual([]);

    await page.goto(path);
    await recordPacket(scene, staff);
    await using physicianTab = await open();
    const physician = by(physicianTab.page);
    await countersign(scene, physician, agreementId);

    expect(await lettersToPost(scene, staff, path)).toEqual(['The invoice']);
    await post(scene, staff, { words: 'The invoice', heading: 'Invoice', read: slipIsThere });
    await recordCheck(scene, staff);

    expect(await lettersToPost(scene, staff, path)).toEqual(['The welcome, once in force']);
    const words = 'The welcome, once in force';
    await post(scene, staff, { words, heading: 'Welcome to Lakeside Family Medicine', read: welcomeIsWhole });
    expect(await lettersToPost(scene, staff, path)).toEqual([]);
    await page.goto(path);
    await isInForce(page);
    const mails = await spine.journey.mails();
    expect(mails.filter(({ text }) => text.includes(firstName))).toEqual([]);
    const troubles = [staff, physician].flatMap((one) => one.troubles);
    expect([...troubles, ...publicTab.troubles, ...[deskTab, physicianTab].flatMap(troublesOf)]).toEqual([]);
  },
  180_000,
);
