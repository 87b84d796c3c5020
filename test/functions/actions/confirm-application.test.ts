import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { apply } from '../../../functions/actions/apply.ts';
import { type Confirmation, confirmApplication } from '../../../functions/actions/confirm-application.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { approveApplication } from '../../../functions/actions/decide-application.ts';
import { loadAgreement, readHistory } from '../../../functions/adapters/table/agreement-store.ts';
import { earlierOf, readApplication } from '../../../functions/adapters/table/application-store.ts';
import { sha256 } from '../../../functions/adapters/table/keys.ts';
import { readPanel } from '../../../functions/adapters/table/panel-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { readText } from '../../../functions/adapters/table/text-store.ts';
import type { PracticeBook } from '../../../functions/domain/practice/practice.ts';
import { anApplication, aPerson, aPhysician, aPlan } from '../../support/builders.ts';
import { aPractice, decided, depsOf, idOf, practiceContent, setUpPractice, template } from '../../support/stored.ts';
import { everything, itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
let book: PracticeBook;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  book = await setUpPractice(table);
});

async function applied(number: number, given = {}): Promise<string> {
  const { planId, physicianId } = anApplication();
  const members = [aPerson({ lastName: `Example ${number}`, email: `person${number}@example.com`, ...given })];
  const sent = { applicationId: idOf(number), applied: { planId, physicianId, members }, mail: 'email' } as const;
  await apply(depsOf(table), sent, `192.0.2.${number}`);
  return idOf(number);
}

const confirm = (id: string, now?: string): Promise<Confirmation> => confirmApplication(depsOf(table, now), book, id);
const statusOf = (one: Confirmation) => (one.outcome === 'approved' ? one.agreement.status : one.outcome);

test('a confirmed application becomes an agreement on offer, with a seat and the wish to start onboarding', async () => {
  const confirmation = await confirm(await applied(1));
  expect(confirmation).toMatchObject({
    outcome: 'approved',
    isNew: true,
    agreement: { status: 'offered', version: 1 },
  });
  expect((await readApplication(table, idOf(1)))?.status).toBe('approved');
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 1 });
  expect((await itemsUnder(table, 'WISH#onboarding')).map((item) => item.PK)).toEqual([`A#${idOf(1)}`]);
});

test('confirmed twice is one agreement and one seat', async () => {
  const id = await applied(1);
  await confirm(id);
  expect(await confirm(id)).toMatchObject({ outcome: 'approved', isNew: false, agreement: { status: 'offered' } });
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 1 });
  expect(await readHistory(table, id)).toHaveLength(1);
});

test('confirmed six times at once is one agreement and one seat', async () => {
  const id = await applied(1);
  const confirmations = await Promise.all(Array.from({ length: 6 }, () => confirm(id)));
  expect(confirmations.filter((one) => one.outcome === 'approved' && one.isNew)).toHaveLength(1);
  expect(confirmations.map(statusOf)).toEqual(Array(6).fill('offered'));
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 1 });
});

test('of twenty that confirm at once for three places, three are offered one and the others are waitlisted', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => applied(index + 1)));
  const confirmations = await Promise.all(ids.map((id) => confirm(id)));
  expect(confirmations.map(statusOf).sort()).toEqual([...Array(3).fill('offered'), ...Array(17).fill('waitlisted')]);
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 3, seatsFree: 0 });
});

test('at the cap an application is waitlisted, and told so instead of onboarded', async () => {
  for (const number of [1, 2, 3]) await confirm(await applied(number));
  expect(statusOf(await confirm(await applied(4)))).toBe('waitlisted');
  const wishes = (await itemsUnder(table, 'WISH#')).filter((item) => item.PK === `A#${idOf(4)}`);
  expect(wishes.map((item) => item.SK)).toEqual(['WISH#notice#waitlisted-s1']);
});

test('where staff decide, a confirmed application waits for them and takes no seat', async () => {
  book = await setUpPractice(table, { practice: aPractice({ approvesAutomatically: false }) });
  const id = await applied(1);
  expect([await confirm(id), await confirm(id)]).toEqual([{ outcome: 'received' }, { outcome: 'received' }]);
  expect((await readApplication(table, id))?.status).toBe('confirmed');
  expect(await loadAgreement(table, id)).toBeUndefined();
  expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 0 });
});

test('an application that nobody confirmed in seven days is gone, and stays as it was', async () => {
  const id = await applied(1);
  const before = await everything(table);
  expect(await confirm(id, '2026-03-09T15:00:00.000Z')).toEqual({ outcome: 'gone' });
  expect(await everything(table)).toEqual(before);
  expect(statusOf(await confirm(id, '2026-03-09T14:59:59.999Z'))).toBe('offered');
});

test('an application that was confirmed in time stays confirmed after the seven days', async () => {
  const id = await applied(1);
  await confirm(id);
  expect(statusOf(await confirm(id, '2026-04-01T15:00:00.000Z'))).toBe('offered');
});

test('an application that is not there is gone', async () => {
  expect(await confirm(idOf(404))).toEqual({ outcome: 'gone' });
});

test('the text is drawn up once, frozen, and its hash kept in the document and in the history', async () => {
  const id = await applied(1);
  await confirm(id);
  const text = await readText(table, id, 'd1');
  expect(text).toContain('**Paula Example 1**');
  expect(text).toContain('\\$2,400'.replace('\\', ''));
  const document = (await loadAgreement(table, id))?.agreement.documents[0];
  expect(document).toMatchObject({ textHash: sha256(text), templateVersion: 1 });
  expect((await readHistory(table, id))[0]?.data).toMatchObject({ textHash: sha256(text) });

  book = await setUpPractice(table, { template: `${template}\nOne more clause.` });
  expect(book.template.version).toBe(2);
  await confirm(id);
  expect(await readText(table, id, 'd1')).toBe(text);
  await confirm(await applied(2));
  expect(await readText(table, idOf(2), 'd1')).toContain('One more clause.');
});

test('what a patient is called can not become markup of the agreement', async () => {
  const id = await applied(1, { firstName: '**<script>**', lastName: '# [x](javascript:1) {{ plan.name }}' });
  await confirm(id);
  const text = await readText(table, id, 'd1');
  expect(text).toContain('\\*\\*\\<script\\>\\*\\*');
  expect(text).toContain('\\{\\{ plan\\.name \\}\\}');
});

test('a plan that was withdrawn since goes to the staff and fails nobody', async () => {
  const id = await applied(1);
  const { version: _, ...other } = aPlan({ planId: 'other' });
  book = await setUpPractice(table, practiceContent({ plans: [other] }));
  expect(await confirm(id)).toEqual({ outcome: 'received' });
  expect((await readApplication(table, id))?.status).toBe('confirmed');
});

test('a plan that may not be sold to the patient any more goes to the staff', async () => {
  const id = await applied(1, { isMedicareBeneficiary: true });
  const services = [{ name: 'Blood tests', coveredByMedicare: 'yes' as const }];
  const { version: _, ...plan } = aPlan({ services });
  book = await setUpPractice(table, practiceContent({ plans: [plan], physicians: [aPhysician()] }));
  expect(await confirm(id)).toEqual({ outcome: 'received' });
});

test('whoever has an agreement that is not over is not taken on once more unseen, by whichever address', async () => {
  const again = { firstName: 'Ann', lastName: 'Example' };
  expect(statusOf(await confirm(await applied(1, again)))).toBe('offered');
  expect(await confirm(await applied(2, { ...again, lastName: 'EXAMPLE' }))).toEqual({ outcome: 'received' });
  const [second, other] = await Promise.all([idOf(2), await applied(3)].map((id) => readApplication(table, id)));
  expect(second && (await earlierOf(table, second))).toEqual([{ kind: 'agreement', id: idOf(1) }]);
  expect(other && (await earlierOf(table, other))).toEqual([]);
  // Once that is over, they are a new applicant; the one that waits is seen by staff.
  const { agreement } = await getAgreement(depsOf(table), idOf(1));
  await decided(depsOf(table), agreement.agreementId, { type: 'voided', reason: 'By mistake', by: 'staff-1' });
  expect(second && (await earlierOf(table, second))).toEqual([]);
  const third = await readApplication(table, await applied(4, again));
  expect(third && (await earlierOf(table, third))).toEqual([{ kind: 'application', id: idOf(2) }]);
});

describe('from one network', () => {
  const fromHere = async (number: number, people = 1): Promise<string> => {
    const { planId, physicianId } = anApplication();
    const members = Array.from({ length: people }, (_, index) =>
      aPerson({ firstName: `Paula ${index}`, lastName: `Example ${number}`, email: `here${number}@example.com` }),
    );
    const sent = { applicationId: idOf(number), applied: { planId, physicianId, members }, mail: 'email' } as const;
    await apply(depsOf(table), sent, '192.0.2.200');
    return idOf(number);
  };

  test('a script fills no panel of three: two a day are approved without a look, staff decide on the others', async () => {
    const outcomes = [];
    for (const number of [1, 2, 3, 4]) outcomes.push(statusOf(await confirm(await fromHere(number))));
    expect(outcomes).toEqual(['offered', 'offered', 'received', 'received']);
    expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 2 });
  });

  test('a household that would fill a small panel is looked at; a couple that does not is not, and nobody after it', async () => {
    expect(statusOf(await confirm(await fromHere(1, 3)))).toBe('received');
    expect(statusOf(await confirm(await fromHere(2, 2)))).toBe('offered');
    expect(statusOf(await confirm(await fromHere(3)))).toBe('received');
    expect(await readPanel(table, 'dr-sample')).toMatchObject({ seatsTaken: 2 });
  });

  test('of a large panel a family counts as one', async () => {
    book = await setUpPractice(table, { physicians: [aPhysician({ panelCap: 300 })] });
    const outcomes = [];
    for (const number of [1, 2, 3]) outcomes.push(statusOf(await confirm(await fromHere(number, 4))));
    expect(outcomes).toEqual(['offered', 'offered', 'received']);
  });

  test('many at one moment are no more than one by one', async () => {
    const ids = [];
    for (const number of [1, 2, 3, 4, 5]) ids.push(await fromHere(number));
    const outcomes = (await Promise.all(ids.map((id) => confirm(id)))).map(statusOf);
    expect(outcomes.filter((outcome) => outcome === 'offered')).toHaveLength(2);
  });
});

test('of somebody with Medicaid staff decide', async () => {
  expect(statusOf(await confirm(await applied(1, { isMedicaidBeneficiary: true })))).toBe('received');
});

test('of somebody with Medicare, whose doctor has opted out of it, staff decide, and are told what has to be signed first', async () => {
  book = await setUpPractice(table, { physicians: [aPhysician({ medicareStatus: 'opted-out' })] });
  expect(statusOf(await confirm(await applied(1)))).toBe('offered');
  const id = await applied(2, { isMedicareBeneficiary: true });
  expect(statusOf(await confirm(id))).toBe('received');
  await approveApplication(depsOf(table), book, id, { by: 'staff-1' });
  const { agreement } = await getAgreement(depsOf(table), id);
  expect(agreement.needsAttention.map(({ code }) => code)).toEqual(['private_contract']);
  expect(agreement.documents[0]?.disclosureIds).toContain('private-contract');
});
