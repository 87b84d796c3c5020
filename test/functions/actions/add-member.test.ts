import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addMember } from '../../../functions/actions/add-member.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import { refundAgreement } from '../../../functions/actions/refund-agreement.ts';
import { startDue } from '../../../functions/actions/start-due.ts';
import type { Payments } from '../../../functions/adapters/payments/payments.ts';
import { readPanel } from '../../../functions/adapters/table/panel-store.ts';
import type { Table } from '../../../functions/adapters/table/table.ts';
import { settlementsOf } from '../../../functions/domain/ending/settlements.ts';
import { anApplication, daysLater, events } from '../../support/builders.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder, startTables, type Tables } from '../../support/table.ts';

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
const { memberAdded } = events;
const add = (memberId = 'm2') => addMember(depsOf(table, daysLater(10)), id, { ...memberAdded, memberId });
const seatsTaken = async () => (await readPanel(table, 'dr-sample')).seatsTaken;
const loaded = async () => (await getAgreement(depsOf(table), id)).agreement;
const sweep = (now: string) =>
  startDue(depsOf(table, now), (error) => {
    throw error;
  });

describe('a child who is added', () => {
  test('takes its seat with the decision, and comes back as it was stored', async () => {
    const { agreement } = await add();
    expect(await loaded()).toEqual(agreement);
    expect([agreement.members.length, await seatsTaken()]).toEqual([2, 2]);
  });

  test('twice at one moment is added once', async () => {
    const both = await Promise.all([add(), add()]);
    expect(both.map(({ refusal }) => refusal).sort()).toEqual(['nothing_changes', undefined]);
    expect(await seatsTaken()).toBe(2);
  });

  test('is refused where the panel is full, and nothing is half done', async () => {
    for (const number of [8, 9]) {
      await storedAgreement(depsOf(table), 'active', { application: anApplication({ applicationId: idOf(number) }) });
    }
    const before = await loaded();
    expect((await add()).refusal).toBe('panel_full');
    expect([await loaded(), await seatsTaken()]).toEqual([before, 3]);
  });

  test('takes the last seat once, whoever else wants it', async () => {
    await storedAgreement(depsOf(table), 'active', { application: anApplication({ applicationId: idOf(8) }) });
    const results = await Promise.all([add(), addMember(depsOf(table, daysLater(10)), idOf(8), memberAdded)]);
    expect(results.map(({ refusal }) => refusal).sort()).toEqual(['panel_full', undefined]);
    expect(await seatsTaken()).toBe(3);
  });
});

describe('a member who has left', () => {
  const day = daysLater(40);
  const leave = async () => {
    await add();
    await sweep(daysLater(10));
    await decided(depsOf(table, daysLater(10)), id, {
      ...events.paymentSucceeded,
      invoiceId: 't1-i2',
      chargeId: 'ch_2',
      amountCents: 233_425,
    });
    const word = { lastDay: '2026-04-10', noticeReceivedOn: '2026-04-01' };
    await decided(depsOf(table, daysLater(39)), id, { ...events.memberLeaves, ...word });
    await sweep(day);
  };

  test('comes back from the table as somebody who was one, and the seat is offered again', async () => {
    await leave();
    const agreement = await loaded();
    expect([agreement.members, agreement.formerMembers].map((some) => some?.map(({ memberId }) => memberId))).toEqual([
      ['m1'],
      ['m2'],
    ]);
    expect(await seatsTaken()).toBe(1);
    expect((await itemsUnder(table, 'WISH#offers')).length).toBe(1);
    expect((await itemsUnder(table, 'WISH#termination')).map(({ SK }) => SK)).toEqual(['WISH#termination#m2']);
  });

  test('has paid back what is not earned, by the charges that paid it, once under a key of their own', async () => {
    await leave();
    await decided(depsOf(table, day), id, events.departureSettled);
    const refunds: unknown[] = [];
    const payments = {
      refund: (asked: unknown) => {
        refunds.push(asked);
        return Promise.resolve({ refundId: 're_1' });
      },
    } as unknown as Payments;
    const deps = { ...depsOf(table, day), payments };
    expect(await refundAgreement(deps, id)).toBe('refunded');
    expect(await refundAgreement(deps, id)).toBe('nothing-due');
    // 325 of the 355 days that were paid for: 233,425 cents.
    expect(refunds).toEqual([{ refundKey: `${id}-endm2-charge-ch_2`, chargeId: 'ch_2', amountCents: 213_699 }]);
    expect(settlementsOf(await loaded())[0]?.settlement.parts[0]).toMatchObject({ refundId: 're_1', way: 'charge' });
  });
});
