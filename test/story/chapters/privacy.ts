import { pat, physicians } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Story } from '../story.ts';

/**
 * Histories, events, logs and access logs hold ids only. Task tokens of waits stand in histories on AWS, too: they wake a
 * workflow, for whoever IAM lets, and open nothing.
 */
export async function tellPrivacy(product: Product, story: Story): Promise<void> {
  const records = await product.records();
  const secrets = await secretsOf(product);
  for (const [kind, text] of Object.entries(records)) {
    const lower = text.toLowerCase();
    const found = secrets.filter((secret) => lower.includes(secret.toLowerCase()));
    story.holds(
      `${kind} hold no name, birth date, address, email, phone or token`,
      found.length === 0 && text.length > 0,
      found,
    );
  }
}

/** All that the story's people typed, and every token that opens something: links, and the sessions behind them. */
async function secretsOf(product: Product): Promise<string[]> {
  const mails = await product.journey.mails();
  const links = mails
    .flatMap((mail) => mail.links)
    .flatMap((link) => /\/(?:confirm|sign|pay|payer|offer|plan)\/([\w-]{43})/.exec(link)?.[1] ?? []);
  const addresses = mails.map((mail) => mail.to);
  const sessions = product.journey.sessions();
  if (links.length === 0 || sessions.length === 0)
    throw new Error('The story must have links and sessions to look for');
  return [
    ...new Set([...links, ...sessions, ...addresses, ...Object.values(physicians).map(({ email }) => email)]),
    ...[
      pat.lastName,
      'Placeholder',
      'Sampleson',
      'Householder',
      'Household Hill',
      'Paperman',
      'Letterbox Row',
      'Linkless',
      '"Pat ',
      'Robin ',
      'Nowhere Lane',
      'Sampleton',
      '(555) 010-0123',
      '5550100123',
    ],
    ...['1952-02-29', '1980-12-31', '1975-06-01', '1971-04-05', '1968-09-10', '1981-07-08', '1938-04-01', '1990-10-10'],
  ];
}
