import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { loadAgreement } from '../../../../functions/adapters/table/agreement-store.ts';
import { events } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { decided, depsOf, idOf, storedAgreement } from '../../../support/stored.ts';

let pages: PatientPages;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(() => pages.fresh());

const owner = { kind: 'agreement', id: idOf(1) } as const;
const answer = (token: string, given: string) =>
  pages.send('POST /offer/{token}', { parameters: { token }, form: { answer: given } });

async function offered(): Promise<string> {
  await storedAgreement(depsOf(pages.table), 'waitlisted');
  await decided(depsOf(pages.table), idOf(1), events.seatOffered);
  return pages.mailed(owner, 'offer-s1', 'offer');
}

test.each(['constructor', 'toString', '__proto__', '', 'maybe'])('the answer "%s" is none', async (given) => {
  const token = await offered();
  expect((await answer(token, given)).status).toBe(303);
  expect((await loadAgreement(pages.table, idOf(1)))?.agreement.offer?.acceptedAt).toBeUndefined();
});

test('a yes keeps the seat', async () => {
  const token = await offered();
  expect((await answer(token, 'yes')).status).toBe(303);
  expect((await loadAgreement(pages.table, idOf(1)))?.agreement.offer?.acceptedAt).toBeDefined();
});
