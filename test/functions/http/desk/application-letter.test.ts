import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { enterOnPaper } from '../../../support/paper-application.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import type { Visitor } from '../../../support/visitor.ts';

// Somebody on paper applies, and it comes to nothing: the answer is printed and posted from the desk.

let spine: Spine;
let visitor: Visitor;
beforeAll(async () => {
  spine = await startSpine();
  visitor = (await spine.journey.staff('Front desk')).visitor;
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

test('a withdrawal that comes by phone is answered by a letter, which stands in the list until it is posted', async () => {
  const page = await enterOnPaper(visitor, 'oak');
  const at = new URL(page.url).pathname;
  expect(page.text).toContain('By post');
  const withdrawn = await visitor.submit(page, { reason: 'withdrawn' }, '/refuse');
  expect(withdrawn.text).toContain('Withdrawn. The applicant has it in writing.');
  await spine.journey.move({ by: 'PT2M' });
  const home = await visitor.open('/desk');
  expect(home.root.querySelector(`a[href="${at}"]`)?.textContent).toContain('That it is closed');

  const letter = await visitor.open(`${at}/letter`);
  for (const words of ['Paper Testerson', '12 Nowhere Lane', 'Your application is withdrawn, as you asked']) {
    expect(letter.text).toContain(words);
  }
  const again = await visitor.open(at);
  const without = await visitor.submit(again, {}, '/posted');
  expect([without.status, without.text.includes('Please enter the day on which it was posted')]).toEqual([422, true]);
  const today = new Date(spine.cloud.clock.now()).toISOString().slice(0, 10);
  const posted = await visitor.submit(again, { postedOn: today }, '/posted');
  expect(posted.text).toContain('The letter is noted as posted');
  expect((await visitor.open('/desk')).root.querySelector(`a[href="${at}"]`)).toBeNull();
}, 60_000);

test('an application that waits has no letter', async () => {
  const page = await enterOnPaper(visitor, 'oak');
  expect((await visitor.open(`${new URL(page.url).pathname}/letter`)).status).toBe(404);
}, 60_000);
