import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { composeNotice } from '../../../functions/actions/compose-notice.ts';
import { readPractice } from '../../../functions/adapters/table/practice-store.ts';
import { afterEvents, anAgreement, aPlan, events } from '../../support/builders.ts';
import { depsOf, setUpPractice } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

test('whose account it is, is told of each payment that is more for a child who was added', async () => {
  const table = await tables.fresh();
  await setUpPractice(table);
  const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
  const bank = { reference: 'pm_us_bank', label: 'Bank account ending in 6789', kind: 'bank' } as const;
  const byBank = afterEvents(quarterly, [{ ...events.methodSaved, method: bank }]);
  const now = '2026-08-03T14:00:00.000Z';
  const added = afterEvents(byBank, [events.memberAdded], now);
  const owner = { kind: 'agreement', id: added.agreementId } as const;
  const composed = await composeNotice(depsOf(table, now), await readPractice(table), owner, added, 'joined-m2-s1');
  const text = composed?.mail('').text ?? '';
  const charged = [...text.matchAll(/Charged to your account on ([^:]+): (\S+)/g)].map(([, on, amount]) => [
    on,
    amount,
  ]);
  expect(charged).toEqual([
    ['August 17, 2026', '$197.26'],
    ['September 2, 2026', '$1,198.36'],
    ['December 2, 2026', '$1,191.78'],
  ]);
});
