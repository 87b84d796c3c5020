import type { Page } from 'playwright-core';
import { type Applicant, linkOf } from '../support/journey.ts';
import type { Spine } from '../support/spine.ts';
import { withMouse } from './person.ts';
import { applicant, choose, fillApplication, fillBirthDate, follow, press } from './ways.ts';

/** Takes the picture of a whole page, or of that part of it. */
export type Take = (name: string, part?: string) => Promise<void>;

/**
 * The screens beside the straight way: who pays for another, a declined card, a signature in the office, a declined
 * agreement, an offered place, and a link and an agreement that are too old. It moves the clock for all.
 */
export async function takeSideways(page: Page, spine: Spine, take: Take): Promise<void> {
  await takePayer(page, spine, take);
  await takeDeclinedCard(page, spine, take);
  await takeInOffice(page, spine, take);
  const [someone, hopes] = await fillUp(spine);
  await takeDecline(page, spine, someone, take);
  await takeOffer(page, spine, hopes, take);
  await takeExpiry(page, spine, hopes, take);
}

async function takePayer(page: Page, { journey }: Spine, take: Take): Promise<void> {
  const who = applicant('Paula');
  await page.goto('/apply?for=me');
  await fillApplication(withMouse(page), who);
  await page.locator('details.fold summary').click();
  await page.getByLabel('Their first name').fill('Maya');
  await page.getByLabel('Their last name').fill('Example-Payer');
  await page.getByLabel('Their email').fill('payer@example.com');
  await press(page, 'Send my application');
  await journey.confirm(who);
  await page.goto(linkOf(await journey.mail('payer@example.com', /will you pay/i)));
  await take('80-payer');
  await press(page, 'Yes, I pay for this');
  await take('81-payer-with-errors');
  await choose(page, 'scope', 'until-told');
  await choose(page, 'method', 'pm_card_visa');
  await choose(page, 'authorise', 'yes');
  await press(page, 'Yes, I pay for this');
  await take('82-payer-agreed');
}

async function takeDeclinedCard(page: Page, { journey }: Spine, take: Take): Promise<void> {
  const who = applicant('Dana');
  await journey.sign(who, await journey.enrol(who), { method: 'pm_card_visa_chargeDeclinedInsufficientFunds' });
  await journey.countersign(who);
  await page.goto(linkOf(await journey.mail(who.email, /payment/i)));
  await take('83-card-declined');
  await choose(page, 'method', 'pm_card_visa');
  await press(page, /^Pay/);
  await take('84-paid-after-all');
}

async function takeInOffice(page: Page, { journey, agreementIdOf }: Spine, take: Take): Promise<void> {
  const who = applicant('Ines');
  await journey.enrol(who);
  await page.goto(`/desk/agreements/${await agreementIdOf(who.email)}`);
  await press(page, /^Front desk/);
  await follow(page, 'Sign here, on this device');
  await take('85-in-office', '.act');
  await page.getByLabel('How you know who this is').fill('A photo ID');
  await press(page, 'Begin, and sign me out here');
  await take('86-in-office-begun');
}

/** Takes all of a physician's places; gives somebody who has one, and somebody who waits for one. */
async function fillUp({ journey, panelOf }: Spine): Promise<[Applicant, Applicant]> {
  const someone = applicant('Cam', 'fern');
  await journey.enrol(someone);
  const free = 3 - (await panelOf('fern')).seatsTaken;
  for (let number = 0; number < free; number += 1) await journey.enrol(applicant(`Seat${number}`, 'fern'));
  const hopes = applicant('Flo', 'fern');
  await journey.apply(hopes);
  await journey.confirm(hopes);
  return [someone, hopes];
}

async function takeDecline(page: Page, { journey }: Spine, who: Applicant, take: Take): Promise<void> {
  await page.goto(linkOf(await journey.mail(who.email, /ready to read/i)));
  await fillBirthDate(page, who.born);
  await press(page, 'Continue');
  await follow(page, 'I do not want this agreement');
  await take('87-decline');
  await press(page, 'Decline the agreement');
  await take('88-declined');
}

async function takeOffer(page: Page, { journey }: Spine, who: Applicant, take: Take): Promise<void> {
  await page.goto(linkOf(await journey.mail(who.email, /place is free/i)));
  await take('89-offer');
  await press(page, 'Yes, I would like the place');
  await take('90-offer-accepted');
}

async function takeExpiry(page: Page, { journey }: Spine, who: Applicant, take: Take): Promise<void> {
  const link = linkOf(await journey.mail(who.email, /ready to read/i));
  await journey.move({ by: 'P15D' });
  await page.goto(link);
  await take('91-link-too-old');
  await press(page, 'Email me a fresh link');
  await take('92-fresh-link-sent');
  const fresh = linkOf(await journey.mail(who.email, /fresh|new/i));
  await journey.move({ by: 'P20D' });
  await page.goto(fresh);
  await take('93-time-to-sign-over');
}
