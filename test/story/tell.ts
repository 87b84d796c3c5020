import type { Spine } from '../support/spine.ts';
import { tellDeclinedCard } from './chapters/declined-card.ts';
import { tellLeapDay } from './chapters/leap-day.ts';
import { tellPrivacy } from './chapters/privacy.ts';
import { tellSilence } from './chapters/silence.ts';
import { tellWaitlist } from './chapters/waitlist.ts';
import type { Story } from './story.ts';

/** The whole story, chapter by chapter, on one clock. */
export async function tell(spine: Spine, story: Story): Promise<void> {
  // A leap year, so that an agreement may begin on 29 February.
  await story.until('2032-02-26T10:00:00-05:00');
  await story.happens('Lakeside Family Medicine opens its enrolment page');
  await tellLeapDay(spine, story);
  await tellDeclinedCard(spine, story);
  await tellWaitlist(spine, story);
  await tellSilence(spine, story);
  await tellPrivacy(spine, story);
}
