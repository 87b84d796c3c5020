import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { planRenewal } from '../../../functions/actions/plan-renewal.ts';
import { sha256 } from '../../../functions/adapters/table/keys.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { readText } from '../../../functions/adapters/table/text-store.ts';
import { anApplication, aPerson, aPlan, daysLater } from '../../support/builders.ts';
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
async function planned(renewalsFrom: string, next: object = dearer, application = anApplication()) {
  await setUpPractice(table);
  const { agreementId } = await storedAgreement(depsOf(table), 'active', { application });
  const priceRuns = [{ plan: plan.planId, version: 2, renewalsFrom }];
  await setUpPractice(table, { plans: [{ ...plan, ...next }], practice: aPractice({ priceRuns }) });
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

describe('a renewal at a version with other terms', () => {
  const otherTerms = { services: [{ name: 'Visits *by video*', coveredByMedicare: 'no' }] };

  test('has their text drawn up, with what changes in front, to be signed', async () => {
    const { agreement } = await planned(renewsOn, otherTerms);
    expect(agreement.renewal).toMatchObject({ documentId: 'd2', plan: { version: 2 } });
    const [, terms] = agreement.documents;
    const text = await readText(table, agreement.agreementId, 'd2');
    expect(terms).toMatchObject({ kind: 'changed-terms', status: 'open', textHash: sha256(text) });
    expect(terms?.disclosureIds).toContain('fee-covers');
    expect(text).toContain('# Changed terms from March 2, 2027');
    expect(text).toContain('Until March 1, 2027 the agreement that was signed before stays in force');
    expect(text).toContain('- No longer paid for by the fee: Telemedicine visits');
    // What is filled in can never become markup.
    expect(text).toContain('- New, paid for by the fee: Visits \\*by video\\*');
    expect(text).toContain('Between **Paula Example** and **Dr\\. Sam Sample**');
  });

  test('stays at its own version where the physician may not sell the other to them, and a person looks', async () => {
    const covered = { services: [{ name: 'Checks', coveredByMedicare: 'yes' }] };
    const withMedicare = anApplication({ members: [aPerson({ isMedicareBeneficiary: true })] });
    const { agreement } = await planned(renewsOn, covered, withMedicare);
    expect([agreement.renewal?.plan.version, agreement.documents.length]).toEqual([1, 1]);
    expect(agreement.needsAttention.map(({ code }) => code)).toEqual(['version_not_sold']);
  });
});
