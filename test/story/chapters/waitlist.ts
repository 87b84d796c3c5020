import { type Applicant, linkOf } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

function applicant(number: number): Applicant {
  return {
    firstName: `Sam${number}`,
    lastName: 'Sampleson',
    email: `sam${number}@example.com`,
    born: ['1975', '6', String(number)],
    planId: 'essential',
    physicianId: 'fern',
  };
}

/** A panel of three: the fourth is waitlisted; one declines, and the seat is free. */
export const waitlist: Phase[] = [
  { name: 'three enrol', tell: fillsUp },
  { name: 'a fourth waits', tell: waits },
  { name: 'one of three declines', tell: declines },
];

async function fillsUp({ journey }: Product, story: Story): Promise<void> {
  for (const number of [1, 2, 3]) await journey.enrol(applicant(number));
  await story.happens('Three people enrol with Dr. Fern, whose panel holds three');
}

async function waits(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const fourth = applicant(4);
  await journey.apply(fourth);
  const answer = await journey.confirm(fourth);
  await story.happens('A fourth applies');
  story.holds('the fourth is told of the waiting list', /waiting list/i.test(answer.text), answer.text.slice(0, 80));
  await journey.mail(fourth.email, /waiting list/i);
  const panel = await product.panelOf('fern');
  story.equals('never more seats than the cap', [panel.seatsTaken, panel.cap], [3, 3]);
}

async function declines(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const request = await journey.mail(applicant(1).email, /ready to read/i);
  const visitor = journey.visitor();
  const page = await journey.identify(visitor, linkOf(request), applicant(1).born);
  const declined = await visitor.submit(
    await visitor.open(`${new URL(page.url).pathname}/decline`),
    { reason: '' },
    '/decline',
  );
  await story.happens('One of the three declines');
  story.holds('the page says so calmly', /declined/i.test(declined.text), declined.text.slice(0, 80));
  await journey.mail('sam1@example.com', /closed/i);
  story.equals('the seat is free again', (await product.panelOf('fern')).seatsTaken, 2);
}
