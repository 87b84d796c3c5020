import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Device, startBrowser } from '../support/browser.ts';
import { linkOf } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAt, isAt } from './arrive.ts';
import { type Person, withKeys, withMouse } from './person.ts';
import { openTab } from './tab.ts';
import { applicant, pressTwice } from './ways.ts';

// The two ways on which an agreement is not signed: the patient declines it, or lets the time to sign pass.

let browser: Browser;
let spine: Spine;

beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
});

afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

type Run = [Device, 'by mouse' | 'by keys', 'with' | 'without'];
const runs: Run[] = [
  ['phone', 'by mouse', 'with'],
  ['desktop', 'by mouse', 'with'],
  ['desktop', 'by keys', 'with'],
  ['phone', 'by mouse', 'without'],
];

/** Somebody at a page of their own; without scripts there is nothing to look closely with. */
async function sitDown([device, hands, scripts]: Run) {
  const tab = await openTab(browser, spine.cloud.productUrl, device, { javaScriptEnabled: scripts === 'with' });
  const person = hands === 'by mouse' ? withMouse(tab.page) : withKeys(tab.page);
  return {
    person,
    look: scripts === 'with' ? arrivedAt : isAt,
    pressesTwice: (button: string) => (hands === 'by mouse' ? pressTwice(tab.page, button) : person.press(button)),
    troubles: () => [...person.troubles, ...tab.troubles],
    [Symbol.asyncDispose]: () => tab[Symbol.asyncDispose](),
  };
}

async function saysWhoTheyAre(person: Person): Promise<void> {
  await person.fill({ birthMonth: '2', birthDay: '29', birthYear: '1952' });
  await person.press('Continue');
}

test.each(runs)(
  'on a %s, %s, %s scripts, a patient can decline, change their mind before, and never after',
  async (...run) => {
    await using at = await sitDown(run);
    const { person, look } = at;
    const who = applicant(`Cam-${run.join('-').replaceAll(' ', '-')}`);
    const before = await spine.panelOf('oak');
    const link = await spine.journey.enrol(who);
    await person.page.goto(link);
    await saysWhoTheyAre(person);
    await person.follow('I do not want this agreement');
    await look(person.page, 'Do you want to decline this agreement?');
    await person.follow('No, go back');
    await isAt(person.page, 'Electronic records, if you want them');
    await person.follow('I do not want this agreement');
    await person.fill({ reason: 'It is too dear.' });
    await at.pressesTwice('Decline the agreement');
    await look(person.page, 'The agreement was declined');
    await person.page.goto(link);
    await look(person.page, 'The agreement was declined');
    await person.follow('see the plans');
    await isAt(person.page, 'Plans and what they cost');
    await spine.journey.mail(who.email, /closed/i);
    expect((await spine.agreementOf(who.email))?.agreement).toMatchObject({ status: 'closed' });
    expect((await spine.panelOf('oak')).seatsTaken).toBe(before.seatsTaken);
    expect(at.troubles()).toEqual([]);
  },
);

// After the others: they move the clock for all.
test.each(runs)(
  'on a %s, %s, %s scripts, a link that is too old sends a fresh one, and an agreement that nobody signed is over',
  async (...run) => {
    await using at = await sitDown(run);
    const { person, look } = at;
    const { page } = person;
    const who = applicant(`Flo-${run.join('-').replaceAll(' ', '-')}`);
    const before = await spine.panelOf('oak');
    const link = await spine.journey.enrol(who);
    await spine.journey.move({ by: 'P15D' });
    await page.goto(link);
    await look(page, 'This link is too old');
    await at.pressesTwice('Email me a fresh link');
    await look(page, 'A fresh link is on its way');
    await page.goto(link);
    await look(page, 'There is a newer link');
    const fresh = linkOf(await spine.journey.mail(who.email, /fresh|new/i));
    await page.goto(fresh);
    await isAt(page, 'Your agreement is ready to read');
    await spine.journey.move({ by: 'P20D' });
    await page.goto(fresh);
    await look(page, 'The time to sign is over');
    await person.follow('see the plans');
    await isAt(page, 'Plans and what they cost');
    await spine.journey.mail(who.email, /closed/i);
    expect((await spine.agreementOf(who.email))?.agreement).toMatchObject({ status: 'closed' });
    expect((await spine.panelOf('oak')).seatsTaken).toBe(before.seatsTaken);
    expect(at.troubles()).toEqual([]);
  },
);
