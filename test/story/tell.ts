import type { Product } from '../support/product.ts';
import { declinedCard } from './chapters/declined-card.ts';
import { freshLink } from './chapters/fresh-link.ts';
import { household } from './chapters/household.ts';
import { leapDay } from './chapters/leap-day.ts';
import { paper } from './chapters/paper.ts';
import { tellPrivacy } from './chapters/privacy.ts';
import { secondYear } from './chapters/second-year.ts';
import { silence } from './chapters/silence.ts';
import { waitlist } from './chapters/waitlist.ts';
import { years } from './chapters/years.ts';
import type { Phase } from './phase.ts';
import type { Story } from './story.ts';

/** The whole story, phase by phase, on one clock. */
export const phases: Phase[] = [
  { name: 'the practice opens', tell: opens },
  ...leapDay,
  ...declinedCard,
  ...household,
  ...paper,
  ...freshLink,
  ...waitlist,
  ...silence,
  ...years,
  ...secondYear,
];

export async function tell(product: Product, story: Story): Promise<void> {
  for (const phase of phases) await phase.tell(product, story);
  await tellPrivacy(product, story);
}

async function opens(_product: Product, story: Story): Promise<void> {
  // A leap year, so that an agreement may begin on 29 February.
  await story.until('2028-02-26T10:00:00-05:00');
  await story.happens('Lakeside Family Medicine opens its enrolment page');
}
