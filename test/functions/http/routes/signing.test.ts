import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getAgreement } from '../../../../functions/actions/decide.ts';
import { readHistory } from '../../../../functions/adapters/table/agreement-store.ts';
import { applyAndConfirm, filledIn, Signing, screens } from '../../../support/applicant.ts';
import { aPhysician, aPlan, events } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { decided, depsOf, idOf, setUpPractice } from '../../../support/stored.ts';
import { everything, itemsUnder } from '../../../support/table.ts';

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
const agreement = async () => (await getAgreement(depsOf(pages.table), id)).agreement;
const types = async () => (await readHistory(pages.table, id)).map((entry) => entry.type);

test('each screen leads to the next, from who you are to thank you', async () => {
  const headings: (string | undefined)[] = [];
  const look = async () => headings.push(/<h1>(.*?)<\/h1>/.exec((await patient.open()).body)?.[1]);
  await look();
  for (const step of ['records', 'terms', 'agreement', 'sign', 'payment', 'end']) {
    await patient.upTo(step);
    await look();
  }
  expect(headings).toEqual([
    'Your agreement is ready to read',
    'Electronic records, if you want them',
    'The agreement in short',
    'The agreement',
    'Sign your agreement',
    'How would you like to pay?',
    'Thank you, you have signed',
  ]);
  expect((await agreement()).status).toBe('awaiting_countersignature');
});

test('whoever has nothing to pay is not asked how, and their plan begins when the doctor has signed', async () => {
  await pages.fresh();
  await setUpPractice(pages.table, { plans: [aPlan({ priceCents: 0 })] });
  await applyAndConfirm(pages);
  patient = await Signing.ofPatient(pages);
  await patient.upTo('sign');
  const signing = (await patient.open()).body;
  for (const words of ['There is nothing to charge', 'Yes, renew it<']) expect(signing).toContain(words);
  await patient.upTo('payment');
  const done = (await patient.open()).body;
  for (const words of ['Thank you, you have signed', 'You pay nothing for it']) expect(done).toContain(words);
  const { status, documents } = await agreement();
  expect(status).toBe('awaiting_countersignature');
  const textHash = documents[0]?.textHash ?? '';
  await decided(depsOf(pages.table, new Date().toISOString()), id, { ...events.countersigned, textHash });
  expect(await agreement()).toMatchObject({ status: 'active', invoices: [{ status: 'paid', amountCents: 0 }] });
});

test('every form is answered with 303 to the link itself, so that a reload sends nothing again', async () => {
  for (const [step, form] of Object.entries(screens)) {
    const textHash = step === 'sign' ? await patient.textHash() : '';
    const { status, headers, body } = await patient.submit(step, { ...form, textHash });
    expect([status, headers.location, body]).toEqual([303, `/sign/${patient.token}`, '']);
  }
});

test('a signature is kept with its time, address and browser, and the consent to renewal on its own', async () => {
  await patient.upTo('sign');
  const textHash = await patient.textHash();
  await patient.submit('sign', { signature: 'Paula  Example', intent: 'yes', renewal: 'no', textHash });
  const [signer] = (await agreement()).documents[0]?.signers ?? [];
  expect(signer).toMatchObject({
    renewalConsent: false,
    signature: { name: 'Paula Example', ip: '192.0.2.7', userAgent: 'Test Browser 1.0', textHash },
  });
});

test.each([
  ['records', {}, ['canOpen', 'consent']],
  ['terms', { 'fee-covers': 'yes' }, ['not-insurance', 'ending-refund']],
  ['agreement', {}, ['read']],
  ['sign', { signature: ' ' }, ['signature', 'intent', 'renewal']],
  ['payment', { method: 'pm_card_of_somebody' }, ['method']],
])(
  'refuses the form of %s with something missing, beside its field, and stores nothing',
  async (step, form, fields) => {
    await patient.upTo(step);
    const before = await everything(pages.table);
    const { status, body } = await patient.submit(step, form);
    expect(status).toBe(422);
    for (const field of fields) expect(body).toContain(`id="${field}-error"`);
    expect(await everything(pages.table)).toEqual(before);
  },
);

test('what was filled in stands there again when something else is missing', async () => {
  await patient.upTo('sign');
  const { body } = await patient.submit('sign', { signature: 'Paula "P" Example', renewal: 'no', textHash: 'x' });
  expect(body).toContain('value="Paula &quot;P&quot; Example"');
  expect(body).toMatch(/value="no"[^>]*checked/);
});

test('a patient with Medicare accepts its clause, though the physician opts out while it is being signed', async () => {
  await pages.fresh();
  await applyAndConfirm(pages, { ...filledIn, coverage: 'medicare' });
  patient = await Signing.ofPatient(pages);
  await setUpPractice(pages.table, { physicians: [aPhysician({ medicareStatus: 'opted-out' })] });
  await patient.upTo('terms');
  expect((await patient.open()).body).toContain('You have Medicare');
  expect((await patient.submit('terms', screens.terms)).body).toContain('id="medicare-error"');
  expect((await patient.submit('terms', { ...screens.terms, medicare: 'yes' })).status).toBe(303);
  expect((await patient.open()).body).toContain('<h1>The agreement</h1>');
});

test('a form of a screen that is past or yet to come changes nothing and leads to the open one', async () => {
  await patient.upTo('agreement');
  const before = await everything(pages.table);
  for (const step of ['identity', 'records', 'terms', 'sign', 'payment', 'fresh', 'nonsense', '__proto__']) {
    const { status, headers } = await patient.submit(step, screens[step] ?? {});
    expect([step, status, headers.location]).toEqual([step, 303, `/sign/${patient.token}`]);
  }
  expect(await everything(pages.table)).toEqual(before);
});

test('a form that is sent five times at once is taken once', async () => {
  await patient.upTo('sign');
  const form = { ...screens.sign, textHash: await patient.textHash() };
  const shown = await Promise.all(Array.from({ length: 5 }, () => patient.submit('sign', form)));
  expect(shown.map(({ status }) => status)).toEqual(Array(5).fill(303));
  expect((await types()).filter((type) => type === 'signed')).toHaveLength(1);
});

test('refuses a signature under a text that changed, and says so', async () => {
  await patient.upTo('sign');
  const { status, body } = await patient.submit('sign', { ...screens.sign, textHash: 'f'.repeat(64) });
  expect([status, body]).toEqual([422, expect.stringContaining('The text changed while this page was open')]);
  expect(await types()).not.toContain('signed');
});

test('declining closes the agreement, and the reason is kept', async () => {
  await patient.upTo('terms');
  expect((await patient.openStep('decline')).body).toContain('Do you want to decline this agreement?');
  expect((await patient.submit('decline', { reason: 'Not now' })).status).toBe(303);
  expect(await patient.open()).toMatchObject({ status: 410, body: expect.stringContaining('was declined') });
  expect(await agreement()).toMatchObject({ status: 'closed', closedFor: 'declined' });
  expect((await patient.submit('decline', { reason: 'Again' })).status).toBe(303);
});

test('refuses a reason that is too long, and keeps it in its field', async () => {
  await patient.upTo('terms');
  const reason = 'x'.repeat(2001);
  const { status, body } = await patient.submit('decline', { reason });
  expect([status, body.includes(reason)]).toEqual([422, true]);
  expect((await agreement()).status).toBe('awaiting_signature');
});

test('a link that is too old offers a fresh one, which takes its place, once a day', async () => {
  pages.at('2026-03-17T04:00:00.000Z');
  const old = await patient.open();
  expect(old).toMatchObject({ status: 410, body: expect.stringContaining('Email me a fresh link') });
  for (const shown of [await patient.submit('fresh'), await patient.submit('fresh')]) expect(shown.status).toBe(303);
  expect((await itemsUnder(pages.table, 'WISH#notice#fresh')).map((item) => item.SK)).toEqual([
    'WISH#notice#fresh-d1-s1-1',
  ]);
  expect((await patient.openStep('fresh')).body).toContain('A fresh link is on its way');
  expect(await patient.open()).toMatchObject({ status: 410, body: expect.stringContaining('There is a newer link') });
  const fresh = new Signing(pages, await pages.mailed({ kind: 'agreement', id }, 'fresh-d1-s1-1', 'sign'));
  expect((await fresh.open()).body).toContain('What is your date of birth?');
});

test('a link that still works promises no fresh one', async () => {
  const shown = await patient.openStep('fresh');
  expect([shown.status, shown.headers.location]).toEqual([303, `/sign/${patient.token}`]);
  expect((await patient.submit('fresh')).status).toBe(303);
  expect(await itemsUnder(pages.table, 'WISH#notice#fresh')).toEqual([]);
});

test('an expired document says until when it could be signed', async () => {
  pages.at('2026-04-02T13:00:00.000Z');
  await decided(depsOf(pages.table, '2026-04-02T13:00:00.000Z'), id, events.documentExpired);
  const { status, body } = await patient.open();
  expect([status, body]).toEqual([410, expect.stringContaining('It could be signed until April 1, 2026')]);
});

test.each(['x'.repeat(43), 'short', 'a\r\nset-cookie: b=c', '..', '日本', ''])(
  'the unknown token %j is answered calmly, whatever is asked of it',
  async (token) => {
    const parameters = { token, step: 'records' };
    const shown = [
      await pages.send('GET /sign/{token}', { parameters }),
      await pages.send('GET /sign/{token}/{step}', { parameters }),
      await pages.send('POST /sign/{token}/{step}', { parameters, form: screens.records ?? {} }),
    ];
    for (const { status, body, headers } of shown) {
      expect([status, headers.location]).toEqual([404, undefined]);
      expect(body).toContain('We do not know this link');
    }
  },
);
