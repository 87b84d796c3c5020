import { type Applicant, linkOf } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

const robin: Applicant = {
  firstName: 'Robin',
  lastName: "O'Placeholder",
  email: 'robin@example.com',
  born: ['1980', '12', '31'],
  planId: 'complete-quarterly',
  physicianId: 'oak',
};

/** The card is declined after the physician has signed; another one works. */
export const declinedCard: Phase[] = [
  { name: 'Robin enrols', tell: enrols },
  { name: 'Robin signs', tell: signs },
  { name: "Robin's card is declined", tell: declines },
  { name: 'Robin gives another card', tell: pays },
];

async function enrols({ journey }: Product, story: Story): Promise<void> {
  await journey.enrol(robin);
  await story.happens('Robin enrols');
}

async function signs({ journey }: Product, story: Story): Promise<void> {
  const request = await journey.mail(robin.email, /ready to read/i);
  await journey.sign(robin, linkOf(request), { method: 'pm_card_chargeCustomerFail' });
  await story.happens('Robin signs, and gives a card that will be declined');
}

async function declines(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await journey.countersign(robin);
  await story.happens('Dr. Oak countersigns');
  const failed = await journey.mail(robin.email, /did not go through/i);
  story.equals(
    'the agreement waits for payment',
    (await product.agreementOf(robin.email))?.agreement.status,
    'awaiting_payment',
  );
  story.holds(
    'the mail is neutral and says how to object',
    /call us/i.test(failed.text) && !/overdue|final/i.test(failed.text),
    failed.subject,
  );
}

async function pays(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await story.until('2028-03-03T10:00:00-05:00');
  const reminder = await journey.mail(robin.email, /reminder: a payment/i);
  const visitor = journey.visitor();
  const paid = await visitor.submit(await visitor.open(linkOf(reminder)), { method: 'pm_card_visa' });
  await story.happens('Robin gives another card');
  story.equals('the payment page takes it', paid.status, 200);
  await journey.mail(robin.email, /welcome/i);
  const active = (await product.agreementOf(robin.email))?.agreement;
  story.equals(
    'in force, with four installments',
    [active?.status, active?.invoices.map((one) => one.status)],
    ['active', ['paid', 'draft', 'draft', 'draft']],
  );
  story.equals(
    'installments add up to the price',
    active?.invoices.reduce((sum, one) => sum + one.amountCents, 0),
    250_000,
  );
  story.equals(
    'each card was tried once',
    active?.invoices[0]?.attempts.map((one) => one.outcome),
    ['failed', 'succeeded'],
  );
}
