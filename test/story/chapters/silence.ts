import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

const clocksChangeAt = '2028-03-12T07:00:00.000Z';

/** By Intl, which shares no code with what sends. */
const hourThere = (at: string): string =>
  new Date(at).toLocaleTimeString('en-US', { timeZone: 'America/New_York', hourCycle: 'h23', hour: '2-digit' });

/** Two who enrolled with Dr. Fern never sign: three reminders, then the offer expires and the seats are free. */
export const silence: Phase[] = [{ name: 'two stay silent', tell: staysSilent }];

async function staysSilent(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await story.until('2028-04-10T10:00:00-04:00');
  await story.happens('More than thirty days pass without a word of the other two');
  const mails = await journey.mails('sam2@example.com');
  const subjects = mails.map((mail) => mail.subject).reverse();
  story.equals('confirmation, request, three reminders, and word of the end', subjects.length, 6);
  const reminders = mails.filter((mail) => /reminder/i.test(mail.subject)).map(({ at }) => at);
  const sides = [reminders.filter((at) => at < clocksChangeAt), reminders.filter((at) => at > clocksChangeAt)];
  story.holds(
    'the reminders lie on both sides of the clock change',
    reminders.length === 3 && sides.every((side) => side.length > 0),
    sides,
  );
  story.equals('each at nine in the morning there', [...new Set(reminders.map(hourThere))], ['09']);
  story.equals('closed as expired', (await product.agreementOf('sam2@example.com'))?.agreement.closedFor, 'expired');
  story.equals('all seats are free but that of the fourth', (await product.panelOf('fern')).seatsTaken, 1);
  const old = await journey
    .visitor()
    .open(new URL(mails[0]?.links.find((link) => link.includes('/sign/')) ?? mails[1]?.links[0] ?? '/').pathname);
  story.holds('an old link says so calmly', old.status < 500, old.text.slice(0, 80));
}
