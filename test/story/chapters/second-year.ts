import { balanceCents } from '../../../functions/domain/ledger/ledger.ts';
import { pat } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';
import { householders, post, robinsDeadMailbox } from './winter.ts';

/** The second year: it goes on by itself; one says nothing in time, and yes in the days of grace. */
export const secondYear: Phase[] = [
  { name: "the second year's installments are paid", tell: installments },
  { name: 'the payers get the statement of the year', tell: statements },
  { name: "the second renewal's first letter is posted", tell: postsFirst },
  { name: "the second renewal's other letter is posted", tell: postsSecond },
  { name: 'Pat says nothing', tell: saysNothing },
  { name: 'Pat calls in the days of grace', tell: calls },
  { name: 'the third year has begun', tell: thirdYear },
];

const agreementOf = async (product: Product, email: string) => (await product.agreementOf(email))?.agreement;

async function installments(product: Product, story: Story): Promise<void> {
  await story.until('2029-12-19T10:00:00-05:00');
  const robins = await agreementOf(product, robinsDeadMailbox);
  story.equals(
    'each of the second year’s four payments is made on its day, and none twice',
    robins?.invoices.slice(4).map(({ status, dueOn, attempts }) => [status, dueOn, attempts.length]),
    [
      ['paid', '2029-03-03', 1],
      ['paid', '2029-06-03', 1],
      ['paid', '2029-09-03', 1],
      ['paid', '2029-12-03', 1],
    ],
  );
}

async function statements(product: Product, story: Story): Promise<void> {
  await story.until('2030-01-16T10:00:00-05:00');
  const told = (await product.journey.mails(pat.email)).filter(({ subject }) => /^What you paid/.test(subject));
  story.equals('a statement for each year', told.length, 2);
  story.holds('with what was paid in the year', /\$2,400/.test(told[0]?.text ?? ''), told[0]?.subject);
}

async function postsFirst(product: Product, story: Story): Promise<void> {
  await story.until('2030-01-29T10:00:00-05:00');
  await post(product, story, 'renewal-3-1-s1', 'March 3, 2030');
  await story.happens('The mail to Robin bounces this year, too, and its letter is posted');
}

async function postsSecond(product: Product, story: Story): Promise<void> {
  await story.until('2030-02-12T10:00:00-05:00');
  await post(product, story, 'renewal-3-2-s1', 'March 3, 2030');
  await story.happens('So it is with the second');
}

async function saysNothing(product: Product, story: Story): Promise<void> {
  await story.until('2030-03-01T10:00:00-05:00');
  const pats = await agreementOf(product, pat.email);
  story.equals(
    'nothing is charged, and the plan goes on for thirty days',
    [pats?.status, pats?.invoices.length],
    ['in_grace', 2],
  );
}

async function calls(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const id = await product.agreementIdOf(pat.email);
  const { visitor, page } = await journey.staff('Front desk', `/desk/agreements/${id}?do=renew`);
  await visitor.submit(page, { medium: 'phone' }, '/renew');
  await story.happens('Pat calls and says yes; the front desk records it');
  await story.until('2030-03-01T16:00:00-05:00');
  const pats = await agreementOf(product, pat.email);
  story.equals(
    'the third year begins where the second ended, not on the day of the call',
    pats?.terms.map(({ startsOn, endsOn }) => [startsOn, endsOn]),
    [
      ['2028-02-29', '2029-02-27'],
      ['2029-02-28', '2030-02-27'],
      ['2030-02-28', '2031-02-27'],
    ],
  );
  story.equals('and is paid', [pats?.status, pats?.invoices[2]?.status], ['active', 'paid']);
}

async function thirdYear(product: Product, story: Story): Promise<void> {
  await story.until('2030-03-07T10:00:00-05:00');
  const everybody = [pat.email, robinsDeadMailbox, householders, 'sam4@example.com', 'sam5@example.com'];
  for (const email of [robinsDeadMailbox, householders]) {
    const agreement = await agreementOf(product, email);
    story.equals(`${email}: in the third year`, [agreement?.status, agreement?.terms.length], ['active', 3]);
  }
  const three = await agreementOf(product, householders);
  const [second = 0, third = 0] = (three?.terms ?? []).slice(1).map(({ feeCents }) => feeCents);
  story.holds('the household of three pays for three', third < second && three?.members.length === 3, [second, third]);
  for (const email of everybody) {
    const agreement = await agreementOf(product, email);
    const owed = agreement === undefined ? undefined : balanceCents(agreement.ledger);
    story.equals(`${email}: nothing is owed, to the cent`, owed, 0);
    story.equals(`${email}: the audit trail is whole`, await product.auditBreak(email), undefined);
  }
}
