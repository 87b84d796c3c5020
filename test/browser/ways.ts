import type { Page } from 'playwright-core';
import { type Applicant, pat } from '../support/journey.ts';
import type { Person } from './person.ts';

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
export async function startApplication(person: Person): Promise<void> {
  await person.fill({ for: 'me' });
  await person.press('Go on');
}

export function fillApplication(person: Person, who: Applicant): Promise<void> {
  return person.fill({
    planId: who.planId,
    physicianId: who.physicianId,
    firstName: who.firstName,
    lastName: who.lastName,
    ...birthDate(who.born),
    coverage: 'medicare',
    ...reachedBy(who.email),
  });
}

/** A birth date's fields, of the patient whose fields have this prefix. */
export function birthDate(born: readonly string[], prefix = ''): Record<string, string> {
  const [year = '', month = '', day = ''] = born;
  return { [`${prefix}birthMonth`]: month, [`${prefix}birthDay`]: day, [`${prefix}birthYear`]: year };
}

/** The fields of the form's last part. */
export function reachedBy(email: string): Record<string, string> {
  return {
    phone: '(555) 010-0123',
    addressLine1: '12 Nowhere Lane',
    city: 'Sampleton',
    state: 'NY',
    postalCode: '10000',
    mail: 'email',
    email,
  };
}

/** The whole row is the target, so it is the row that is pressed. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator('.choice', { has: page.locator(`[name="${name}"][value="${value}"]`) }).click();
}

export async function tickAll(page: Page): Promise<void> {
  for (const row of await page.locator('.choice:has([type=checkbox])').all()) {
    if (!(await row.getByRole('checkbox').isChecked())) await row.click();
  }
}

interface SigningScreen {
  heading: string;
  fill(person: Person): Promise<void>;
  button: string;
}

/** The screens of a patient's signing, in their order: how each is filled in, and the button that sends it. */
export function signingScreens(who: Pick<Applicant, 'firstName' | 'lastName' | 'born'>): SigningScreen[] {
  const tickAll = (person: Person) => person.tickAll();
  return [
    {
      heading: 'Your agreement is ready to read',
      fill: (person) => person.fill(birthDate(who.born)),
      button: 'Continue',
    },
    { heading: 'Electronic records, if you want them', fill: tickAll, button: 'Agree and continue' },
    { heading: 'The agreement in short', fill: tickAll, button: 'Continue to the agreement' },
    { heading: 'The agreement', fill: tickAll, button: 'Continue to signing' },
    {
      heading: 'Sign your agreement',
      fill: async (person) => {
        await person.fill({ signature: `${who.firstName} ${who.lastName}` });
        await person.tickAll();
        await person.fill({ renewal: 'no' });
      },
      button: 'Sign the agreement',
    },
    {
      heading: 'How would you like to pay?',
      fill: (person) => person.fill({ method: 'pm_card_visa' }),
      button: 'Save and finish',
    },
  ];
}

export async function fillSignature(page: Page, name: string): Promise<void> {
  await page.getByLabel('Type your full name').fill(name);
  await tickAll(page);
}
