import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getAgreement } from '../../../../functions/actions/decide.ts';
import { readHistory } from '../../../../functions/adapters/table/agreement-store.ts';
import { anApplication, daysLater, events } from '../../../support/builders.ts';
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
  await storedAgreement(depsOf(pages.table), 'active');
  token = await pages.mailed({ kind: 'agreement', id }, 'welcome-s1', 'plan');
});

const id = anApplication().applicationId;
const born = { birthMonth: '5', birthDay: '17', birthYear: '1951' };
const plan = () => pages.send('GET /plan/{token}', { parameters: { token } });
const show = () => pages.send('GET /plan/{token}/paper', { parameters: { token } });
const submit = (form: Record<string, string>) =>
  pages.send('POST /plan/{token}/{step}', { parameters: { token, step: 'paper' }, form });
const paula = async () => (await getAgreement(depsOf(pages.table), id)).agreement.members[0];
const { line1 = '' } = anApplication().members[0]?.address ?? {};

test('asks who it is before it shows an address or changes anything', async () => {
  expect((await plan()).body).toContain('Send me everything on paper');
  const { status, body } = await show();
  expect([status, body.includes('What is your date of birth?'), body.includes(line1)]).toEqual([200, true, false]);
  for (const form of [{ word: 'paper' }, { ...born, birthYear: '1950', word: 'paper' }]) {
    expect((await submit(form)).status).toBe(422);
  }
  expect((await paula())?.emailRefused).toBeUndefined();
});

test('says what changes, then sends everything by post, and the plan’s page says so', async () => {
  const { status, body } = await submit(born);
  expect(status).toBe(200);
  for (const words of [line1, 'a few days longer', 'It costs nothing', 'call us at']) expect(body).toContain(words);
  expect((await paula())?.emailRefused).toBeUndefined();

  const done = await submit({ ...born, word: 'paper' });
  expect([done.status, done.headers.location]).toEqual([303, `/plan/${token}?done=paper`]);
  expect((await paula())?.emailRefused?.because).toBe('withdrawn');
  expect((await plan()).body).toContain('We write to you by post.');
  expect((await show()).headers.location).toBe(`/plan/${token}`);
  const [fact] = (await readHistory(pages.table, id)).filter(({ type }) => type === 'email_withdrawn');
  expect(fact?.data).toMatchObject({ memberId: 'm1', ip: '192.0.2.7' });
  const told = await pages.send('GET /plan/{token}', { parameters: { token }, query: 'done=paper' });
  expect(told.body).toContain('If you would like email again, please call us.');
});

test('said twice, it is done once', async () => {
  for (let n = 0; n < 2; n += 1) expect((await submit({ ...born, word: 'paper' })).status).toBe(303);
  const facts = (await readHistory(pages.table, id)).filter(({ type }) => type === 'email_withdrawn');
  expect(facts).toHaveLength(1);
});

describe('after a letter came back', () => {
  const address = { addressLine1: '9 New Street', city: 'Albany', state: 'NY', postalCode: '12207' };
  beforeEach(() => decided(depsOf(pages.table, daysLater(0)), id, events.letterReturned));

  test('asks where letters shall go, with what is wrong beside its field', async () => {
    const asked = await submit(born);
    expect([asked.status, asked.body.includes(line1), asked.body.includes('Where shall the letters go?')]).toEqual([
      200,
      false,
      true,
    ]);
    const wrong = await submit({ ...born, word: 'paper', ...address, city: '', postalCode: '1220' });
    expect(wrong.status).toBe(422);
    for (const words of ['Please enter a city', 'A ZIP code has five digits', '9 New Street']) {
      expect(wrong.body).toContain(words);
    }
    expect((await paula())?.emailRefused).toBeUndefined();
    expect((await submit({ ...born, word: 'paper', ...address })).status).toBe(303);
    expect(await paula()).toMatchObject({ address: { line1: '9 New Street' }, emailRefused: { because: 'withdrawn' } });
  });
});

test('is nothing to a link that is none', async () => {
  for (const sent of [
    pages.send('GET /plan/{token}/paper', { parameters: { token: 'x' } }),
    pages.send('POST /plan/{token}/{step}', { parameters: { token: 'x', step: 'paper' }, form: born }),
  ]) {
    expect((await sent).status).toBe(404);
  }
});
