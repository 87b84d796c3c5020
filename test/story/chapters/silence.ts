import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

/** Two who enrolled with Dr. Fern never sign: three reminders, then the offer expires and the seats are free. */
export const silence: Phase[] = [{ name: 'two stay silent', tell: staysSilent }];

async function staysSilent(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await story.until('2028-04-10T10:00:00-04:00');
  await story.happens('More than thirty days pass without a word of the other two');
  const mails = await journey.mails('sam2@example.com');
  const subjects = mails.map((mail) => mail.subject).reverse();
  story.equals('confirmation, request, three reminders, and word of the end', subjects.length, 6);
  const late = mails.filter((mail) => /reminder/i.test(mail.subject)).map((mail) => mail.at.slice(11, 13));
  story.holds(
    'each at nine in the morning there, on both sides of the clock change',
    late.every((hour) => hour === '13' || hour === '14'),
    late,
  );
  story.equals('closed as expired', (await product.agreementOf('sam2@example.com'))?.agreement.closedFor, 'expired');
  story.equals('all seats are free but that of the fourth', (await product.panelOf('fern')).seatsTaken, 1);
  const old = await journey
    .visitor()
    .open(new URL(mails[0]?.links.find((link) => link.includes('/sign/')) ?? mails[1]?.links[0] ?? '/').pathname);
  story.holds('an old link says so calmly', old.status < 500, old.text.slice(0, 80));
}
