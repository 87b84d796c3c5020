import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { planRenewal } from '../../../functions/actions/plan-renewal.ts';
import { claimNotice, noteSent } from '../../../functions/adapters/table/notice-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import type { Renewal } from '../../../functions/domain/agreement/agreement.ts';
import { anApplication, aPerson, daysLater, events } from '../../support/builders.ts';
import { decided, depsOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { startTables, type Tables } from '../../support/table.ts';

let tables: Tables;
let table: Table;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  await setUpPractice(table);
});

const { applicationId: id } = anApplication();
/** Ten weeks before the renewal on 2 March 2027, and later. */
const day = (before: number) => daysLater(365 - before);
const planOn = async (now: string) => {
  expect(await planRenewal(depsOf(table, now), id, 2)).toBe('planned');
  return (await getAgreement(depsOf(table), id)).agreement.renewal;
};
const movesTo = (state: string, now: string) =>
  decided(depsOf(table, now), id, {
    type: 'contact_corrected',
    person: { memberId: 'm1' },
    contact: { address: { ...aPerson().address, state } },
    by: 'staff-1',
  });

async function send(noticeKey: string, now: string): Promise<void> {
  const owner = { kind: 'agreement', id } as const;
  await claimNotice(table, owner, { noticeKey, before: undefined, now }, []);
  await noteSent(table, owner, noticeKey, { messageId: `m-${noticeKey}`, at: now });
}

describe('a renewal that is planned again after a move', () => {
  beforeEach(async () => {
    await storedAgreement(depsOf(table), 'active');
    await planOn(day(70));
  });

  test('is planned by the rules of the new state', async () => {
    await movesTo('FL', day(60));
    const ruleIds = (await planOn(day(60)))?.notices.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId));
    expect(ruleIds).toContain('fl-renewal');
    // The practice is in New York still.
    expect(ruleIds).toContain('ny-renewal');
  });

  test('keeps what went out, and gives no number twice', async () => {
    await send('renewal-2-1-s1', day(35));
    await movesTo('MA', day(30));
    const renewal = await planOn(day(30));
    expect(renewal?.notices.map(({ noticeNumber, on }) => [noticeNumber, on])).toEqual([
      [1, '2027-01-26'],
      [2, '2027-02-10'],
    ]);
    const serves = renewal?.notices.map((notice) => notice.serves.map(({ ruleId }) => ruleId));
    expect(serves?.[0]).not.toContain('ma-renewal');
    expect(serves?.[1]).toContain('ma-renewal');
  });

  test('counts what went out for the windows of the new state, and says what can’t be met', async () => {
    for (const [number, before] of [
      [1, 35],
      [2, 20],
    ] as const)
      await send(`renewal-2-${number}-s1`, day(before));
    await movesTo('IL', day(10));
    expect((await planOn(day(10)))?.unmet).toEqual([]);
    await movesTo('UT', day(8));
    expect((await planOn(day(8)))?.unmet).toEqual(['ut-renewal']);
  });

  test('does not renew by itself where the plan may not be sold any more', async () => {
    await movesTo('WA', day(60));
    expect((await planOn(day(60)))?.unmet).toContain('plan-refused');
  });
});

describe('a renewal that is planned again at another price', () => {
  /** Somebody who pays without signing, by card. */
  beforeEach(async () => {
    const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
    await storedAgreement(depsOf(table), 'active', { application: anApplication({ payer }) });
    await decided(depsOf(table), id, events.payerAuthorised);
    await planOn(day(70));
  });
  const told = (renewal: Renewal | undefined) => [renewal?.price.feeCents, renewal?.payerRound ?? 1];
  const numbersOf = (renewal: Renewal | undefined) => renewal?.notices.map(({ noticeNumber }) => noticeNumber);

  test('tells it to everybody anew: what went out before proves nothing', async () => {
    await send('renewal-2-1-s1', day(35));
    await send('renewal-2-2-s1', day(20));
    await decided(depsOf(table, day(15)), id, events.memberAdded);
    const renewal = await planOn(day(15));
    expect(told(renewal)).toEqual([480_000, 2]);
    expect(numbersOf(renewal)).toEqual([3]);
    // For New York's window of 15 to 45 days it is the last day.
    expect(renewal?.unmet).toEqual([]);
    await decided(depsOf(table, day(10)), id, { ...events.memberLeaves, ...leaving(day(10)) });
    // The price is the first one, which was told before the last one was.
    const again = await planOn(day(10));
    expect(told(again)).toEqual([240_000, 3]);
    expect(again?.unmet).toContain('ny-renewal');
  });

  test('tells whoever pays nothing again where the price and the method are as they were', async () => {
    await movesTo('FL', day(60));
    expect(told(await planOn(day(60)))).toEqual([240_000, 1]);
  });
});

describe('a renewal after another kind of payment was chosen', () => {
  const check = { reference: 'check', label: 'Check', kind: 'check' } as const;
  const rulesOf = (renewal: Renewal | undefined) =>
    renewal?.notices.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId));

  test('is planned by the rules of that kind', async () => {
    await storedAgreement(depsOf(table), 'active');
    await decided(depsOf(table), id, { ...events.methodSaved, method: check });
    expect(rulesOf(await planOn(day(70)))).not.toContain('mastercard-reminder');
    const byCard = await decided(depsOf(table, day(60)), id, events.methodSaved);
    expect(byCard.renewal).toBeUndefined();
    const renewal = await planOn(day(60));
    expect(rulesOf(renewal)).toContain('mastercard-reminder');
    // Another card is no other kind.
    expect((await decided(depsOf(table, day(50)), id, events.otherMethodSaved)).renewal).toEqual(renewal);
  });

  test('does not begin by itself where it is too late for them', async () => {
    await storedAgreement(depsOf(table), 'active');
    await decided(depsOf(table), id, { ...events.methodSaved, method: check });
    await planOn(day(70));
    await decided(depsOf(table, day(3)), id, events.methodSaved);
    expect((await planOn(day(3)))?.unmet).toContain('mastercard-reminder');
  });
});

describe('a renewal of a plan that was to end, and goes on', () => {
  const cancelled = { ...events.cancelled, how: 'at-term-end', noticeReceivedOn: day(65).slice(0, 10) } as const;
  const died = { ...events.deathRecorded, diedOn: day(65).slice(0, 10) };

  test.each([
    ['a cancellation', cancelled, events.endingUndone],
    ['a death that was none', died, events.deathUndone],
  ])('is planned by where people live then, after %s', async (_, ends, goesOn) => {
    await storedAgreement(depsOf(table), 'active');
    await planOn(day(70));
    await decided(depsOf(table, day(65)), id, ends);
    await movesTo('FL', day(64));
    const { renewal, nextDate = '' } = await decided(depsOf(table, day(63)), id, goesOn);
    expect([renewal, nextDate <= day(63)]).toEqual([undefined, true]);
    const ruleIds = (await planOn(day(63)))?.notices.flatMap(({ serves }) => serves.map(({ ruleId }) => ruleId));
    expect(ruleIds).toContain('fl-renewal');
  });

  test('keeps the notices that went out', async () => {
    await storedAgreement(depsOf(table), 'active');
    await planOn(day(70));
    await send('renewal-2-1-s1', day(35));
    await decided(depsOf(table, day(30)), id, { ...cancelled, noticeReceivedOn: day(30).slice(0, 10) });
    await decided(depsOf(table, day(25)), id, events.endingUndone);
    const renewal = await planOn(day(25));
    expect([renewal?.notices.map(({ on }) => on), renewal?.unmet]).toEqual([['2027-01-26', '2027-02-10'], []]);
  });
});

function leaving(now: string) {
  const on = now.slice(0, 10);
  return { lastDay: on, noticeReceivedOn: on };
}
