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

/** A panel of three: the fourth is waitlisted; one declines, and the freed seat is offered to the fourth, who takes it. */
export const waitlist: Phase[] = [
  { name: 'three enrol', tell: fillsUp },
  { name: 'a fourth waits', tell: waits },
  { name: 'one of three declines', tell: declines },
  { name: 'the fourth takes the seat', tell: takesTheSeat },
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
  await journey.mail(applicant(4).email, /a place is free/i);
  story.equals('the freed seat is kept for whoever waits', (await product.panelOf('fern')).seatsTaken, 3);
}

async function takesTheSeat(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const fourth = applicant(4);
  const offer = linkOf(await journey.mail(fourth.email, /a place is free/i));
  const visitor = journey.visitor();
  const answered = await visitor.submit(await visitor.open(offer), { answer: 'yes' });
  await story.happens('The fourth says yes to the freed place');
  story.holds('the page says that it is theirs', /the place is yours/i.test(answered.text), answered.text.slice(0, 80));
  const request = await journey.mail(fourth.email, /ready to read/i);
  await journey.sign(fourth, linkOf(request));
  await journey.countersign(fourth);
  await journey.mail(fourth.email, /welcome/i);
  const panel = await product.panelOf('fern');
  story.equals('whoever waited is a patient now, within the cap', [panel.seatsTaken, panel.cap], [3, 3]);
}
