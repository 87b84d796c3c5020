import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadAgreement } from '../../../functions/adapters/table/agreement-store.ts';
import { patientRoutes } from '../../../functions/deployed.ts';
import { seatsByPanel } from '../../../functions/domain/panel/panel.ts';
import { filledIn, screens } from '../../support/applicant.ts';
import type { Sent } from '../../support/patient-pages.ts';
import { type PatientPages, startPatientPages } from '../../support/patient-pages.ts';
import { runs } from '../../support/property-runs.ts';
import { everything } from '../../support/table.ts';
import { type FuzzLinks, fuzzLinks } from './fuzz-links.ts';

const numRuns = runs(2000);

// Whatever is sent to a public route: no 5xx, and nothing half done. Half of the requests carry a link that works.

let pages: PatientPages;
let known: FuzzLinks;

beforeAll(async () => {
  pages = await startPatientPages();
  known = await fuzzLinks(pages);
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
const born = { birthMonth: '5', birthDay: '17', birthYear: '1951' };
/** Forms that are right, by what their link opens, and by step where there are several. */
const right: Record<string, Record<string, Record<string, string>>> = {
  sign: { ...screens, decline: { reason: 'Not for me.' }, question: { question: 'When may I call?' } },
  apply: { '': filledIn },
  offer: { '': { answer: 'yes' }, no: { answer: 'no' }, leave: { answer: 'leave' } },
  pay: { '': { method: 'pm_card_visa', attempts: '1', cents: '240000' } },
  payer: { '': { scope: 'until-told', method: 'pm_card_visa', authorise: 'yes' }, no: { answer: 'no' } },
  plan: {
    cancel: { how: 'on-date', today: '2026-03-02' },
    undo: { ending: '1' },
    renew: { term: '2' },
    use: born,
    doctor: { change: '1', answer: 'yes' },
    link: {},
  },
};
const names = [
  ...Object.values(right).flatMap((byStep) => Object.values(byStep).flatMap(Object.keys)),
  ...[
    'act',
    'textHash',
    'kept-step',
    'kept:reason',
    'p2-firstName',
    'p2-birthYear',
    'p3-coverage',
    'adults',
    'children',
  ],
  ...['payer-email', '__proto__', 'constructor'],
];
/** By the place of one of the form's own fields: what stands in it instead. */
const wrong = fc.array(fc.tuple(fc.nat({ max: 12 }), text), { maxLength: 2 });
const few = fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 3 });
const many = fc.dictionary(fc.oneof(fc.constantFrom(...names), text), text, { maxKeys: 25 });
const steps = [
  ...Object.values(right).flatMap(Object.keys),
  ...['paper', 'fresh', 'asked', 'wrong-person', 'constructor', '__proto__'],
];
/** What its link opens: the first part of a route's path. */
const kindOf = (route: string) => route.split('/')[1] ?? '';

/** Most requests carry a link and a form of their own kind, with a few fields that are not right; the others anything. */
const request = fc.constantFrom(...patientRoutes.filter((route) => route !== '$default')).chain((route) => {
  const byStep = right[kindOf(route)] ?? {};
  const own = fc.constantFrom('', ...Object.keys(byStep));
  return fc.record({
    route: fc.constant(route),
    link: fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant(kindOf(route)), index: fc.nat({ max: 9 }) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom(...Object.keys(right)), index: fc.nat({ max: 9 }) }) },
      { weight: 1, arbitrary: text },
    ),
    step: fc.oneof({ weight: 4, arbitrary: own }, { weight: 2, arbitrary: fc.constantFrom(...steps) }, text),
    form: fc.oneof(
      { weight: 4, arbitrary: fc.record({ own: fc.option(own, { nil: undefined }), wrong, over: few }) },
      { weight: 1, arbitrary: many },
      { weight: 1, arbitrary: text },
    ),
    query: text,
    isKnown: fc.boolean(),
  });
});

/** The form that was chosen: the right one of a step, or of the step that is asked for, with what was put over it. */
function formOf(route: string, step: string, form: unknown): Record<string, string> | string {
  if (typeof form !== 'object' || form === null) return String(form);
  if (!('over' in form)) return form as Record<string, string>;
  const { own = step, wrong, over } = form as { own?: string; wrong: [number, string][]; over: Record<string, string> };
  const byStep = right[kindOf(route)] ?? {};
  const fields = Object.hasOwn(byStep, own) ? byStep[own] : {};
  const keys = Object.keys(fields ?? {});
  const put = keys.length === 0 ? [] : wrong.map(([place, value]) => [keys[place % keys.length], value]);
  return { ...fields, ...Object.fromEntries(put), ...over };
}

function tokenOf(link: { kind: string; index: number } | string): string {
  if (typeof link === 'string') return link;
  const ofKind = known.links[link.kind] ?? [];
  return ofKind[link.index % Math.max(1, ofKind.length)] ?? '';
}

test(
  'thousands of requests to the public routes: no failure of ours, and every decision whole',
  async () => {
    const failures: string[] = [];
    const answers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(request, async ({ route, link, step, form, query, isKnown }) => {
        const given = formOf(route, step, form);
        const sent: Sent = {
          parameters: { token: tokenOf(link), step, file: step, year: step },
          query,
          cookies: isKnown ? known.session : [],
          ...(route.startsWith('POST') ? { form: given } : {}),
        };
        const { status } = await pages.send(route, sent);
        answers.set(route, (answers.get(route) ?? 0) + (status < 400 ? 1 : 0));
        if (status >= 500) failures.push(`${route} ${JSON.stringify({ link, step, given, query })}: ${status}`);
        return status < 500;
      }),
      { numRuns },
    );
    expect(failures).toEqual([]);
    // Every route was reached by links and forms that it takes.
    const unreached = [...answers].filter(([route, count]) => count === 0 && !isSeldom(route));
    expect(unreached).toEqual([]);
    await nothingHalfDone();
  },
  150 * numRuns,
);

/** Nobody who pays has a statement yet; a file's name is never a step's; one change of doctor, one receipt. */
function isSeldom(route: string): boolean {
  return /statement|assets|confirm|receipt|invoice|doctor/.test(route);
}

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
  const held = new Map<string, number>();
  for (const { agreementId } of of('AGREEMENT')) {
    const loaded = await loadAgreement(pages.table, agreementId);
    for (const [physicianId, seats] of loaded === undefined ? [] : seatsByPanel(loaded.agreement)) {
      held.set(physicianId, (held.get(physicianId) ?? 0) + seats);
    }
  }
  const panels = items.filter(({ SK }) => String(SK).startsWith('PANEL#'));
  for (const { physicianId, seatsTaken } of panels) {
    expect([physicianId, seatsTaken]).toEqual([physicianId, held.get(physicianId) ?? 0]);
  }
}
