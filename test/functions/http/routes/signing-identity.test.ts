import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readHistory } from '../../../../functions/adapters/table/agreement-store.ts';
import { applyAndConfirm, Signing, screens } from '../../../support/applicant.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { idOf } from '../../../support/stored.ts';
import { itemsUnder } from '../../../support/table.ts';

let pages: PatientPages;
let patient: Signing;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(async () => {
  await pages.fresh();
  await applyAndConfirm(pages);
  patient = await Signing.ofPatient(pages);
});

const id = idOf(1);
const types = async () => (await readHistory(pages.table, id)).map((entry) => entry.type);

test('two browsers go on side by side, each known by its own cookie', async () => {
  const other = new Signing(pages, patient.token);
  await patient.upTo('terms');
  expect((await other.open()).body).toContain('What is your date of birth?');
  await other.submit('identity', screens.identity);
  expect((await other.open()).body).toContain('The agreement in short');
  await other.submit('terms', screens.terms);
  expect((await patient.submit('terms', screens.terms)).status).toBe(303);
  expect((await patient.open()).body).toContain('<h1>The agreement</h1>');
});

test('the cookie is for this site alone, out of reach of scripts, and for an hour', async () => {
  const { cookies } = await patient.submit('identity', screens.identity);
  expect(cookies).toEqual([
    expect.stringMatching(
      /^__Host-sign-[0-9a-f]{12}=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600$/,
    ),
  ]);
});

test('a cookie of another link, or a made up one, asks who you are', async () => {
  await patient.upTo('records');
  const [cookie = ''] = patient.cookies;
  for (const wrong of [cookie.replace(/=.*/, `=${'A'.repeat(43)}`), cookie.replace(/=.*/, '='), 'x', '=;;=']) {
    patient.cookies = [wrong];
    expect((await patient.open()).body).toContain('What is your date of birth?');
    expect((await patient.submit('records', screens.records)).body).toContain('What is your date of birth?');
  }
  expect(await types()).not.toContain('records_consented');
});

test('an hour later it asks who you are again, and goes on where it stopped', async () => {
  await patient.upTo('terms');
  pages.at('2026-03-02T16:00:00.000Z');
  expect((await patient.open()).body).toContain('What is your date of birth?');
  await patient.submit('identity', screens.identity);
  expect((await patient.open()).body).toContain('The agreement in short');
});

test('each form begins the hour anew', async () => {
  await patient.upTo('records');
  pages.at('2026-03-02T15:50:00.000Z');
  await patient.submit('records', screens.records);
  pages.at('2026-03-02T16:40:00.000Z');
  expect((await patient.open()).body).toContain('The agreement in short');
});

test('what was typed after the session had ended is there again, once it is known who is there', async () => {
  await patient.upTo('sign');
  pages.at('2026-03-02T16:30:00.000Z');
  const asked = await patient.submit('sign', { ...screens.sign, signature: "Pau 'la" });
  expect([asked.status, asked.body]).toEqual([200, expect.stringContaining('What is your date of birth?')]);
  const kept = Object.fromEntries(
    [...asked.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  const wrong = await patient.submit('identity', { ...screens.identity, ...kept, birthDay: '1' });
  expect(wrong.body).toContain('name="kept-step" value="sign"');
  const shown = await patient.submit('identity', { ...screens.identity, ...kept });
  expect([shown.status, shown.body]).toEqual([200, expect.stringContaining('Sign your agreement')]);
  expect(shown.body).toMatch(/value="Pau (&#39;|')la"/);
  expect(await types()).not.toContain('signed');
});

test('a reason to decline is kept likewise', async () => {
  await patient.upTo('terms');
  pages.at('2026-03-02T16:30:00.000Z');
  await patient.submit('decline', { reason: 'Too far' });
  const shown = await patient.submit('identity', {
    ...screens.identity,
    'kept-step': 'decline',
    'kept:reason': 'Too far',
  });
  expect(shown.body).toMatch(/<textarea[^>]*>Too far/);
});

test('a wrong date of birth says how many tries are left, and five pause the link', async () => {
  const wrong = { ...screens.identity, birthDay: '18' };
  const first = await patient.submit('identity', wrong);
  expect(first).toMatchObject({ status: 422, body: expect.stringContaining('You have 4 more tries') });
  expect(first.body).toContain('value="18"');
  for (let time = 0; time < 3; time += 1) await patient.submit('identity', wrong);
  expect((await patient.submit('identity', wrong)).status).toBe(303);
  expect(await patient.open()).toMatchObject({ status: 429, body: expect.stringContaining('paused for 30 minutes') });
  await patient.submit('identity', screens.identity);
  expect(patient.cookies).toEqual([]);
  pages.at('2026-03-02T15:30:00.000Z');
  await patient.submit('identity', screens.identity);
  expect((await patient.open()).status).toBe(200);
  expect(patient.cookies).toHaveLength(1);
});

test('something that is no date costs no try', async () => {
  for (let time = 0; time < 6; time += 1) {
    const shown = await patient.submit('identity', { birthMonth: '2', birthDay: '30', birthYear: '1951' });
    expect(shown).toMatchObject({ status: 422, body: expect.stringContaining('There is no such date') });
  }
  expect(await itemsUnder(pages.table, 'ANSWERS#')).toEqual([]);
});
