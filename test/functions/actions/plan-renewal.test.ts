import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { planRenewal } from '../../../functions/actions/plan-renewal.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { aPlan, daysLater } from '../../support/builders.ts';
import { aPractice, decided, depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
});

const { version: _, ...plan } = aPlan();
const renewsOn = '2027-03-02';
const dearer = { ...plan, priceCents: 264_000 };

/** An agreement in force at the first version, once the practice has another with a run from a day on. */
async function planned(renewalsFrom: string) {
  await setUpPractice(table);
  const { agreementId } = await storedAgreement(depsOf(table), 'active');
  const priceRuns = [{ plan: plan.planId, version: 2, renewalsFrom }];
  await setUpPractice(table, { plans: [dearer], practice: aPractice({ priceRuns }) });
  const deps = depsOf(table, daysLater(296));
  expect(await planRenewal(deps, agreementId, 2)).toBe('planned');
  const { agreement } = await getAgreement(deps, agreementId);
  return { deps, agreement };
}

describe('a renewal on or after the day of a price run', () => {
  test('is planned at the version of the run, with notices in the windows of a changed price', async () => {
    const { agreement } = await planned(renewsOn);
    expect(agreement.renewal).toMatchObject({
      startsOn: renewsOn,
      plan: { version: 2, priceCents: 264_000 },
      price: { feeCents: 264_000 },
      unmet: [],
    });
    expect(agreement.renewal?.notices.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId))).toEqual(
      expect.arrayContaining(['contract', 'ny-price-change']),
    );
  });

  test('leaves the agreement at its plan and price until it is renewed, then both are the run’s', async () => {
    const { deps, agreement } = await planned(renewsOn);
    expect([agreement.plan.version, agreement.price.feeCents]).toEqual([1, 240_000]);
    const yes = { type: 'renewal_accepted', medium: 'phone', by: 'staff-1' } as const;
    const renewed = await decided(deps, agreement.agreementId, yes);
    expect([renewed.plan.version, renewed.price.feeCents, renewed.terms[1]?.feeCents]).toEqual([2, 264_000, 264_000]);
  });
});

test('a renewal before the day of a price run stays at its plan and price, and no changed price is told', async () => {
  const { agreement } = await planned('2027-03-03');
  expect(agreement.renewal).toMatchObject({ plan: { version: 1 }, price: { feeCents: 240_000 } });
  expect(agreement.renewal?.notices.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId))).not.toContain(
    'ny-price-change',
  );
});
