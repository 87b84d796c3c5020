import { addDays, daysBetween } from '../../../functions/domain/calendar/practice-time.ts';
import { formatCents, prorateCents } from '../../../functions/domain/money/money.ts';
import { type Applicant, linkOf, pat } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Page, Visitor } from '../../support/visitor.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';
import { afterRenewals, beforeRenewals, lapsedCard, robinsDeadMailbox, secondNotice } from './winter.ts';

const robin = 'robin@example.com';
const fourth = 'sam4@example.com';
const next: Applicant = {
  firstName: 'Sam5',
  lastName: 'Sampleson',
  email: 'sam5@example.com',
  born: ['1975', '6', '5'],
  planId: 'essential',
  physicianId: 'fern',
};

/** The first year: installments, notices, renewals by oneself and by a yes, a cancellation with a refund, a seat that is taken again. */
export const years: Phase[] = [
  { name: 'installments are paid on their days', tell: installments },
  ...beforeRenewals,
  { name: 'the notices of renewal go out', tell: notices },
  { name: 'Pat says yes to another year', tell: saysYes },
  secondNotice,
  lapsedCard,
  { name: 'the others renew by themselves', tell: renewByThemselves },
  ...afterRenewals,
  { name: 'the fourth cancels', tell: cancels },
  { name: 'the freed seat is taken', tell: seatIsTaken },
];

const agreementOf = async (product: Product, email: string) => (await product.agreementOf(email))?.agreement;

/** Somebody's own page of the plan, by the newest mail that leads there. */
async function planPage({ journey }: Product, email: string, below = ''): Promise<{ visitor: Visitor; page: Page }> {
  const mail = await journey.mail(email, /./, ({ links }) => links.some((link) => link.includes('/plan/')));
  const visitor = journey.visitor();
  return { visitor, page: await visitor.open(`${linkOf(mail)}${below}`) };
}

async function installments(product: Product, story: Story): Promise<void> {
  await story.until('2028-12-19T10:00:00-05:00');
  const agreement = await agreementOf(product, robin);
  story.equals(
    'each of four payments is made, the later ones by themselves',
    agreement?.invoices.map(({ status }) => status),
    ['paid', 'paid', 'paid', 'paid'],
  );
  const receipts = (await product.journey.mails(robin)).filter(({ subject }) => /receipt/i.test(subject));
  story.equals('with a receipt for each', receipts.length, 3);
}

async function notices(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await story.until('2029-02-11T10:00:00-05:00');
  const offer = await journey.mail(pat.email, /would you like another year/i);
  story.holds(
    'whoever did not consent to automatic renewal is asked',
    /Renew for \$2,400/.test(offer.text),
    offer.subject,
  );
  const told = (await journey.mails(fourth)).filter(({ subject }) => /renews on/i.test(subject));
  story.equals('whoever did is told twice', told.length, 2);
  const days = told.map(({ at }) => daysBetween(at.slice(0, 10), agreementDay(told[0]?.text) ?? ''));
  story.holds('about five and three weeks ahead', days.includes(35) && days.includes(20), days);
}

/** The last day to say no, as the mail has it, and so the day before the renewal. */
function agreementDay(text = ''): string | undefined {
  const words = /Last day to say no: (.*)/.exec(text)?.[1];
  return words === undefined ? undefined : addDays(new Date(`${words} UTC`).toISOString().slice(0, 10), 1);
}

async function saysYes(product: Product, story: Story): Promise<void> {
  const { visitor, page } = await planPage(product, pat.email);
  const renewed = await visitor.submit(page, {}, '/renew');
  await story.happens('Pat presses the button for another year, two weeks ahead');
  story.holds(
    'the page says that it is renewed',
    /your plan is renewed/i.test(renewed.text),
    renewed.url.split('?')[1],
  );
  story.equals(
    'the next year begins where the first ends, on the 28th in a common year',
    (await agreementOf(product, pat.email))?.terms.map(({ startsOn, endsOn }) => [startsOn, endsOn]),
    [
      ['2028-02-29', '2029-02-27'],
      ['2029-02-28', '2030-02-27'],
    ],
  );
  story.equals(
    'nothing is charged before that day',
    (await agreementOf(product, pat.email))?.invoices[1]?.status,
    'draft',
  );
}

async function renewByThemselves(product: Product, story: Story): Promise<void> {
  await story.until('2029-05-02T10:00:00-04:00');
  story.equals('Pat has paid on the first day', (await agreementOf(product, pat.email))?.invoices[1]?.status, 'paid');
  for (const email of [robinsDeadMailbox, fourth]) {
    const agreement = await agreementOf(product, email);
    story.equals(`${email}: renewed`, [agreement?.status, agreement?.terms.length], ['active', 2]);
  }
  story.holds(
    'the renewal is in the trail',
    (await product.historyTypesOf(fourth)).includes('renewed_by_itself'),
    'renewed_by_itself',
  );
}

async function cancels(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const term = (await agreementOf(product, fourth))?.terms[1];
  const today = (await journey.now()).now.slice(0, 10);
  const { visitor, page } = await planPage(product, fourth, '/cancel');
  const earned = prorateCents(
    126_000,
    daysBetween(term?.startsOn ?? '', today) + 1,
    daysBetween(term?.startsOn ?? '', addDays(term?.endsOn ?? '', 1)),
  );
  const refund = formatCents(126_000 - earned);
  story.holds('the page says what goes back before anything is decided', page.text.includes(refund), refund);
  await visitor.submit(page, { how: 'on-date' }, '/cancel');
  await story.happens('The fourth cancels, and ends it today');
  const told = await journey.mail(fourth, /ends on/i);
  story.holds('it is acknowledged at once, with the amount', told.text.includes(refund), told.subject);
  const seats = (await product.panelOf('fern')).seatsTaken;
  await story.until(`${addDays(today, 1)}T10:00:00-04:00`);
  await journey.mail(fourth, /has ended/i);
  const ended = await agreementOf(product, fourth);
  story.equals('it has ended', ended?.status, 'ended');
  story.equals(
    'the unearned days went back to the cent, by the way they were paid',
    ended?.endings[0]?.settlement?.parts.map(({ amountCents, way, doneOn }) => [
      amountCents,
      way,
      doneOn !== undefined,
    ]),
    [[126_000 - earned, 'charge', true]],
  );
  story.equals('the seat is free', (await product.panelOf('fern')).seatsTaken, seats - 1);
}

async function seatIsTaken(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const { seatsTaken, cap } = await product.panelOf('fern');
  await journey.sign(next, await journey.enrol(next));
  await journey.countersign(next);
  await journey.mail(next.email, /welcome/i);
  await story.happens('Somebody else takes the freed seat');
  const panel = await product.panelOf('fern');
  story.holds('one was free before', seatsTaken < cap, [seatsTaken, cap]);
  story.equals('one seat more is taken', panel.seatsTaken, seatsTaken + 1);
}
