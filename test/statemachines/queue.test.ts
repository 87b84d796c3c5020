import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demonstrationPractice } from '../../local/demonstrate.ts';
import { person, physicians } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';

let spine: Spine;

beforeAll(async () => {
  spine = await startSpine();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

test('a physician gets one mail a day, from nine in the morning on, while something waits, and none after', async () => {
  const { journey } = spine;
  const toPhysician = async () => (await journey.mails(physicians.oak.email)).reverse();
  const [first, second] = [person('First'), person('Second')];
  for (const who of [first, second]) await journey.sign(who, await journey.enrol(who));
  await spine.cloud.work.quiet();
  expect(await toPhysician()).toEqual([]);

  await journey.move({ by: 'P2D' });
  const mails = await toPhysician();
  expect(mails.length).toBeGreaterThanOrEqual(2);
  for (const { at, subject } of mails) {
    expect(
      Number(
        new Date(at).toLocaleTimeString('en-US', { timeZone: 'America/New_York', hourCycle: 'h23', hour: '2-digit' }),
      ),
    ).toBeGreaterThanOrEqual(9);
    expect(subject).toMatch(/^2 agreements wait for your signature/);
  }
  const days = mails.map(({ at }) => new Date(at).toLocaleDateString('en-US', { timeZone: 'America/New_York' }));
  expect(new Set(days).size).toBe(days.length);

  for (const who of [first, second]) await journey.countersign(who);
  for (const who of [first, second]) await journey.mail(who.email, /welcome/i);
  await journey.move({ by: 'P2D' });
  expect(await toPhysician()).toHaveLength(mails.length);
});

test('a physician whose mail of the day bounces keeps patients waiting: each agreement in the queue is marked', async () => {
  const { journey, cloud } = spine;
  const practice = demonstrationPractice();
  const physiciansWith = (email: string) =>
    practice.physicians.map((one: { physicianId: string }) => (one.physicianId === 'oak' ? { ...one, email } : one));
  const store = (payload: object) => cloud.lambda.invoke({ functionName: 'perennial-practice', payload });
  await store({ ...practice, physicians: physiciansWith('bounce+oak@simulator.amazonses.com') });
  const who = person('Waits');
  await journey.sign(who, await journey.enrol(who));
  await journey.move({ by: 'P1D' });
  await store(practice);
  const { agreement } = (await spine.agreementOf(who.email)) ?? {};
  expect(agreement?.needsAttention.map(({ code }) => code)).toEqual(['physician_not_reached']);
});
