import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { anApplication, aPlan, events } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { decided, depsOf, storedAgreement } from '../../../support/stored.ts';

let pages: PatientPages;
let token: string;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(async () => {
  await pages.fresh();
  const { services } = aPlan();
  await storedAgreement(depsOf(pages.table), 'active', {
    plan: aPlan({ services: [{ name: 'Home visits', coveredByMedicare: 'no', timesAYear: 4 }, ...services] }),
  });
  const use = { ...events.serviceUsed.use, service: 'Home visits' };
  await decided(depsOf(pages.table), id, { ...events.serviceUsed, use });
  token = await pages.mailed({ kind: 'agreement', id }, 'welcome-s1', 'plan');
});

const id = anApplication().applicationId;
const show = () => pages.send('GET /plan/{token}/use', { parameters: { token } });
const answer = (year: string, which = token) =>
  pages.send('POST /plan/{token}/{step}', {
    parameters: { token: which, step: 'use' },
    form: { birthMonth: '5', birthDay: '17', birthYear: year },
  });

test('asks who it is before it shows anything', async () => {
  const { status, body } = await show();
  expect(status).toBe(200);
  expect(body).toContain('What is your date of birth?');
  for (const secret of ['Home visits', 'Paula', '1951']) expect(body).not.toContain(secret);
});

test('shows what was used after the right answer, and asks again the next time', async () => {
  const { status, body } = await answer('1951');
  expect([status, body.includes('1 of 4 this year')]).toEqual([200, true]);
  expect((await show()).body).not.toContain('Home visits');
});

test('pauses after five wrong answers, the right one then included', async () => {
  for (const left of ['4 more tries', '3 more tries', '2 more tries', '1 more try']) {
    const { status, body } = await answer('1950');
    expect([status, body.includes(left)]).toEqual([422, true]);
  }
  expect((await answer('1950')).status).toBe(429);
  const { status, body } = await answer('1951');
  expect([status, body.includes('Home visits')]).toEqual([429, false]);
});

test('is nothing to a link that is none, or to a form without a date', async () => {
  expect((await answer('1951', 'x')).status).toBe(404);
  expect((await answer('')).status).toBe(422);
});
