import { type Applicant, linkOf } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

const lena: Applicant = {
  firstName: 'Lena',
  lastName: 'Linkless',
  email: 'lena.mistyped@example.com',
  born: ['1990', '10', '10'],
  planId: 'essential',
  physicianId: 'oak',
};
const right = 'lena@example.com';

/** A mistyped address is corrected at the desk: the old link dies, a fresh one goes to the right one. */
export const freshLink: Phase[] = [
  { name: 'Lena enrols with a mistyped address', tell: enrols },
  { name: 'the desk corrects it and Lena signs', tell: corrects },
];

async function enrols({ journey }: Product, story: Story): Promise<void> {
  await journey.enrol(lena);
  await story.happens('Lena enrols; her address has a mistake in it');
}

async function corrects(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const old = linkOf(await journey.mail(lena.email, /ready to read/i));
  const id = await product.agreementIdOf(lena.email);
  const { visitor, page } = await journey.staff('Front desk', `/desk/agreements/${id}`);
  const resent = await visitor.submit(page, {}, '/resend');
  story.holds('the desk says that the link before works no longer', /works no longer/.test(resent.text), 'resend');
  await journey.mail(lena.email, /fresh link/i);
  const form = await visitor.open(`/desk/agreements/${id}?do=correct&memberId=m1`);
  await visitor.submit(form, { email: right }, '/correct');
  await story.happens('The front desk sends a fresh link, learns of the mistake, and corrects the address');
  const fresh = await journey.mail(right, /fresh link/i);
  const dead = await journey.visitor().open(old);
  story.holds('the first link says that there is a newer one', /newer link/i.test(dead.text), dead.status);
  const done = await journey.sign({ ...lena, email: right }, linkOf(fresh));
  await story.happens('Lena signs by the fresh link');
  story.holds('she is thanked', /you have signed/i.test(done.text), 'thank you');
}
