import type { Page } from 'playwright-core';
import { type Applicant, pat } from '../support/journey.ts';

/** An applicant like Pat with a mailbox of their own. */
export function applicant(name: string, physicianId: Applicant['physicianId'] = 'oak'): Applicant {
  return { ...pat, firstName: name, email: `${name.toLowerCase()}@example.com`, physicianId };
}

/** Presses a button of the page and waits until the next page is there. */
export async function press(page: Page, button: string | RegExp): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: button }).click();
  await loaded;
}

/** Presses twice. Chromium itself sends such a form once, others do not: so the same form also comes a second time. */
export async function pressTwice(page: Page, button: string): Promise<void> {
  const sending = page.waitForRequest((request) => request.method() === 'POST');
  const loaded = page.waitForEvent('load');
  const pressing = page.getByRole('button', { name: button }).dblclick();
  const sent = await sending;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const again = await page.request.post(sent.url(), { data: sent.postData() ?? '', headers });
  await Promise.all([pressing, loaded]);
  // It came from the same person, so it is not asked for the birth date again.
  if (again.status() >= 500 || (await again.text()).includes('date of birth?')) {
    throw new Error(`The second press on "${button}" is answered by ${again.status()}: ${await again.text()}`);
  }
}

export async function follow(page: Page, link: string | RegExp): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.getByRole('link', { name: link }).click();
  await loaded;
}

export async function fillBirthDate(page: Page, born: readonly string[]): Promise<void> {
  const [year = '', month = '', day = ''] = born;
  await page.getByLabel('Month').selectOption(month);
  await page.getByLabel('Day').fill(day);
  await page.getByLabel('Year').fill(year);
}

/** From the plans to the form, for oneself. */
export async function startApplication(page: Page): Promise<void> {
  await choose(page, 'for', 'me');
  await press(page, 'Go on');
}

export async function fillApplication(page: Page, who: Applicant): Promise<void> {
  await choose(page, 'planId', who.planId);
  await choose(page, 'physicianId', who.physicianId);
  await page.getByLabel('First name', { exact: true }).fill(who.firstName);
  await page.getByLabel('Last name', { exact: true }).fill(who.lastName);
  await fillBirthDate(page, who.born);
  await choose(page, 'coverage', 'medicare');
  await page.getByLabel('Email', { exact: true }).fill(who.email);
  await page.getByLabel('Phone', { exact: true }).fill('(555) 010-0123');
  await page.getByLabel('Street address').fill('12 Nowhere Lane');
  await page.getByLabel('City').fill('Sampleton');
  await page.getByLabel('State', { exact: true }).selectOption('NY');
  await page.getByLabel('ZIP code').fill('10000');
  await choose(page, 'mail', 'email');
}

/** The whole row is the target, so it is the row that is pressed. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator('.choice', { has: page.locator(`[name="${name}"][value="${value}"]`) }).click();
}

async function tickAll(page: Page): Promise<void> {
  for (const row of await page.locator('.choice:has([type=checkbox])').all()) {
    if (!(await row.getByRole('checkbox').isChecked())) await row.click();
  }
}

/** The screens of a patient's signing, in their order: how each is filled in, and the button that sends it. */
export function signingScreens(who: Applicant): { heading: string; fill(page: Page): Promise<void>; button: string }[] {
  return [
    {
      heading: 'Your agreement is ready to read',
      fill: (page) => fillBirthDate(page, who.born),
      button: 'Continue',
    },
    { heading: 'Electronic records, if you want them', fill: tickAll, button: 'Agree and continue' },
    { heading: 'The agreement in short', fill: tickAll, button: 'Continue to the agreement' },
    { heading: 'The agreement', fill: tickAll, button: 'Continue to signing' },
    {
      heading: 'Sign your agreement',
      fill: async (page) => {
        await fillSignature(page, `${who.firstName} ${who.lastName}`);
        await choose(page, 'renewal', 'no');
      },
      button: 'Sign the agreement',
    },
    {
      heading: 'How would you like to pay?',
      fill: (page) => choose(page, 'method', 'pm_card_visa'),
      button: 'Save and finish',
    },
  ];
}

export async function fillSignature(page: Page, name: string): Promise<void> {
  await page.getByLabel('Type your full name').fill(name);
  await tickAll(page);
}
