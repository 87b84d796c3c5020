import { expect, test } from '@jest/globals';
import { startSpine } from '../support/spine.ts';
import { Story } from './story.ts';
import { tell } from './tell.ts';

test('the story goes as it must, and leaves no name, birth date, address, email or token outside of table and mailboxes', async () => {
  await using spine = await startSpine();
  const story = new Story(spine.journey, () => undefined);
  await tell(spine, story);
  expect(story.checks.filter((check) => !check.ok)).toEqual([]);
  // Of well over a hundred and twenty: a chapter that is skipped does not go unseen.
  expect(story.checks.length).toBeGreaterThanOrEqual(120);
}, 900_000);
