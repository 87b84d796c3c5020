import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Identified, identify, linkPause } from '../../../functions/actions/identify.ts';
import type { SigningPlace } from '../../../functions/actions/open-link.ts';
import { newToken } from '../../../functions/adapters/ids.ts';
import { readWrongAnswers } from '../../../functions/adapters/table/answers-store.ts';
import { hasSession } from '../../../functions/adapters/table/link-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { documentOf } from '../../../functions/domain/agreement/agreement.ts';
import { signerOf } from '../../../functions/domain/signing/signed-document.ts';
import { anAgreement, monday } from '../../support/builders.ts';
import { depsOf } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

const agreement = anAgreement({ status: 'awaiting_signature' });
const place = placeOf('s1');
const signerKey = { agreementId: agreement.agreementId, documentId: 'd1', signerId: 's1' };

function placeOf(signerId: string): SigningPlace {
  const document = documentOf(agreement, 'd1');
  const signer = document === undefined ? undefined : signerOf(document, signerId);
  if (document === undefined || signer === undefined) throw new Error('no signer');
  return { token: newToken(), isInOffice: false, agreement, document, signer };
}

const right = '1951-05-17';
const wrong = '1951-05-18';
function answer(birthDate: string, now = monday, where = place): Promise<Identified> {
  return identify(depsOf(table, now), where, { birthDate, expected: right });
}

test('the right answer opens a session of an hour for this link', async () => {
  const identified = await answer(right);
  if (identified.outcome !== 'known') throw new Error(identified.outcome);
  const isOpen = (now: string) => hasSession(table, identified.sessionToken, place.token, now);
  expect(await isOpen('2026-03-02T15:59:59.999Z')).toBe(true);
  expect(await isOpen('2026-03-02T16:00:00.000Z')).toBe(false);
});

test('each wrong answer is counted, and the fifth pauses the link', async () => {
  const outcomes: Identified[] = [];
  for (let time = 0; time < 6; time += 1) outcomes.push(await answer(wrong));
  expect(outcomes).toEqual([
    ...[4, 3, 2, 1].map((triesLeft) => ({ outcome: 'wrong', triesLeft })),
    { outcome: 'paused' },
    { outcome: 'paused' },
  ]);
});

test('a pause lasts thirty minutes, refuses even the right answer, and then gives five new tries', async () => {
  for (let time = 0; time < 5; time += 1) await answer(wrong);
  expect(await answer(right, '2026-03-02T15:29:59.999Z')).toEqual({ outcome: 'paused' });
  expect(await linkPause(depsOf(table, '2026-03-02T15:29:59.999Z'), place)).toBe('paused');
  expect(await linkPause(depsOf(table, '2026-03-02T15:30:00.000Z'), place)).toBeUndefined();
  expect(await answer(wrong, '2026-03-02T15:30:00.000Z')).toEqual({ outcome: 'wrong', triesLeft: 4 });
});

test('the right answer forgets the wrong ones before it, even as the fifth', async () => {
  for (let time = 0; time < 4; time += 1) await answer(wrong);
  expect(await answer(right)).toMatchObject({ outcome: 'known' });
  expect(await readWrongAnswers(table, signerKey)).toEqual({ total: 0, count: 0 });
  expect(await answer(wrong)).toEqual({ outcome: 'wrong', triesLeft: 4 });
});

test('wrong answers at one moment are all counted', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => answer(wrong)));
  expect(outcomes.map((one) => (one.outcome === 'wrong' ? one.triesLeft : one.outcome)).sort()).toEqual([1, 2, 3, 4]);
  expect(await answer(wrong)).toEqual({ outcome: 'paused' });
});

test('of many guesses at one moment no more than five are looked at', async () => {
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => answer(wrong)));
  expect(outcomes.filter((one) => one.outcome === 'wrong')).toHaveLength(4);
  expect(await linkPause(depsOf(table), place)).toBe('paused');
});

test('an answer that could not be counted opens nothing, not even the right one', async () => {
  // Else guesses at one moment would all be compared before the first of them is counted.
  tables.fail('PutItem', { name: 'ValidationException' });
  await expect(answer(right)).rejects.toThrow(expect.objectContaining({ name: 'ValidationException' }));
  expect(await itemsUnder(table, 'SESSION')).toEqual([]);
});

test('one signer’s wrong answers do not pause another’s link', async () => {
  for (let time = 0; time < 5; time += 1) await answer(wrong);
  expect(await answer(right, monday, placeOf('s2'))).toMatchObject({ outcome: 'known' });
});

test('a fresh link of a signer who is paused is paused, too', async () => {
  for (let time = 0; time < 5; time += 1) await answer(wrong);
  expect(await answer(right, monday, placeOf('s1'))).toEqual({ outcome: 'paused' });
});
