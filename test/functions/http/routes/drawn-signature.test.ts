import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getAgreement } from '../../../../functions/actions/decide.ts';
import { readHistory } from '../../../../functions/adapters/table/agreement-store.ts';
import { drawnSignatureScript } from '../../../../functions/pages/assets.ts';
import { applyAndConfirm, Signing, screens } from '../../../support/applicant.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { sequences } from '../../../support/property-runs.ts';
import { depsOf, idOf } from '../../../support/stored.ts';
import { everything } from '../../../support/table.ts';

let pages: PatientPages;
let patient: Signing;
let textHash: string;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(async () => {
  await pages.fresh();
  await applyAndConfirm(pages);
  patient = await Signing.ofPatient(pages);
  await patient.upTo('sign');
  textHash = await patient.textHash();
});

const id = idOf(1);
const drawing = '90,300,200,40,330,260,800,240;640,100';
const path = 'M90 300Q200 40 265 150Q330 260 565 250L800 240M640 100h0';
const form = () => ({ ...screens.sign, signing: 'drawn', drawing, textHash });
const signatureOf = async (index: number) =>
  (await getAgreement(depsOf(pages.table), id)).agreement.documents[0]?.signers[index]?.signature;

test('a drawn signature stands beside the typed name', async () => {
  expect((await patient.submit('sign', form())).status).toBe(303);
  expect(await signatureOf(0)).toMatchObject({ name: 'Paula Example', drawing: path });
  await patient.submit('payment', screens.payment);
  const { body } = await patient.open();
  expect(body).toContain(`<path d="${path}"`);
  expect(body).toContain('Signed as “Paula Example”');
});

test('the audit trail knows the drawing by its hash alone', async () => {
  await patient.submit('sign', form());
  const signed = (await readHistory(pages.table, id)).find(({ type }) => type === 'signed');
  expect(signed?.data).toMatchObject({ drawingHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(signed?.data).not.toHaveProperty('drawing');
});

test('whoever chose the typed name is taken at that, whatever was drawn before', async () => {
  expect((await patient.submit('sign', { ...form(), signing: 'typed' })).status).toBe(303);
  expect(await signatureOf(0)).not.toHaveProperty('drawing');
});

test.each([
  ['nothing', '', 'Please draw your signature in the box'],
  ['a dot', '600,240', 'Please draw your signature in the box'],
  ['markup', '"><script>alert(1)</script>', 'The drawing did not arrive as it should'],
])('refuses %s as a drawing, beside the choice, and loses nothing else', async (_, sent, words) => {
  const before = await everything(pages.table);
  const { status, body } = await patient.submit('sign', { ...form(), drawing: sent });
  expect(status).toBe(422);
  expect(body).toContain(`id="signing-error">${words}`);
  expect(body).not.toContain('<script>alert');
  expect(body).toContain('value="Paula Example"');
  expect(body).toMatch(/value="drawn" checked/);
  expect(body).toMatch(/name="renewal" value="yes" checked/);
  expect(await everything(pages.table)).toEqual(before);
});

test('a drawing comes back with the form when something else is missing', async () => {
  const { status, body } = await patient.submit('sign', { ...form(), signature: '' });
  expect(status).toBe(422);
  expect(body).toContain(`name="drawing" value="${drawing}"`);
});

test('a long drawing outlives the session', async () => {
  const long = Array.from({ length: 900 }, (_, at) => `${1000 + (at % 200)},${100 + (at % 300)}`).join();
  patient.cookies = [];
  const asked = await patient.submit('sign', { ...form(), drawing: long });
  expect(asked.body).toContain(`name="kept:drawing" value="${long}"`);
  const kept = { 'kept-step': 'sign', 'kept:drawing': long, 'kept:signing': 'drawn' };
  const shown = await patient.submit('identity', { ...screens.identity, ...kept });
  expect(shown.body).toContain(`name="drawing" value="${long}"`);
});

test('refuses whatever else is sent as a drawing with 422, or takes it as a path of numbers', async () => {
  const piece = fc.oneof(fc.nat(1300).map(String), fc.constantFrom(',', ';', '-1', '1e9', '"', '<svg>'), fc.string());
  const sent = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(','));
  await fc.assert(
    fc.asyncProperty(sent, async (text) => {
      // Without a name it is never taken, so that each try finds the same screen.
      const { status, body } = await patient.submit('sign', { ...form(), drawing: text, signature: '' });
      expect(status).toBe(422);
      expect(body).not.toMatch(/<svg/);
    }),
    { numRuns: sequences() },
  );
});

test('the sign screen alone may run a script, and only our own, also when it comes back with errors', async () => {
  const tag = `<script src="${drawnSignatureScript.path}" defer></script>`;
  for (const { headers, body } of [await patient.open(), await patient.submit('sign', {})]) {
    expect(body).toContain(tag);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  }
  for (const { headers, body } of [await patient.openStep('decline'), await patient.openStep('question')]) {
    expect(body).not.toContain('<script');
    expect(headers['content-security-policy']).not.toContain('script-src');
  }
});

test('the script is served as JavaScript that a browser may keep', async () => {
  const file = drawnSignatureScript.path.replace('/assets/', '');
  const { status, headers, body } = await pages.send('GET /assets/{file}', { parameters: { file } });
  expect([status, body]).toEqual([200, drawnSignatureScript.body]);
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': expect.stringContaining('immutable'),
    'x-content-type-options': 'nosniff',
  });
});
