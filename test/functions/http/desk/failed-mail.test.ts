import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { invocationFaults } from '../../../support/invocation-faults.ts';
import { person } from '../../../support/journey.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';

const faults = invocationFaults();
let spine: Spine;
beforeAll(async () => {
  spine = await startSpine({ hook: faults.hook });
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

test('an applicant whose mail failed stands at the desk by name, and gets it once staff send it again', async () => {
  const who = person('Unheard');
  faults.refuse('perennial-mail-tasks', ({ noticeKeys }) => noticeKeys.includes('confirmation'));
  await spine.journey.apply(who);
  await spine.cloud.work.quiet();
  expect(await spine.journey.mails(who.email)).toEqual([]);

  const { visitor, page: home } = await spine.journey.staff('Front desk');
  const link = home.root.querySelectorAll('a').find(({ textContent }) => textContent === `Unheard ${who.lastName}`);
  expect(home.text).toContain('An email about the application could not be sent');
  const at = link?.getAttribute('href') ?? '';
  expect((await spine.journey.staff('Read only', at)).page.text).not.toContain('Send it again');
  const sent = await visitor.submit(await visitor.open(at), {}, '/send');
  expect(sent.text).toContain('It is sent again');
  expect(sent.text).not.toContain('could not be sent');
  await spine.journey.confirm(who);
  await spine.journey.mail(who.email, /ready to read/i);
  expect((await visitor.open('/desk')).text).not.toContain('could not be sent');
}, 60_000);
