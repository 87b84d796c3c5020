import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { patientRoutes } from '../../../functions/deployed.ts';
import { applyAndConfirm, filledIn, Signing, screens } from '../../support/applicant.ts';
import { logLines } from '../../support/log-lines.ts';
import { type PatientPages, type Sent, startPatientPages } from '../../support/patient-pages.ts';
import { everything } from '../../support/table.ts';

let pages: PatientPages;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(() => pages.fresh());

const token = 'T'.repeat(43);
const parameters = { token, step: 'records', file: 'nothing.css' };
const secure = {
  'cache-control': 'no-store',
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'referrer-policy': 'no-referrer',
  'strict-transport-security': expect.stringContaining('max-age='),
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

test.each(patientRoutes)('%s answers with every security header, and never with 500', async (route) => {
  const { status, headers } = await pages.send(route, { parameters, form: '' });
  expect(status).toBeLessThan(500);
  expect(headers).toMatchObject(secure);
});

test('a route that is not deployed is a page that is not there', async () => {
  const shown = await pages.send('GET /admin');
  expect(shown).toMatchObject({ status: 404, headers: secure, body: expect.stringContaining('There is no such page') });
});

test('opening any address changes nothing in the table', async () => {
  await applyAndConfirm(pages);
  const patient = await Signing.ofPatient(pages);
  await patient.upTo('terms');
  await pages.send('POST /apply', { form: { ...filledIn, requestId: 'app0000000000002', email: 'b@example.com' } });
  const owner = { kind: 'application', id: 'app0000000000002' } as const;
  const confirmation = await pages.mailed(owner, 'confirmation', 'confirm');
  const before = await everything(pages.table);
  for (const route of patientRoutes.filter((one) => one.startsWith('GET '))) {
    for (const one of [token, patient.token, confirmation]) {
      for (const step of ['identity', 'records', 'decline', 'fresh', 'payment']) {
        const sent: Sent = { parameters: { token: one, step, file: 'sample.pdf' }, cookies: patient.cookies };
        expect((await pages.send(route, sent)).status).toBeLessThan(500);
      }
    }
  }
  expect(await everything(pages.table)).toEqual(before);
});

test.each<[string, Record<string, string>]>([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
  ['another site, by an older browser', { origin: 'https://evil.example' }],
  ['another site that looks alike', { origin: 'https://care.example.com.evil.example' }],
  ['something that is no site', { origin: 'nonsense' }],
])('refuses a form from %s, whatever its route, and does nothing', async (_, headers) => {
  const before = await everything(pages.table);
  for (const route of patientRoutes.filter((one) => one.startsWith('POST '))) {
    const shown = await pages.send(route, { parameters, headers, form: filledIn });
    expect(shown).toMatchObject({
      status: 403,
      headers: secure,
      body: expect.stringContaining('We could not take this form'),
    });
  }
  expect(await everything(pages.table)).toEqual(before);
});

test.each<[string, Record<string, string>]>([
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
  ['the address bar', { 'sec-fetch-site': 'none' }],
  ['our own page, by an older browser', { origin: 'https://care.example.com' }],
  ['our own page, by an older browser that keeps to no-referrer', { origin: 'null' }],
  ['a client that is no browser', {}],
])('takes a form from %s', async (_, headers) => {
  expect((await pages.send('POST /apply', { headers, form: filledIn })).status).toBe(303);
});

test('a link from elsewhere opens, since mails are elsewhere', async () => {
  expect((await pages.send('GET /', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
});

test.each<[string, Sent]>([
  ['no body', {}],
  ['percent signs that are no encoding', { form: '%&%zz=%E0%A4%A&firstName=%FF%FE' }],
  ['bytes that are no text', { form: Buffer.from([0xff, 0xfe, 0, 0x80]).toString('base64'), isBase64Encoded: true }],
  ['what is no base64', { form: '%%%', isBase64Encoded: true }],
  ['another type', { form: '{"a":1}', headers: { 'content-type': 'application/json' } }],
  ['fields that objects have', { form: '__proto__=1&constructor=2&toString=3&hasOwnProperty=4' }],
  ['a field of a million letters', { form: `firstName=${'a'.repeat(1_000_000)}` }],
  ['cookies that are none', { form: '', cookies: ['', '=', 'a', '__proto__=x'] }],
])('a form with %s comes back to be filled in', async (_, sent) => {
  expect((await pages.send('POST /apply', sent)).status).toBe(422);
});

test('a form in base64 is read like any other', async () => {
  const form = Buffer.from(new URLSearchParams({ ...filledIn, firstName: 'Zoë 🌲' }).toString()).toString('base64');
  expect((await pages.send('POST /apply', { form, isBase64Encoded: true })).status).toBe(303);
  expect(JSON.stringify(await everything(pages.table))).toContain('Zoë 🌲');
});

test('of a field that is sent twice the last counts', async () => {
  const form = `${new URLSearchParams(filledIn)}&firstName=Other`;
  await pages.send('POST /apply', { form });
  expect(JSON.stringify(await everything(pages.table))).toContain('"firstName":"Other"');
});

test('style sheets are kept by browsers for a year, and the sample document for an hour', async () => {
  const { body } = await pages.send('GET /');
  const files = [...body.matchAll(/href="\/assets\/([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files).toHaveLength(2);
  for (const file of files) {
    const shown = await pages.send('GET /assets/{file}', { parameters: { file } });
    expect(shown.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/css; charset=utf-8',
    });
  }
  const pdf = await pages.send('GET /assets/{file}', { parameters: { file: 'sample.pdf' } });
  expect(pdf.headers).toMatchObject({ 'cache-control': 'public, max-age=3600', 'content-type': 'application/pdf' });
});

test.each(['nothing.css', '../patient.ts', 'practice-zzzzzz.css', '', 'perennial.0000000000.css'])(
  'the file "%s" is not there',
  async (file) => {
    expect((await pages.send('GET /assets/{file}', { parameters: { file } })).status).toBe(404);
  },
);

test('names with markup, apostrophes and emoji come out as they were typed, and never as markup', async () => {
  const firstName = '<script>alert(1)</script>';
  const lastName = `O'Brien-"Ñandú" & 🌲 <b>`;
  const form = { ...filledIn, firstName, lastName };
  const shown = [await pages.send('POST /apply', { form: { ...form, email: '' } }), await applyAndConfirm(pages, form)];
  const patient = await Signing.ofPatient(pages);
  for (const step of ['records', 'terms', 'agreement', 'sign', 'payment', 'end']) {
    await patient.upTo(step);
    shown.push(await patient.open());
  }
  for (const { body } of shown) {
    expect(body).not.toContain('<script>');
    expect(body).not.toContain('🌲 <b>');
  }
  const text = shown[4]?.body;
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).toMatch(/O('|&#39;)Brien-(&quot;|")Ñandú(&quot;|") &amp; 🌲 &lt;b&gt;/);
});

test('when the table is down the answer is calm, secure, and says nothing of what went wrong', async () => {
  pages.tables.fail('Query', ...Array(4).fill({ name: 'InternalServerError', status: 500, message: 'secret' }));
  const lines = await logLines(async () => {
    const shown = await pages.send('GET /');
    expect(shown).toMatchObject({ status: 500, headers: secure, body: 'Something went wrong. Please try again.' });
  });
  expect(lines).toContain('InternalServerError');
  expect(lines).not.toContain('secret');
});

test('when something fails later the page is the practice’s own, and the log holds no token and nothing typed', async () => {
  await applyAndConfirm(pages);
  const patient = await Signing.ofPatient(pages);
  await patient.upTo('terms');
  pages.tables.fail('TransactWriteItems', { name: 'ValidationException', message: 'paula.example@example.com' });
  const lines = await logLines(async () => {
    const shown = await patient.submit('terms', screens.terms);
    expect(shown).toMatchObject({ status: 500, headers: secure, body: expect.stringContaining('(555) 010-0100') });
  });
  expect(lines).toContain('POST /sign/{token}/{step}');
  expect(lines).not.toMatch(/paula|example\.com/i);
  expect(lines).not.toContain(patient.token);
});
