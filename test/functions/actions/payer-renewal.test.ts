import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { composeNotice } from '../../../functions/actions/compose-notice.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { decideRenewal } from '../../../functions/actions/decide-renewal.ts';
import { planRenewal } from '../../../functions/actions/plan-renewal.ts';
import { claimNotice, noteFate, noteSent } from '../../../functions/adapters/table/notice-store.ts';
import { readPractice } from '../../../functions/adapters/table/practice-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { formatCents } from '../../../functions/domain/money/money.ts';
import { payerNotice } from '../../../functions/domain/renewal/payer-notice.ts';
import { longDate } from '../../../functions/pages/civil-date-words.ts';
import { anApplication, aPlan, daysLater, events } from '../../support/builders.ts';
import { decided, depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const { applicationId: id } = anApplication();
const owner = { kind: 'agreement', id } as const;
/** Before the renewal on 2 March 2027. */
const day = (before: number) => daysLater(365 - before);
const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };

/** In force, renewing by itself, paid by Dora by card: the network asks for word seven to thirty days ahead. */
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table);
  await storedAgreement(depsOf(table), 'active', { application: anApplication({ payer }) });
  await decided(depsOf(table), id, {
    type: 'payer_authorised',
    scope: 'until-told',
    evidence: events.methodSaved.evidence,
  });
  expect(await planRenewal(depsOf(table, day(70)), id, 2)).toBe('planned');
});

async function reaches(noticeKey: string, at: string, agreementId = id): Promise<void> {
  const owner = { kind: 'agreement', id: agreementId } as const;
  await claimNotice(table, owner, { noticeKey, before: undefined, now: at }, []);
  await noteSent(table, owner, noticeKey, { messageId: `m-${noticeKey}`, at });
  await noteFate(table, owner, noticeKey, 'deliveredAt', at);
}
const renewed = async (toPayer?: number) => {
  await reaches('renewal-2-1-s1', day(35));
  await reaches('renewal-2-2-s1', day(20));
  if (toPayer !== undefined) await reaches('payerrenewal-2-1-0', day(toPayer));
  return decideRenewal(depsOf(table, day(0)), id);
};

describe('a renewal by itself, charged to somebody who signs nothing', () => {
  test.each<[string, number | undefined, string]>([
    ['goes on where they were told in time', 20, 'active'],
    ['on the last day for it', 7, 'active'],
    ['waits for a yes where they were told too late', 6, 'in_grace'],
    ['or too early', 31, 'in_grace'],
    ['or not at all', undefined, 'in_grace'],
  ])('%s', async (_, toPayer, status) => {
    expect(await renewed(toPayer)).toBe(status);
  });

  test('names the rule that was not proven', async () => {
    await renewed();
    const { agreement } = await getAgreement(depsOf(table), id);
    const { on, serves } = payerNotice(agreement, 2) ?? {};
    expect([on, serves?.map(({ ruleId }) => ruleId)]).toEqual(['2027-02-10', ['mastercard-reminder']]);
  });
});

describe('after a first term that was cut short, charged to an account', () => {
  const short = anApplication({ applicationId: 'app0000000000002', payer });
  const { applicationId } = short;
  // Begun on 2 March 2026, renewed for all on 1 September.
  const plan = aPlan({ renewal: { on: 'common-date', monthDay: '09-01', proration: 'day' } });
  const bank = { reference: 'pm_us_bank', label: 'Bank account ending in 6789', kind: 'bank' } as const;
  const planned = async (method: object) => {
    await storedAgreement(depsOf(table), 'active', { application: short, plan });
    await decided(depsOf(table), applicationId, events.payerAuthorised);
    const saved = { ...events.methodSaved, method: { ...bank, ...method } };
    await decided(depsOf(table, daysLater(1)), applicationId, saved);
    expect(await planRenewal(depsOf(table, daysLater(113)), applicationId, 2)).toBe('planned');
    const { agreement } = await getAgreement(depsOf(table), applicationId);
    return [...new Set(payerNotice(agreement, 2)?.serves.map(({ ruleId }) => ruleId))];
  };

  test('the year is another amount than the last, so its payer has to be told of it', async () => {
    expect(await planned({})).toEqual(['ach-changed-amount']);
    const { agreement } = await getAgreement(depsOf(table), applicationId);
    expect(agreement.renewal?.price.feeCents).toBe(agreement.price.feeCents);
    for (const [key, at] of [
      ['renewal-2-1-s1', '2026-07-28T14:00:00.000Z'],
      ['renewal-2-2-s1', '2026-08-12T14:00:00.000Z'],
    ] as const) {
      await reaches(key, at, applicationId);
    }
    expect(await decideRenewal(depsOf(table, '2026-09-01T14:00:00.000Z'), applicationId)).toBe('in_grace');
  });

  test('a check needs no such word', async () => {
    expect(await planned({ reference: 'check', kind: 'check' })).toEqual([]);
  });
});

test('a year that costs an account what the one before it did needs no such word', async () => {
  const bank = { reference: 'pm_us_bank', label: 'Bank account ending in 6789', kind: 'bank' } as const;
  await decided(depsOf(table, day(70)), id, { ...events.methodSaved, method: bank });
  expect(await planRenewal(depsOf(table, day(70)), id, 2)).toBe('planned');
  const { agreement } = await getAgreement(depsOf(table), id);
  expect(payerNotice(agreement, 2)?.serves).toEqual([]);
});

describe('what the payer reads', () => {
  const compose = async (noticeKey: string) => {
    const { agreement } = await getAgreement(depsOf(table), id);
    return composeNotice(depsOf(table, day(20)), await readPractice(table), owner, agreement, noticeKey);
  };

  test('is the year, the money, when and how it is charged, and how to stop it; no patient’s name', async () => {
    const composed = await compose('payerrenewal-2-1-0');
    expect(composed).toMatchObject({ reader: payer, byPost: false });
    const text = composed?.mail('').text ?? '';
    for (const words of ['March 2, 2027', 'March 1, 2028', '$2,400', 'Visa ending in 4242', 'How to stop']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Paula');
  });

  test('is the day thirty days on, by check: the invoice goes out when the year is settled; signers read the same', async () => {
    await decided(depsOf(table, day(69)), id, events.checkChosen);
    expect(await planRenewal(depsOf(table, day(69)), id, 2)).toBe('planned');
    expect((await compose('payerrenewal-2-2-0'))?.mail('').text).toContain('Payment on April 1, 2027');
    expect((await compose('renewal-2-1-s1'))?.mail('').text).toContain('First payment: $2,400 on April 1, 2027');
  });

  test('is nothing of a plan that is not the one of now', async () => {
    expect(await compose('payerrenewal-2-2-0')).toBeUndefined();
  });
});

test('of a child who is added the payer is told the payments to come, and nobody’s name', async () => {
  const added = await decided(depsOf(table, day(70)), id, events.memberAdded);
  const [, extra] = added.invoices;
  const book = await readPractice(table);
  const composed = await composeNotice(depsOf(table, day(70)), book, owner, added, 'payermore-m2');
  const text = composed?.mail('').text ?? '';
  expect(composed?.reader).toMatchObject(payer);
  for (const words of [formatCents(extra?.amountCents ?? 0), longDate(extra?.dueOn ?? '')])
    expect(text).toContain(words);
  expect(text).not.toContain(events.memberAdded.person.firstName);
  expect(await composeNotice(depsOf(table), book, owner, added, 'payermore-m1')).toBeUndefined();
});
