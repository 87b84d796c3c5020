import { addDays } from '../../../functions/domain/calendar/practice-time.ts';
import { demonstrationPractice } from '../../../local/demonstrate.ts';
import { linkOf } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

const robin = 'robin@example.com';
/** AWS's mailbox simulator: whatever goes there bounces. */
export const robinsDeadMailbox = 'bounce+robin@simulator.amazonses.com';
const fourth = 'sam4@example.com';
export const householders = 'householders@example.com';
const daughter = 'hanna@example.com';

/** Before the renewals: a price rises, and a notice bounces, so that its letter is posted in time. */
export const beforeRenewals: Phase[] = [
  { name: 'the practice raises a price', tell: raisesPrice },
  { name: "Robin's mailbox is gone", tell: losesMailbox },
  { name: 'the notice bounces and goes by post', tell: postsNotice },
];

/** The second of them. */
export const secondNotice: Phase = { name: 'the second notice goes by post, too', tell: postsSecondNotice };

/** Whose card has lapsed is told on the day, and has some weeks. */
export const lapsedCard: Phase = { name: 'the card of the daughter has lapsed', tell: cardHasLapsed };

/** After them: somebody of the household dies. */
export const afterRenewals: Phase[] = [
  { name: 'the new price holds, and what was posted renews', tell: renewed },
  { name: 'a death in the household', tell: death },
];

const agreementOf = async (product: Product, email: string) => (await product.agreementOf(email))?.agreement;

async function raisesPrice(product: Product, story: Story): Promise<void> {
  const { practice, plans, ...file } = demonstrationPractice();
  const dearer = plans.map((plan: { planId: string }) =>
    plan.planId === 'essential' ? { ...plan, priceCents: 126_000 } : plan,
  );
  const run = { plan: 'essential', version: 2, renewalsFrom: '2029-03-01' };
  await product.storePractice({ ...file, plans: dearer, practice: { ...practice, priceRuns: [run] } });
  await story.happens('The practice raises the price of Essential, for renewals from March on');
  story.equals('agreements in force are untouched', (await agreementOf(product, fourth))?.price.feeCents, 120_000);
}

async function losesMailbox(product: Product, story: Story): Promise<void> {
  const id = await product.agreementIdOf(robin);
  const { visitor, page } = await product.journey.staff('Front desk', `/desk/agreements/${id}?do=correct&memberId=m1`);
  await visitor.submit(page, { email: robinsDeadMailbox }, '/correct');
  await story.happens('Robin gives another address, which does not work');
}

async function postsNotice(product: Product, story: Story): Promise<void> {
  await story.until('2029-01-29T10:00:00-05:00');
  await post(product, story, 'renewal-2-1-s1', 'March 3, 2029');
  await story.happens('The front desk posts the letter, well before its last day');
}

/** Each notice is one that some rule asks for, so each has to reach them. */
async function postsSecondNotice(product: Product, story: Story): Promise<void> {
  await story.until('2029-02-12T10:00:00-05:00');
  await post(product, story, 'renewal-2-2-s1', 'March 3, 2029');
  await story.happens('The second notice bounces, too, and is posted');
}

/** The front desk prints a letter to Robin, and notes the day on which it went to the post. */
export async function post(product: Product, story: Story, noticeKey: string, day: string): Promise<void> {
  const { journey } = product;
  const { agreement, notices } = (await product.agreementOf(robinsDeadMailbox)) ?? {};
  story.equals(`the notice is a letter (${noticeKey})`, notices?.get(noticeKey)?.state, 'letter');
  const id = agreement?.agreementId;
  const letter = await journey.staff('Front desk', `/desk/agreements/${id}/letters/${noticeKey}`);
  story.holds('the letter says what the mail had said', letter.page.text.includes(day), noticeKey);
  const form = await journey.staff('Front desk', `/desk/agreements/${id}?do=posted&noticeKey=${noticeKey}`);
  const postedOn = (await journey.now()).now.slice(0, 10);
  await form.visitor.submit(form.page, { postedOn }, '/posted');
}

async function renewed(product: Product, story: Story): Promise<void> {
  const dearer = await agreementOf(product, fourth);
  const told = (await product.journey.mails(fourth)).find(({ subject }) => /renews on/i.test(subject));
  story.holds(
    'the old and the new price were told beforehand',
    /\$1,200/.test(told?.text ?? '') && /\$1,260/.test(told?.text ?? ''),
    told?.subject,
  );
  story.equals(
    'the year is paid at the new one',
    [dearer?.plan.version, dearer?.terms[1]?.feeCents, dearer?.invoices[1]?.status],
    [2, 126_000, 'paid'],
  );
  const robins = await agreementOf(product, robinsDeadMailbox);
  story.equals(
    'the posted letter proved the notice, so that Robin’s plan renewed by itself',
    [
      robins?.status,
      robins?.terms.length,
      (await product.historyTypesOf(robinsDeadMailbox)).includes('renewed_by_itself'),
    ],
    ['active', 2, true],
  );
}

async function cardHasLapsed(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await story.until('2029-03-05T10:00:00-05:00');
  const told = await journey.mail(daughter, /^What you pay/);
  story.holds('she was told beforehand what it costs', /Payment on March 3, 2029: \$5,400/.test(told.text), told.at);
  const failed = await journey.mail(daughter, /did not go through/i);
  const before = await agreementOf(product, householders);
  story.equals(
    'the lapsed card is not tried again, and the plan goes on',
    [before?.status, before?.invoices[1]?.attempts.map(({ code }) => code)],
    ['active', ['expired_card']],
  );
  const visitor = journey.visitor();
  await visitor.submit(await visitor.open(linkOf(failed)), { method: 'pm_card_visa' });
  await story.happens('The daughter gives another card');
  // Of the first year she has one, too.
  await journey.mail(daughter, /receipt/i, ({ at }) => at > failed.at);
  story.equals('it is paid', (await agreementOf(product, householders))?.invoices[1]?.status, 'paid');
}

async function death(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const id = await product.agreementIdOf(householders);
  const seats = (await product.panelOf('oak')).seatsTaken;
  const diedOn = (await journey.now()).now.slice(0, 10);
  const { visitor, page } = await journey.staff('Front desk', `/desk/agreements/${id}?do=death&memberId=m2`);
  const told = await visitor.submit(page, { diedOn, medium: 'phone' }, '/death');
  await story.happens('The daughter calls: her father has died. The front desk records it');
  story.holds('staff are asked to see to the household', /a member has died/i.test(told.text), 'member_died');
  const form = await visitor.open(`/desk/agreements/${id}?do=member-leaves&memberId=m2`);
  await visitor.submit(form, { medium: 'phone', receivedOn: diedOn, lastDay: diedOn }, '/member-leaves');
  await story.happens('The others go on: the front desk lets his part of the plan end with that day');
  const mails = (await journey.mails(householders)).filter(({ text }) => text.includes('Hello Henrik')).length;
  await story.until(`${addDays(diedOn, 5)}T10:00:00-04:00`);
  const after = await agreementOf(product, householders);
  story.equals(
    'the others go on, and he is a member no more',
    [after?.status, after?.members.length, after?.formerMembers?.map(({ firstName }) => firstName)],
    ['active', 3, ['Henrik']],
  );
  story.equals('his seat is free', (await product.panelOf('oak')).seatsTaken, seats - 1);
  story.equals(
    'nothing more was sent to him',
    (await journey.mails(householders)).filter(({ text }) => text.includes('Hello Henrik')).length,
    mails,
  );
  story.holds(
    'what was paid for him goes back by the card that paid it',
    (after?.ledger ?? []).some(({ kind }) => kind === 'refund'),
    after?.ledger.map(({ kind, amountCents }) => [kind, amountCents]),
  );
}
