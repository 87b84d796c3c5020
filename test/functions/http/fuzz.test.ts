import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { patientRoutes } from '../../../functions/deployed.ts';
import { applyAndConfirm, filledIn, Signing, screens } from '../../support/applicant.ts';
import { anApplication, events } from '../../support/builders.ts';
import type { Sent } from '../../support/patient-pages.ts';
import { type PatientPages, startPatientPages } from '../../support/patient-pages.ts';
import { decided, depsOf, idOf, storedAgreement } from '../../support/stored.ts';
import { everything } from '../../support/table.ts';

// Whatever is sent to a public route: no 5xx, and nothing half done. Half of the requests carry a link that works.

let pages: PatientPages;
const tokens: string[] = [];
let session: string[] = [];

beforeAll(async () => {
  pages = await startPatientPages();
  await pages.fresh();
  await applyAndConfirm(pages);
  const signing = await Signing.ofPatient(pages);
  await signing.submit('identity', screens.identity);
  session = signing.cookies;
  tokens.push(signing.token);
  const deps = depsOf(pages.table);
  const owner = (number: number) => ({ kind: 'agreement', id: idOf(number) }) as const;
  const stored = (number: number, given = {}) => ({
    application: anApplication({ applicationId: idOf(number), ...given }),
  });
  await storedAgreement(deps, 'waitlisted', stored(2));
  tokens.push(await pages.mailed(owner(2), 'waitlisted-s1', 'offer'));
  await storedAgreement(deps, 'awaiting_payment', stored(3));
  await decided(deps, idOf(3), events.paymentFailed);
  tokens.push(await pages.mailed(owner(3), 'unpaid-t1_i1-1', 'pay'));
  const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
  await storedAgreement(deps, 'awaiting_signature', stored(4, { payer }));
  tokens.push(await pages.mailed(owner(4), 'payer', 'payer'));
}, 60_000);
afterAll(() => pages.stop());

const odd = fc.constantFrom(
  '',
  ' ',
  "O'Brien",
  '<script>alert(1)</script>',
  '😀'.repeat(50),
  'x'.repeat(300),
  'José María Ñandú',
  '山田 太郎',
  '‮evil',
  '\0',
  '%00',
  '../../etc/passwd',
  "'; DROP TABLE agreements; --",
  '-1',
  '9999999999999999999',
  'NaN',
  '2027-02-30',
  'yes',
  'no',
  '1',
  'NY',
  'pm_card_visa',
  'a"b+c@example.com',
  'user@例え.jp',
  '"quoted part"@example.com',
  'constructor',
  '__proto__',
);
const text = fc.oneof(odd, fc.string({ maxLength: 40, unit: 'binary' }));
const names = [
  ...Object.keys(filledIn),
  ...Object.values(screens).flatMap(Object.keys),
  ...['answer', 'act', 'scope', 'authorise', 'attempts', 'textHash', 'question', 'reason', 'kept-step', 'kept:reason'],
  ...['p2-firstName', 'p2-birthYear', 'p3-coverage', 'adults', 'children', 'payer-email', '__proto__', 'constructor'],
];
const fields = fc.dictionary(fc.oneof(fc.constantFrom(...names), text), text, { maxKeys: 25 });
/** Now and then a form that is right but for what was put over it. */
const form = fc.oneof(
  fields,
  fields.map((given) => ({ ...filledIn, ...given })),
  fields.map((given) => Object.assign({}, ...Object.values(screens), given)),
  text,
);
const steps = [
  'identity',
  'records',
  'terms',
  'agreement',
  'sign',
  'payment',
  'decline',
  'question',
  'paper',
  'fresh',
  'asked',
];

test('two thousand requests to the public routes: no failure of ours, and every decision whole', async () => {
  const request = fc.record({
    route: fc.constantFrom(...patientRoutes.filter((route) => route !== '$default')),
    token: fc.oneof(fc.nat({ max: 3 }), text),
    step: fc.oneof(fc.constantFrom(...steps, 'wrong-person'), text),
    form,
    query: text,
    isKnown: fc.boolean(),
  });
  const failures: string[] = [];
  await fc.assert(
    fc.asyncProperty(request, async ({ route, token, step, form, query, isKnown }) => {
      const parameters = { token: typeof token === 'number' ? (tokens[token] ?? '') : token, step, file: step };
      const sent: Sent = {
        parameters,
        query,
        cookies: isKnown ? session : [],
        ...(route.startsWith('POST') ? { form } : {}),
      };
      const { status } = await pages.send(route, sent);
      if (status >= 500) failures.push(`${route} ${JSON.stringify({ token, step, form, query })}: ${status}`);
      return status < 500;
    }),
    { numRuns: 2000 },
  );
  expect(failures).toEqual([]);
  await nothingHalfDone();
}, 300_000);

/** Each agreement's root says how many entries its history has; each application that is approved has its agreement. */
async function nothingHalfDone(): Promise<void> {
  const items = await everything(pages.table);
  const of = (SK: string) => items.filter((item) => item.SK === SK);
  for (const { agreementId, audit } of of('AGREEMENT')) {
    const entries = items.filter(({ PK }) => PK === `H#${agreementId}`);
    expect([agreementId, entries.length]).toEqual([agreementId, audit.sequence]);
  }
  for (const { applicationId, status } of of('APPLICATION').filter((item) => item.status === 'approved')) {
    expect([status, of('AGREEMENT').filter((item) => item.agreementId === applicationId)]).toEqual([
      'approved',
      [expect.anything()],
    ]);
  }
  const taken = of('AGREEMENT').filter((item) => !['waitlisted', 'closed'].includes(item.status)).length;
  const [panel] = items.filter(({ SK }) => String(SK).startsWith('PANEL#'));
  expect(panel?.seatsTaken).toBe(taken);
}
