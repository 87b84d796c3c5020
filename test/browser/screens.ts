import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type Device, devices, startBrowser } from '../support/browser.ts';
import { linkOf, physicians } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { openTab } from './tab.ts';
import {
  applicant,
  fillApplication,
  fillBirthDate,
  fillSignature,
  follow,
  press,
  signingScreens,
  startApplication,
} from './ways.ts';

/** Pictures of the main screens at both widths, for people to judge: `npx node test/browser/screens.ts [FOLDER]`. */
const folder = resolve(process.argv[2] ?? '.cache/screens');
mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
const spine = await startSpine();
for (const device of Object.keys(devices) as Device[]) {
  await using tab = await openTab(browser, spine.cloud.productUrl, device);
  await takeAll(tab.page, spine, device);
}
await browser.close();
await spine[Symbol.asyncDispose]();
console.log(`The pictures are in ${folder}`);

async function takeAll(page: Page, { journey }: Spine, device: Device): Promise<void> {
  const who = applicant(`${device}er`);
  let taken = 0;
  const take = async (name: string) => {
    taken += 1;
    const file = `${device}-${String(taken).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true });
  };

  await page.goto('/');
  await take('plans');
  await startApplication(page);
  await take('apply');
  await press(page, 'Send my application');
  await take('apply-with-errors');
  await fillApplication(page, who);
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
    await fill(page);
    await press(page, button);
  }
  await take('signed');
  await page.goto(await journey.countersignLink(who));
  await fillBirthDate(page, physicians[who.physicianId].born);
  await press(page, 'Continue');
  await take('review');
  await follow(page, 'I do not want to sign this agreement');
  await take('decline');
  await follow(page, 'No, go back to the agreement');
  await fillSignature(page, 'Dr. Oak Sample');
  await press(page, 'Countersign the agreement');
  await take('countersigned');
  await page.goto('/sign/nobody-knows-me');
  await take('unknown-link');
}
