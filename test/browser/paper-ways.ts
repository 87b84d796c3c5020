import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addDays, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { longDate } from '../../functions/pages/civil-date-words.ts';
import { axeFindings } from '../support/browser.ts';
import type { Journey } from '../support/journey.ts';
import { arrivedAt, arrivedAtDesk, isAt } from './arrive.ts';
import type { Person } from './person.ts';

// What staff do, step by step, for a patient who gets everything by post.

/** How closely a page is looked at: the public's, the desk's, or one to print. */
export interface Looks {
  public: typeof arrivedAt;
  desk: typeof arrivedAt;
  paper: typeof arrivedAt;
}

export const closely: Looks = {
  public: arrivedAt,
  desk: arrivedAtDesk,
  async paper(page, heading) {
    await isAt(page, heading);
    expect([heading, await axeFindings(page)]).toEqual([heading, []]);
  },
};
/** Without scripts there is nothing to look with. */
export const briefly: Looks = { public: isAt, desk: isAt, paper: isAt };

/** Who the patient is, whose clock goes, and how closely each page is looked at. */
export interface Scene {
  journey: Journey;
  looks: Looks;
  firstName: string;
  patient: string;
}

function applicationOf(firstName: string): Record<string, string> {
  return {
    planId: 'complete',
    physicianId: 'oak',
    firstName,
    lastName: 'Paperman',
    birthMonth: '4',
    birthDay: '1',
    birthYear: '1938',
    coverage: 'medicare',
    phone: '(555) 010-0177',
    addressLine1: '9 Letterbox Row',
    city: 'Sampleton',
    state: 'NY',
    postalCode: '10000',
    mail: 'paper',
  };
}

/** The practice's today. */
async function todayOf({ journey }: Scene): Promise<string> {
  return practiceDate((await journey.now()).now, 'America/New_York');
}

/** What is wrong, by the field beside which it stands. */
async function errorsOf(page: Page): Promise<Record<string, string>> {
  const wrong = await page.locator('.field.wrong').all();
  const errors = wrong.map(async (field) => [
    (await field.locator('[name]').first().getAttribute('name')) ?? '',
    (await field.locator('.error').textContent()) ?? '',
  ]);
  return Object.fromEntries(await Promise.all(errors));
}

async function typedIn(page: Page, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => page.locator(`[name="${name}"]`).inputValue()));
}

/** Back at the desk: the letters of this agreement that are still to be posted. */
export async function lettersToPost(scene: Scene, { page, follow }: Person, path: string): Promise<string[]> {
  // Until all that follows by itself is done.
  await scene.journey.move({ by: 'PT1S' });
  await follow(page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Desk', exact: true }));
  await isAt(page, 'What waits for you');
  return page.locator(`h2:text-is("Letters to post") + ul a[href="${path}"]`).allTextContents();
}

/** A letter as the desk names it, with the main heading that it has on paper. */
interface Letter {
  words: string;
  heading: string;
  /** Looks for what it must say. */
  read(page: Page): Promise<void>;
}

/** From the desk's list a letter is opened, as it is printed, and then noted as posted. */
export async function post(scene: Scene, staff: Person, letter: Letter): Promise<void> {
  const { looks, patient } = scene;
  const { page } = staff;
  const { words, heading, read } = letter;
  await staff.follow(words);
  await looks.desk(page, patient);
  await staff.follow(words);
  await looks.paper(page, heading);
  const address = await page.locator('.window address').textContent();
  expect(address).toBe(`${patient}9 Letterbox RowSampleton, NY 10000`);
  await read(page);
  await page.goBack();
  const listed = page.locator('.list li', { hasText: words });
  await staff.follow(listed.getByRole('link', { name: 'It is posted' }));
  await looks.desk(page, patient);
  await staff.fill({ postedOn: await todayOf(scene) });
  await staff.press('Note it');
  await isAt(page, patient);
  expect(await page.getByRole('status').textContent()).toBe('The letter is noted as posted.');
  expect(await listed.textContent()).toBe(`${words}posted on ${longDate(await todayOf(scene))}It came back`);
}

/** The patient asks by the public form for everything by post. */
export async function applyByForm(scene: Scene, patient: Person): Promise<void> {
  const { looks, firstName } = scene;
  // On a day of its own: what one connection may do in a day is limited.
  await scene.journey.move({ by: 'P1D' });
  const { page } = patient;
  await page.goto('/');
  await patient.fill({ for: 'me' });
  await patient.press('Go on');
  await looks.public(page, 'Apply');
  await patient.fill(applicationOf(firstName));
  await patient.press('Send my application');
  await looks.public(page, 'We have your application');
}

/** Or calls, and the front desk enters it. */
export async function applyByPhone(scene: Scene, staff: Person): Promise<void> {
  const { looks, firstName } = scene;
  const { page } = staff;
  await staff.follow('Enter an application');
  await looks.desk(page, 'Enter an application');
  await staff.fill({ for: 'me' });
  await staff.press('Go on');
  await looks.desk(page, 'Enter an application');
  await staff.fill({ ...applicationOf(firstName), phone: '555' });
  await staff.press('Enter the application');
  await looks.desk(page, 'Enter an application');
  expect(await errorsOf(page)).toEqual({
    phone: 'Please enter a phone number with its area code, like (555) 010-0100.',
  });
  expect(await typedIn(page, ['firstName', 'phone', 'city'])).toEqual([firstName, '555', 'Sampleton']);
  await staff.fill({ phone: '(555) 010-0177' });
  await staff.press('Enter the application');
}

/** The packet with its reference and every block that staff need when it comes back. */
export async function packetIsWhole(page: Page, agreementId: string): Promise<void> {
  const cover = (await page.locator('.large .reference').first().textContent()) ?? '';
  const reference = cover.replace('Reference: ', '');
  expect(reference.replaceAll('-', '').toLowerCase()).toBe(`${agreementId} / d1`);
  const text = (await page.locator('main').textContent()) ?? '';
  // On the cover, on the check's memo line, and on both parts that come back.
  expect(text.split(reference)).toHaveLength(5);
  const headings = await page.locator('h2, h3').allTextContents();
  const blocks = ['Key terms', 'How you pay', 'Please initial', 'You have Medicare', 'Signature'];
  expect(headings).toEqual(expect.arrayContaining([...blocks, 'Should it renew by itself?']));
  expect(await page.getByRole('heading', { name: 'Medical retainer agreement' }).isVisible()).toBe(true);
  expect(await page.locator('.initial .box').count()).toBe(await page.locator('.initial h3').count());
  expect(await page.locator('.tick .box').count()).toBe(2);
  expect(await page.locator('.line').allTextContents()).toEqual(['Signature', 'Date']);
}

/** The packet is back: what is wrong is said beside its field, and what was typed stays. */
export async function recordPacket(scene: Scene, staff: Person): Promise<void> {
  const { looks, patient } = scene;
  const { page } = staff;
  const tomorrow = addDays(await todayOf(scene), 1);
  await staff.follow('The signed packet is back');
  await looks.desk(page, patient);
  await staff.fill({ name: 'O. Paperman', signedOn: tomorrow });
  await staff.press('Record it');
  await looks.desk(page, patient);
  expect(await errorsOf(page)).toEqual({
    signedOn: `Please choose a day from ${addDays(await todayOf(scene), -366)} to ${await todayOf(scene)}.`,
    renewal: 'Please say which box is ticked on the paper.',
    complete: 'Please confirm that every page came back, with each box initialled.',
  });
  expect(await typedIn(page, ['name', 'signedOn'])).toEqual(['O. Paperman', tomorrow]);
  await staff.fill({ name: patient, signedOn: await todayOf(scene), renewal: 'no', complete: 'yes' });
  await staff.press('Record it');
  await looks.desk(page, patient);
  expect(await page.getByRole('status').textContent()).toBe('The signed papers are recorded.');
  const text = await page.locator('main').textContent();
  expect(text).toContain('Dr. Oak Sample has still to sign');
  expect(text).toContain('Pays withCheck');
}

/** One stated intent, at the queue alone. */
export async function countersign({ looks, patient }: Scene, physician: Person, agreementId: string): Promise<void> {
  const { page } = physician;
  await page.goto('/desk/queue');
  await physician.press(/^Dr. Oak/);
  await looks.desk(page, 'Agreements to sign');
  await physician.press('Sign those that I chose');
  await looks.desk(page, 'Agreements to sign');
  const queued = page.getByRole('region', { name: patient });
  await physician.fill({ [`sign-${agreementId}`]: 'yes' });
  await physician.unfold(queued.locator('summary'));
  expect(await queued.locator('details').textContent()).toContain(`Signed as “${patient}”`);
  await physician.fill({ signature: 'Oak Sample, MD', intent: 'yes' });
  await physician.press('Sign those that I chose');
  await looks.desk(page, 'Agreements to sign');
  expect(await page.locator('main').textContent()).toContain('Nothing waits for your signature.');
}

/** The part that comes back with the check says what it is for. */
export async function slipIsThere(page: Page): Promise<void> {
  const slip = (await page.getByRole('region', { name: 'Slip to send along' }).textContent()) ?? '';
  expect(slip).toContain('Please cut here and send this part with your check');
  expect(slip).toMatch(/Amount\$2,400Reference[A-Z0-9-]+ \/ t1-i1$/);
}

export async function recordCheck(scene: Scene, staff: Person): Promise<void> {
  const { looks, patient } = scene;
  const { page } = staff;
  await staff.follow('Record a payment');
  await looks.desk(page, patient);
  await staff.fill({ medium: 'check', amount: '24,00', receivedOn: await todayOf(scene) });
  await staff.press('Record it');
  await looks.desk(page, patient);
  expect(await errorsOf(page)).toEqual({
    amount: 'Please enter an amount like 1,200 or 1,250.50.',
    reference: 'Please enter the number of the check.',
  });
  expect(await typedIn(page, ['amount', 'receivedOn'])).toEqual(['24,00', await todayOf(scene)]);
  await staff.fill({ amount: '2,400', reference: '1041' });
  await staff.press('Record it');
  await looks.desk(page, patient);
  expect(await page.getByRole('status').textContent()).toBe('The payment is recorded.');
}
