import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { askAdult } from '../../../functions/actions/ask-adult.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { earlierOf } from '../../../functions/adapters/table/application-store.ts';
import { sha256 } from '../../../functions/adapters/table/keys.ts';
import { readPanel } from '../../../functions/adapters/table/panel-store.ts';
import { readPractice } from '../../../functions/adapters/table/practice-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { readText } from '../../../functions/adapters/table/text-store.ts';
import type { AgreementEvent } from '../../../functions/domain/agreement/events.ts';
import { anApplication, aPhysician, daysLater, events } from '../../support/builders.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  // A panel of three.
  await setUpPractice(table);
  await storedAgreement(depsOf(table), 'active');
});

const { applicationId: id } = anApplication();
const { type: _, text: __, ...asked }: Extract<AgreementEvent, { type: 'adult_asked' }> = events.adultAsked;
const now = daysLater(100);
const ask = async (given: Partial<typeof asked> = {}, agreementId = id) =>
  askAdult(depsOf(table, now), await readPractice(table), agreementId, { ...asked, ...given });
const seatsTaken = async () => (await readPanel(table, 'dr-sample')).seatsTaken;
const loaded = async () => (await getAgreement(depsOf(table), id)).agreement;

describe('an adult who is asked to join', () => {
  test('has a seat, and a text that names everybody and the price, stored with the decision', async () => {
    expect(await ask()).toEqual({});
    const { askedMembers, documents, members } = await loaded();
    expect(askedMembers).toEqual([{ memberId: 'm2', ...asked.person, documentId: 'd2', askedBy: 'staff-1' }]);
    expect([members.length, await seatsTaken()]).toEqual([1, 2]);
    const text = await readText(table, id, 'd2');
    expect(documents[1]).toMatchObject({ kind: 'joining', status: 'open', textHash: sha256(text) });
    for (const words of [
      'Lee Example joins',
      '$4,800 a year',
      'Until now it is $2,400',
      'Paula Example and Lee Example',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('and has Medicare, of a doctor who has opted out of it: staff are told of the private contract, until it is over', async () => {
    await setUpPractice(table, { physicians: [aPhysician({ medicareStatus: 'opted-out' })] });
    await ask({ person: { ...asked.person, isMedicareBeneficiary: true } });
    expect((await loaded()).needsAttention).toMatchObject([{ code: 'private_contract', memberId: 'm2' }]);
    await decided(depsOf(table, now), id, events.joiningStopped);
    expect((await loaded()).needsAttention).toEqual([]);
    await ask({ memberId: 'm3' });
    expect((await loaded()).needsAttention).toEqual([]);
  });

  test('twice at one moment is asked once', async () => {
    const both = await Promise.all([ask(), ask()]);
    expect(both.filter(({ refusal }) => refusal === undefined)).toHaveLength(1);
    expect([await seatsTaken(), (await loaded()).documents.length]).toEqual([2, 2]);
  });

  test('is refused where the panel is full, and nothing is half done', async () => {
    for (const number of [8, 9]) {
      await storedAgreement(depsOf(table), 'active', { application: anApplication({ applicationId: idOf(number) }) });
    }
    const before = await loaded();
    expect(await ask()).toEqual({ refusal: 'panel_full' });
    expect([await loaded(), await seatsTaken()]).toEqual([before, 3]);
    await expect(readText(table, id, 'd2')).rejects.toThrow(RangeError);
  });

  test('takes the last seat once, whoever else wants it', async () => {
    await storedAgreement(depsOf(table), 'active', { application: anApplication({ applicationId: idOf(8) }) });
    const person = { ...asked.person, firstName: 'Ada' };
    const results = await Promise.all([ask(), ask({ person }, idOf(8))]);
    expect(results.map(({ refusal }) => refusal).sort()).toEqual(['panel_full', undefined]);
    expect(await seatsTaken()).toBe(3);
  });

  test('is not one who has an agreement already, or is asked by another household', async () => {
    const person = { ...asked.person, birthDate: '1951-05-17', firstName: 'Paula' };
    expect(await ask({ person })).toEqual({ isKnown: true });
    await ask();
    await storedAgreement(depsOf(table), 'active', { application: anApplication({ applicationId: idOf(8) }) });
    expect(await ask({}, idOf(8))).toEqual({ isKnown: true });
  });

  test('is known as such until it comes to nothing, and leaves the seat to be offered', async () => {
    const found = () => earlierOf(table, { applicationId: '', members: [asked.person] });
    await ask();
    expect(await found()).toEqual([{ kind: 'agreement', id }]);
    await decided(depsOf(table, now), id, events.joiningStopped);
    expect([await found(), await seatsTaken()]).toEqual([[], 1]);
    // Somebody else under the next ids: texts are never written over.
    expect(await ask({ memberId: 'm3', person: { ...asked.person, firstName: 'Ada' } })).toEqual({});
    expect((await loaded()).askedMembers?.map(({ memberId, documentId }) => [memberId, documentId])).toEqual([
      ['m2', 'd2'],
      ['m3', 'd3'],
    ]);
  });
});
