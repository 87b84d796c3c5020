import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Device, startBrowser } from '../support/browser.ts';
import { linkOf, signedByPhysician } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAt, isAt } from './arrive.ts';
import { Keyboard } from './keyboard.ts';
import { openTab } from './tab.ts';
import { choose, fillBirthDate, press, signingScreens } from './ways.ts';

// The whole way of a household: a mother who signs for her child, a father, and a daughter who pays.

let browser: Browser;
let spine: Spine;

beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
});

afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

// Of each run a family of its own: nobody is taken on twice unseen.
let family = 0;
let lastName = '';
const mother = { firstName: 'Mona', born: ['1980', '5', '6'] };
const father = { firstName: 'Milo', born: ['1978', '8', '9'] };

async function fillPatient(page: Page, prefix: string, firstName: string, born: readonly string[]): Promise<void> {
  await page.locator(`[id="${prefix}firstName"]`).fill(firstName);
  await page.locator(`[id="${prefix}lastName"]`).fill(lastName);
  const [year = '', month = '', day = ''] = born;
  await page.locator(`[id="${prefix}birthMonth"]`).selectOption(month);
  await page.locator(`[id="${prefix}birthDay"]`).fill(day);
  await page.locator(`[id="${prefix}birthYear"]`).fill(year);
  await choose(page, `${prefix}coverage`, 'neither');
}

/** Looks at each page, where there is a script to look with. */
type Look = typeof arrivedAt;

async function apply(page: Page, mailbox: string, payer: string, look: Look = arrivedAt): Promise<void> {
  family += 1;
  lastName = `Manyfold-${'ABCD'[family % 4]}`;
  // On a day of its own: what one connection may do in a day without anybody's look is limited.
  await spine.journey.move({ by: 'P1D' });
  await page.goto('/');
  await choose(page, 'for', 'family');
  await page.getByLabel('Adults, of a family').selectOption('2');
  await page.getByLabel('Children').selectOption('1');
  await press(page, 'Go on');
  await look(page, 'Apply');
  await press(page, 'Send my application');
  await look(page, 'Apply');
  await choose(page, 'planId', 'complete');
  await choose(page, 'physicianId', 'oak');
  await fillPatient(page, '', mother.firstName, mother.born);
  await choose(page, 'actsAs', 'parent');
  await fillPatient(page, 'p2-', father.firstName, father.born);
  await page.locator('[id="p2-email"]').fill(mailbox);
  await fillPatient(page, 'p3-', 'Mimi', ['2018', '1', '2']);
  await page.getByLabel('Phone', { exact: true }).fill('(555) 010-0123');
  await page.getByLabel('Street address').fill('3 Family Way');
  await page.getByLabel('City').fill('Sampleton');
  await page.getByLabel('State', { exact: true }).selectOption('NY');
  await page.getByLabel('ZIP code').fill('10000');
  await choose(page, 'mail', 'email');
  await page.getByLabel('Email', { exact: true }).first().fill(mailbox);
  await page.locator('[id="email"]').fill(mailbox);
  const fold = page.locator('details.fold');
  if (!(await fold.evaluate((details) => (details as HTMLDetailsElement).open))) await fold.locator('summary').click();
  await page.getByLabel('Their first name').fill('Maya');
  await page.getByLabel('Their last name').fill('Manyfold');
  await page.getByLabel('Their email').fill(payer);
  await press(page, 'Send my application');
  await look(page, 'Check your email');
  await page.goto(linkOf(await spine.journey.mail(mailbox, /confirm/i)));
  await press(page, 'Confirm my application');
  await look(page, 'You are confirmed');
}

/** One parent's screens, each looked at; gives how many there were. */
async function sign(page: Page, mailbox: string, who: typeof mother, look: Look): Promise<number> {
  const request = await spine.journey.mail(mailbox, /ready to read/i, ({ text }) =>
    text.includes(`Hello ${who.firstName}`),
  );
  await page.goto(linkOf(request));
  const born = who.born as [string, string, string];
  const screens = signingScreens({
    firstName: who.firstName,
    lastName: 'Manyfold',
    email: mailbox,
    born,
    planId: 'complete',
    physicianId: 'oak',
  });
  let seen = 0;
  for (const { heading, fill, button } of screens.slice(0, 5)) {
    await look(page, heading);
    seen += 1;
    await fill(page);
    await press(page, button);
  }
  await look(page, 'Thank you, you have signed');
  return seen;
}

test.each<[Device, boolean]>([
  ['phone', true],
  ['desktop', true],
  ['phone', false],
])(
  'on a %s (script: %s) a household gets from the plans to the welcome in at most six screens each',
  async (device, javaScriptEnabled) => {
    const id = `${device}-${javaScriptEnabled}`;
    const [mailbox, payer] = [`manyfold-${id}@example.com`, `maya-${id}@example.com`];
    await using tab = await openTab(browser, spine.cloud.productUrl, device, { javaScriptEnabled });
    const { page } = tab;
    const look = javaScriptEnabled ? arrivedAt : isAt;
    await apply(page, mailbox, payer, look);
    for (const who of [mother, father]) expect(await sign(page, mailbox, who, look)).toBeLessThanOrEqual(6);

    await page.goto(linkOf(await spine.journey.mail(payer, /will you pay/i)));
    await look(page, 'Will you pay for this?');
    await press(page, 'Yes, I pay for this');
    await look(page, 'Will you pay for this?');
    await choose(page, 'scope', 'until-told');
    await choose(page, 'method', 'pm_card_visa');
    await page.locator('.choice', { has: page.locator('[name="authorise"]') }).click();
    await press(page, 'Yes, I pay for this');
    await look(page, 'Thank you');

    const agreementId = await spine.agreementIdOf(mailbox);
    const desk = await spine.journey.staff('Dr. Oak', '/desk/queue');
    await desk.visitor.submit(desk.page, signedByPhysician(agreementId ?? ''), '/queue');
    await spine.journey.mail(mailbox, /welcome/i);
    expect((await spine.agreementOf(mailbox))?.agreement).toMatchObject({
      status: 'active',
      price: { feeCents: 480_000 },
    });
    expect(tab.troubles).toEqual([]);
  },
  180_000,
);

test('a payer needs no mouse to say no', async () => {
  const mailbox = 'manyfold-keys@example.com';
  await using tab = await openTab(browser, spine.cloud.productUrl, 'desktop');
  await apply(tab.page, mailbox, 'maya-keys@example.com');
  const { page } = tab;
  await page.goto(linkOf(await spine.journey.mail('maya-keys@example.com', /will you pay/i)));
  const keys = new Keyboard(page);
  await keys.tabTo(page.getByRole('button', { name: 'No, I do not pay for this' }));
  await keys.send('Enter');
  await isAt(page, 'Thank you for telling us');
  expect((await spine.agreementOf(mailbox))?.agreement.payer).toBeUndefined();
  expect([...keys.troubles, ...tab.troubles]).toEqual([]);
}, 120_000);

test('somebody who got another’s mail says so without saying who they are', async () => {
  await using tab = await openTab(browser, spine.cloud.productUrl, 'phone');
  const { page } = tab;
  const who = {
    firstName: 'Wanda',
    lastName: 'Wrongly',
    email: 'wanda@example.com',
    born: ['1950', '2', '3'] as [string, string, string],
    planId: 'complete',
    physicianId: 'oak' as const,
  };
  const link = await spine.journey.enrol(who);
  await page.goto(link);
  await page.getByRole('link', { name: 'This is not for me' }).click();
  await arrivedAt(page, 'Is this not for you?');
  await press(page, 'I am not this person');
  await arrivedAt(page, 'Thank you for telling us');
  await page.goto(link);
  await arrivedAt(page, 'There is a newer link');
  const marks = (await spine.agreementOf(who.email))?.agreement.needsAttention.map(({ code }) => code);
  expect(marks).toEqual(['wrong_person']);
});

test('a question and a wish for paper are told to the practice, and nothing that was done is lost', async () => {
  await using tab = await openTab(browser, spine.cloud.productUrl, 'phone');
  const { page } = tab;
  const who = {
    firstName: 'Quentin',
    lastName: 'Asker',
    email: 'quentin@example.com',
    born: ['1950', '2', '3'] as [string, string, string],
    planId: 'complete',
    physicianId: 'oak' as const,
  };
  await page.goto(await spine.journey.enrol(who));
  await fillBirthDate(page, who.born);
  await press(page, 'Continue');
  await page.getByRole('link', { name: 'Ask a question' }).click();
  await arrivedAt(page, 'Ask about the agreement');
  await press(page, 'Send my question');
  await arrivedAt(page, 'Ask about the agreement');
  await page.getByLabel('Your question').fill('May I pay by check?');
  await press(page, 'Send my question');
  await arrivedAt(page, 'We have your question');
  await page.getByRole('link', { name: 'Back to the agreement' }).click();
  await page.getByRole('link', { name: 'Send me paper' }).click();
  await arrivedAt(page, 'Have it on paper');
  await press(page, 'Send me the papers');
  await arrivedAt(page, 'The papers come by post');
  const agreement = (await spine.agreementOf(who.email))?.agreement;
  expect(agreement?.questions.map(({ text }) => text)).toEqual(['May I pay by check?']);
  expect(agreement?.needsAttention.map(({ code }) => code)).toEqual(['question', 'paper_wanted']);
});
