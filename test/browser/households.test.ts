import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Device, startBrowser } from '../support/browser.ts';
import { type Applicant, linkOf, signedByPhysician } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAt, isAt } from './arrive.ts';
import { type Person, withKeys, withMouse } from './person.ts';
import { openTab } from './tab.ts';
import { birthDate, fillBirthDate, press, reachedBy, signingScreens } from './ways.ts';

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

type Parent = Pick<Applicant, 'firstName' | 'born'>;

// Of each run a family of its own: nobody is taken on twice unseen.
let family = 0;
let lastName = '';
const mother: Parent = { firstName: 'Mona', born: ['1980', '5', '6'] };
const father: Parent = { firstName: 'Milo', born: ['1978', '8', '9'] };

function patient(prefix: string, firstName: string, born: readonly string[], email?: string): Record<string, string> {
  return {
    [`${prefix}firstName`]: firstName,
    [`${prefix}lastName`]: lastName,
    ...birthDate(born, prefix),
    ...(email !== undefined && { [`${prefix}email`]: email }),
    [`${prefix}coverage`]: 'neither',
  };
}

/** Looks at each page, where there is a script to look with. */
type Look = typeof arrivedAt;

async function apply(person: Person, mailbox: string, payer: string, look: Look = arrivedAt): Promise<void> {
  const { page } = person;
  family += 1;
  lastName = `Manyfold-${'ABCDE'[family % 5]}`;
  // On a day of its own: what one connection may do in a day without anybody's look is limited.
  await spine.journey.move({ by: 'P1D' });
  await page.goto('/');
  await person.fill({ for: 'family', adults: '2', children: '1' });
  await person.press('Go on');
  await look(page, 'Apply');
  await person.press('Send my application');
  await look(page, 'Apply');
  await person.fill({
    planId: 'complete',
    physicianId: 'oak',
    ...patient('', mother.firstName, mother.born),
    actsAs: 'parent',
    ...patient('p2-', father.firstName, father.born, mailbox),
    ...patient('p3-', 'Mimi', ['2018', '1', '2']),
    ...reachedBy(mailbox),
  });
  await person.unfold(page.locator('details.fold summary'));
  await person.fill({ 'payer-firstName': 'Maya', 'payer-lastName': 'Manyfold', 'payer-email': payer });
  await person.press('Send my application');
  await look(page, 'Check your email');
  await page.goto(linkOf(await spine.journey.mail(mailbox, /confirm/i)));
  await person.press('Confirm my application');
  await look(page, 'You are confirmed');
}

/** One parent's screens, each looked at; gives how many there were. */
async function sign(person: Person, mailbox: string, who: Parent, look: Look): Promise<number> {
  const { page } = person;
  const request = await spine.journey.mail(mailbox, /ready to read/i, ({ text }) =>
    text.includes(`Hello ${who.firstName}`),
  );
  await page.goto(linkOf(request));
  let seen = 0;
  // Not the last, which is about paying: that is the daughter's.
  for (const { heading, fill, button } of signingScreens({ ...who, lastName }).slice(0, 5)) {
    await look(page, heading);
    seen += 1;
    await fill(person);
    await person.press(button);
  }
  await look(page, 'Thank you, you have signed');
  return seen;
}

test.each<[Device, 'by mouse' | 'by keys', 'with' | 'without']>([
  ['phone', 'by mouse', 'with'],
  ['desktop', 'by mouse', 'with'],
  ['desktop', 'by keys', 'with'],
  ['phone', 'by mouse', 'without'],
])(
  'on a %s, %s, %s scripts, a household gets from the plans to the welcome in at most six screens each',
  async (device, hands, scripts) => {
    const id = `${device}-${hands.slice(3)}-${scripts}`;
    const [mailbox, payer] = [`manyfold-${id}@example.com`, `maya-${id}@example.com`];
    const hasScripts = scripts === 'with';
    await using tab = await openTab(browser, spine.cloud.productUrl, device, { javaScriptEnabled: hasScripts });
    const { page } = tab;
    const person = hands === 'by mouse' ? withMouse(page) : withKeys(page);
    const look = hasScripts ? arrivedAt : isAt;
    await apply(person, mailbox, payer, look);
    for (const who of [mother, father]) expect(await sign(person, mailbox, who, look)).toBeLessThanOrEqual(6);

    await page.goto(linkOf(await spine.journey.mail(payer, /will you pay/i)));
    await look(page, 'Will you pay for this?');
    await person.press('Yes, I pay for this');
    await look(page, 'Will you pay for this?');
    await person.fill({ scope: 'until-told', method: 'pm_card_visa', authorise: 'yes' });
    await person.press('Yes, I pay for this');
    await look(page, 'Thank you');

    const agreementId = await spine.agreementIdOf(mailbox);
    const desk = await spine.journey.staff('Dr. Oak', '/desk/queue');
    await desk.visitor.submit(desk.page, signedByPhysician(agreementId ?? ''), '/queue');
    await spine.journey.mail(mailbox, /welcome/i);
    expect((await spine.agreementOf(mailbox))?.agreement).toMatchObject({
      status: 'active',
      price: { feeCents: 480_000 },
    });
    expect([...person.troubles, ...tab.troubles]).toEqual([]);
  },
  180_000,
);

test('a payer needs no mouse to say no', async () => {
  const mailbox = 'manyfold-no@example.com';
  await using tab = await openTab(browser, spine.cloud.productUrl, 'desktop');
  const { page } = tab;
  await apply(withMouse(page), mailbox, 'maya-no@example.com');
  await page.goto(linkOf(await spine.journey.mail('maya-no@example.com', /will you pay/i)));
  const payer = withKeys(page);
  await payer.press('No, I do not pay for this');
  await isAt(page, 'Thank you for telling us');
  expect((await spine.agreementOf(mailbox))?.agreement.payer).toBeUndefined();
  expect([...payer.troubles, ...tab.troubles]).toEqual([]);
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
