import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newToken } from '../../../../functions/adapters/ids.ts';
import { applyAndConfirm, filledIn, Signing } from '../../../support/applicant.ts';
import { anApplication, aPerson, aPlan } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { aPractice, depsOf, idOf, setUpPractice, storedAgreement } from '../../../support/stored.ts';
import { everything, itemsUnder } from '../../../support/table.ts';

let pages: PatientPages;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(() => pages.fresh());

const owner = { kind: 'application', id: idOf(1) } as const;
const show = (token: string) => pages.send('GET /confirm/{token}', { parameters: { token } });
const press = (token: string) => pages.send('POST /confirm/{token}', { parameters: { token }, form: '' });

async function applied(given: Record<string, string> = {}): Promise<string> {
  await pages.send('POST /apply', { form: { ...filledIn, ...given } });
  return pages.mailed(owner, 'confirmation', 'confirm');
}

test('the link of the mail shows a button and confirms nothing', async () => {
  const token = await applied();
  const before = await everything(pages.table);
  const { status, body } = await show(token);
  expect([status, body]).toEqual([200, expect.stringContaining(`action="/confirm/${token}"`)]);
  expect(body).toContain('Hello Paula');
  expect(await everything(pages.table)).toEqual(before);
});

test('the button confirms, and says what comes next', async () => {
  const { status, body } = await press(await applied());
  expect([status, body]).toEqual([200, expect.stringContaining('A place with Dr. Sam Sample is kept for you')]);
});

test('pressed twice, or five times at once, it confirms once and says the same', async () => {
  const token = await applied();
  const shown = await Promise.all(Array.from({ length: 5 }, () => press(token)));
  expect([...shown, await press(token)].map((one) => one.body)).toEqual(Array(6).fill(shown[0]?.body));
  expect(await itemsUnder(pages.table, 'AGREEMENT')).toHaveLength(1);
});

test('opened again after it was pressed, it says that all is done', async () => {
  const token = await applied();
  await press(token);
  expect((await show(token)).body).toContain('You have confirmed already');
});

test('a confirmed link still says so after seven days', async () => {
  const token = await applied();
  await press(token);
  pages.at('2026-04-01T15:00:00.000Z');
  expect(await show(token)).toMatchObject({ status: 200, body: expect.stringContaining('You have confirmed already') });
});

test('a link that nobody pressed in seven days is gone, for opening and for pressing', async () => {
  const token = await applied();
  pages.at('2026-03-09T15:00:00.000Z');
  for (const shown of [await show(token), await press(token)]) {
    expect(shown).toMatchObject({ status: 404, body: expect.stringContaining('This link no longer works') });
  }
  expect(await itemsUnder(pages.table, 'AGREEMENT')).toEqual([]);
});

test.each([newToken(), 'short', '../x', '%00', ''])('the token "%s" leads somewhere calm', async (token) => {
  for (const shown of [await show(token), await press(token)]) {
    expect(shown).toMatchObject({ status: 404, body: expect.stringContaining('See the plans and apply again') });
  }
});

test('at the cap the applicant is told of the waiting list', async () => {
  for (const number of [2, 3, 4]) {
    await storedAgreement(depsOf(pages.table), 'offered', {
      application: anApplication({ applicationId: idOf(number), members: [aPerson({ lastName: 'Other' })] }),
    });
  }
  expect((await applyAndConfirm(pages)).body).toContain('You are on the waiting list');
});

test('where staff decide, the applicant is told that they will', async () => {
  await setUpPractice(pages.table, { practice: aPractice({ approvesAutomatically: false }) });
  const token = await applied();
  expect((await press(token)).body).toContain('We have your application');
  expect((await press(token)).body).toContain('We have your application');
  expect((await show(token)).body).toContain('We have your application');
  expect(
    (await pages.send('POST /confirm/{token}', { parameters: { token }, form: { act: 'withdraw' } })).body,
  ).toContain('Your application is withdrawn');
  expect((await show(token)).body).toContain('This application is closed');
  expect((await press(token)).status).toBe(404);
});

test('a plan that was withdrawn meanwhile is no error of the applicant’s', async () => {
  const token = await applied();
  const { version: _, ...other } = aPlan({ planId: 'other' });
  await setUpPractice(pages.table, { plans: [other] });
  expect(await press(token)).toMatchObject({ status: 200, body: expect.stringContaining('We have your application') });
});

test('a signing link does not confirm', async () => {
  await applyAndConfirm(pages);
  const { token } = await Signing.ofPatient(pages);
  expect((await press(token)).status).toBe(404);
});
