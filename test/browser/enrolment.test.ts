import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Device, startBrowser } from '../support/browser.ts';
import { type Applicant, linkOf, physicians } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAt, arrivedAtDesk, troublesOf } from './arrive.ts';
import { type Person, withKeys, withMouse } from './person.ts';
import { openTab } from './tab.ts';
import { applicant, fillApplication, fillSignature, press, signingScreens, startApplication } from './ways.ts';

let browser: Browser;
let spine: Spine;

beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
});

afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

test.each<[Device, 'by mouse' | 'by keys', Applicant]>([
  ['phone', 'by mouse', applicant('Robin', 'oak')],
  ['desktop', 'by mouse', applicant('Sam', 'fern')],
  ['desktop', 'by keys', applicant('Kim', 'oak')],
])(
  'on a %s, %s, everyone gets from the plans to the welcome by pages that are good to read and to use',
  async (device, hands, who) => {
    await using patient = await openTab(browser, spine.cloud.productUrl, device);
    const person = hands === 'by mouse' ? withMouse(patient.page) : withKeys(patient.page);
    await applyAndConfirm(person, who);
    await sign(person, who);

    await using physician = await openTab(browser, spine.cloud.productUrl, device);
    await countersign(physician.page, who);
    const welcome = await spine.journey.mail(who.email, /welcome/i);
    expect(welcome.text).toContain('$2,400');
    expect((await spine.agreementOf(who.email))?.agreement.status).toBe('active');
    await patient.page.reload();
    await arrivedAt(patient.page, 'Both sides have signed');
    expect([...person.troubles, ...patient.troubles, ...troublesOf(physician)]).toEqual([]);
  },
  180_000,
);

async function hasErrors({ page, press }: Person, heading: string, button: string): Promise<void> {
  await press(button);
  expect(await page.locator('.error').count()).toBeGreaterThan(0);
  await arrivedAt(page, heading);
}

async function applyAndConfirm(person: Person, who: Applicant): Promise<void> {
  const { page } = person;
  const plans = 'Plans and what they cost';
  // On a day of its own: what one connection may do in a day without anybody's look is limited.
  await spine.journey.move({ by: 'P1D' });
  await page.goto('/');
  await arrivedAt(page, plans);
  await person.press('Go on');
  await arrivedAt(page, plans);
  await startApplication(person);
  await arrivedAt(page, 'Apply');
  await hasErrors(person, 'Apply', 'Send my application');
  await fillApplication(person, who);
  await person.press('Send my application');
  await arrivedAt(page, 'Check your email');
  await page.goto(linkOf(await spine.journey.mail(who.email, /confirm/i)));
  await arrivedAt(page, 'Confirm your application');
  await person.press('Confirm my application');
  await arrivedAt(page, 'You are confirmed');
}

async function sign(person: Person, who: Applicant): Promise<void> {
  const { page } = person;
  await page.goto(linkOf(await spine.journey.mail(who.email, /ready to read/i)));
  const steps: (string | null)[] = [];
  for (const { heading, fill, button } of signingScreens(who)) {
    await arrivedAt(page, heading);
    steps.push(await page.locator('.progress p').textContent());
    await hasErrors(person, heading, button);
    await fill(person);
    await person.press(button);
  }
  await arrivedAt(page, 'Thank you, you have signed');
  expect(steps).toEqual([1, 2, 3, 4, 5, 6].map((step) => `Step ${step} of 6`));
}

async function countersign(page: Page, who: Applicant): Promise<void> {
  await page.goto('/desk/queue');
  await press(page, new RegExp(`^${physicians[who.physicianId].name}`));
  await arrivedAtDesk(page, 'Agreements to sign');
  await press(page, 'Sign those that I chose');
  await arrivedAtDesk(page, 'Agreements to sign');
  await page.getByText(`${who.firstName} ${who.lastName}: Complete`).click();
  await fillSignature(page, 'Sample, MD');
  await press(page, 'Sign those that I chose');
  await arrivedAtDesk(page, 'Agreements to sign');
}
