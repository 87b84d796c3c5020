import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { compareAgreements, type Repair } from '../../../functions/actions/compare-agreements.ts';
import { getAgreement } from '../../../functions/actions/decide.ts';
import type { WishDeps } from '../../../functions/actions/fulfil-wish.ts';
import { readHistory } from '../../../functions/adapters/table/agreement-store.ts';
import { keys } from '../../../functions/adapters/table/keys.ts';
import { noteFate, noteSent, readNotice } from '../../../functions/adapters/table/notice-store.ts';
import { readPanel } from '../../../functions/adapters/table/panel-store.ts';
import { lettersToPost } from '../../../functions/adapters/table/roster-store.ts';
import type { Key } from '../../../functions/adapters/table/table.ts';
import { deleteWish, readWish } from '../../../functions/adapters/table/wish-store.ts';
import { startExecution } from '../../../functions/adapters/workflows/workflows.ts';
import { anApplication, aPhysician, events, monday } from '../../support/builders.ts';
import { machines } from '../../support/fake-workflows.ts';
import { decided, depsOf, idOf, setUpPractice, storedAgreement } from '../../support/stored.ts';
import { itemsUnder } from '../../support/table.ts';
import { startTableAndWorkflows, type TableAndWorkflows, workflowsAndThen } from '../../support/table-and-workflows.ts';

let aws: TableAndWorkflows;
beforeAll(async () => {
  aws = await startTableAndWorkflows();
});
afterAll(() => aws.stop());
beforeEach(() => aws.fresh());

const night = '2026-03-03T10:59:59.999Z';
const morning = '2026-03-03T11:00:00.000Z';
const nextMorning = '2026-03-04T11:00:00.000Z';
const id = idOf(1);

async function compare(now = morning, { hasTime = (): boolean => true, deps = {} as Partial<WishDeps> } = {}) {
  const repairs: Repair[] = [];
  const errors: unknown[] = [];
  const report = await compareAgreements(
    { ...aws.deps(now), ...deps },
    { onRepair: (repair) => repairs.push(repair), onFailure: (error) => errors.push(error), hasTime },
  );
  return { ...report, repairs, errors };
}

/** An agreement as the wishes of its way left it: none of them is open, and one in force was welcomed. */
async function stored(status: Parameters<typeof storedAgreement>[1], number = 1, physicianId = 'dr-sample') {
  const application = anApplication({ applicationId: idOf(number), physicianId });
  await storedAgreement(depsOf(aws.table), status, { application });
  await fulfilled();
  if (status === 'active') await aws.noted({ kind: 'agreement', id: idOf(number) }, 'welcome-s1');
}
async function fulfilled() {
  for (const { PK, SK } of await itemsUnder(aws.table, 'WISH#')) {
    const wish = await readWish(aws.table, { PK, SK });
    if (wish !== undefined) await deleteWish(aws.table, wish);
  }
}
const onboarding = `onboarding-${id}-r1`;
const running = (name = onboarding) => startExecution(aws.deps().workflows, machines.onboardingMachineArn, name, {});
const damage = ({ PK, SK }: Key, expression: string, values?: Record<string, unknown>) =>
  aws.table.client.send(
    new UpdateCommand({
      TableName: aws.table.name,
      Key: { PK, SK },
      UpdateExpression: expression,
      ...(expression.includes('#status') ? { ExpressionAttributeNames: { '#status': 'status' } } : {}),
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    }),
  );
const agreementOf = async (number = 1) => (await getAgreement(aws.deps(), idOf(number))).agreement;
const lastFact = async () => (await readHistory(aws.table, id)).at(-1);
const wishes = async () => (await itemsUnder(aws.table, 'WISH#')).map(({ SK }) => SK);
const repair = (...codes: string[]) => ({ agreementId: id, physicianId: 'dr-sample', codes });
const silent = { onRepair: () => undefined, onFailure: () => undefined, hasTime: () => true };
const nothing = { repaired: 0, failed: 0, leftOut: [], repairs: [], errors: [] };

test('what fits together is left as it is, without a write', async () => {
  await stored('awaiting_signature');
  await stored('active', 2);
  await stored('waitlisted', 3);
  await running();
  const before = [await agreementOf(1), await agreementOf(2)];
  expect(await compare()).toEqual(nothing);
  expect([await agreementOf(1), await agreementOf(2)]).toEqual(before);
  expect(await wishes()).toEqual([]);
});

test('it is done in the morning alone: of four sweeps a day, in one', async () => {
  await stored('awaiting_signature');
  for (const now of [night, '2026-03-03T17:00:00.000Z', '2026-03-03T23:00:00.000Z']) {
    expect(await compare(now)).toEqual(nothing);
  }
  expect((await compare('2026-03-03T16:59:59.999Z')).repaired).toBe(1);
});

describe('an execution', () => {
  test('that was never begun is wished for', async () => {
    await stored('awaiting_signature');
    expect((await compare()).repairs).toEqual([repair('not_begun')]);
    expect(await wishes()).toEqual(['WISH#onboarding']);
    expect(await lastFact()).toMatchObject({ type: 'repaired', at: morning });
  });

  test('for which a wish is open is on its way', async () => {
    await storedAgreement(depsOf(aws.table), 'awaiting_signature', {
      application: anApplication({ applicationId: id }),
    });
    expect(await compare()).toEqual(nothing);
    expect(aws.fake.calls).toEqual([]);
  });

  test('that ended early begins again under the next run', async () => {
    await stored('awaiting_countersignature');
    aws.fake.close(machines.onboardingMachineArn, onboarding);
    expect((await compare()).repairs).toEqual([repair('ended_early')]);
    expect([(await agreementOf()).run, await wishes()]).toEqual([2, ['WISH#onboarding']]);
  });

  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('that %s, and nobody was told, is marked once', async (status) => {
    await stored('awaiting_payment');
    aws.fake.close(machines.onboardingMachineArn, onboarding, status);
    expect((await compare()).repairs).toEqual([repair('failed_unnoticed')]);
    const codes = (await agreementOf()).needsAttention.map(({ code }) => code);
    expect(codes).toEqual([`execution_${status.toLowerCase()}`]);
    expect(await compare(nextMorning)).toEqual(nothing);
  });

  test('that closes just when it is looked at is believed by what the table says after that', async () => {
    await stored('awaiting_payment');
    aws.fake.close(machines.onboardingMachineArn, onboarding);
    const paid = { ...events.paymentSucceeded, methodNumber: 1 };
    const workflows = workflowsAndThen(async () => {
      await decided(depsOf(aws.table), id, paid);
    });
    expect(await compare(morning, { deps: { workflows } })).toEqual(nothing);
    workflows.destroy();
    expect((await agreementOf()).needsAttention).toEqual([]);
  });
});

test('a status that waits for what is done catches up, and the seats stay', async () => {
  await stored('active');
  await damage(keys.agreement(id), 'SET #status = :s', { ':s': 'awaiting_payment' });
  expect((await compare()).repairs).toEqual([repair('status_behind')]);
  expect((await agreementOf()).status).toBe('active');
  expect(await readPanel(aws.table, 'dr-sample')).toMatchObject({ seatsTaken: 1 });
  expect((await lastFact())?.type).toBe('activated');
});

test('a next date that is gone is set, and found by the index again', async () => {
  await stored('active');
  const { nextDate } = await agreementOf();
  await damage(keys.agreement(id), 'REMOVE nextDate SET GSI2SK = :k', { ':k': `9999-12-31#${id}` });
  expect((await compare()).repairs).toEqual([repair('date_off')]);
  expect((await agreementOf()).nextDate).toBe(nextDate);
  const [root] = await itemsUnder(aws.table, 'AGREEMENT');
  expect(root?.GSI2SK).toBe(`${nextDate}#${id}`);
});

test('what has ended is looked at for sixty days, so that no refund gets lost', async () => {
  await stored('active');
  await decided(depsOf(aws.table), id, { ...events.cancelled, endsOn: '2026-03-02' });
  await decided(depsOf(aws.table, '2026-03-03T06:00:00.000Z'), id, events.careEnded);
  await fulfilled();
  expect((await compare('2026-05-03T11:00:00.000Z')).repairs).toEqual([]);
  expect((await compare('2026-05-01T11:00:00.000Z')).repairs).toEqual([repair('not_begun')]);
  expect(await wishes()).toEqual(['WISH#termination#1']);
});

describe('the seats of a panel', () => {
  const seats = (taken: number) =>
    damage(keys.panel('dr-sample'), 'SET seatsTaken = :t, seatsFree = :f', { ':t': taken, ':f': 3 - taken });
  const panel = async () => (await readPanel(aws.table, 'dr-sample')) as object;

  test.each([0, 1, 3])('that are off (%d) are corrected, and free ones offered', async (taken) => {
    for (const number of [1, 2]) await stored('active', number);
    await stored('closed', 3);
    await fulfilled();
    await seats(taken);
    expect((await compare()).repairs).toEqual([{ physicianId: 'dr-sample', codes: ['seats_off'] }]);
    expect(await panel()).toMatchObject({ seatsTaken: 2, seatsFree: 1, cap: 3 });
    expect(await wishes()).toEqual(['WISH#offers']);
    expect(await compare(nextMorning)).toEqual(nothing);
  });

  test('that moved within the hour are left to the next day', async () => {
    await stored('active');
    await storedAgreement(depsOf(aws.table, '2026-03-03T10:30:00.000Z'), 'active', {
      application: anApplication({ applicationId: idOf(2) }),
    });
    await fulfilled();
    await aws.noted({ kind: 'agreement', id: idOf(2) }, 'welcome-s1');
    await seats(3);
    expect(await compare()).toEqual(nothing);
    expect((await compare(nextMorning)).repairs).toHaveLength(1);
  });

  test('that move while they are counted are left to the next day', async () => {
    await stored('awaiting_signature');
    await running();
    await seats(2);
    const workflows = workflowsAndThen(async () => {
      await storedAgreement(depsOf(aws.table, morning), 'offered', {
        application: anApplication({ applicationId: idOf(9) }),
      });
    });
    expect(await compare(morning, { deps: { workflows } })).toEqual(nothing);
    workflows.destroy();
    expect(await panel()).toMatchObject({ seatsTaken: 3 });
  });

  test('are not counted where an agreement could not be compared', async () => {
    await stored('active');
    await stored('awaiting_payment', 2);
    await damage(keys.agreementPart(idOf(2), 'INVOICE#t1-i1'), 'SET #status = :s', { ':s': 'void' });
    await seats(0);
    const { repaired, failed, errors } = await compare();
    expect([repaired, failed, errors]).toEqual([0, 1, [expect.any(RangeError)]]);
    expect(await panel()).toMatchObject({ seatsTaken: 0 });
  });
});

test('one that fails holds up no other', async () => {
  await stored('awaiting_payment');
  await stored('awaiting_signature', 2);
  await damage(keys.agreementPart(id, 'INVOICE#t1-i1'), 'SET #status = :s', { ':s': 'void' });
  expect(await compare()).toMatchObject({ repaired: 1, failed: 1 });
});

test('where time is short, each day begins with another panel, so that all have their turn', async () => {
  await setUpPractice(aws.table, { physicians: [aPhysician({ physicianId: 'dr-other' }), aPhysician()] });
  await stored('awaiting_signature', 1);
  await stored('awaiting_signature', 2, 'dr-other');
  const compared: string[] = [];
  const leftOut: string[] = [];
  for (const now of [morning, nextMorning]) {
    let left = 1;
    const report = await compare(now, { hasTime: () => left-- > 0 });
    compared.push(...report.repairs.map(({ physicianId }) => physicianId));
    leftOut.push(...report.leftOut);
    await fulfilled();
  }
  // Each day the one that was not compared is told.
  expect(leftOut).toEqual(compared.toReversed());
  expect(compared.sort()).toEqual(['dr-other', 'dr-sample']);
});

describe('a mail that was held up and never arrived', () => {
  const owner = { kind: 'agreement', id } as const;
  const sent = async (noticeKey: string, ...fates: Parameters<typeof noteFate>[3][]) => {
    await aws.noted(owner, noticeKey);
    await noteSent(aws.table, owner, noticeKey, { messageId: 'm1', at: monday });
    for (const fate of fates) await noteFate(aws.table, owner, noticeKey, fate, monday);
  };
  const stateOf = async (noticeKey: string) => (await readNotice(aws.table, owner, noticeKey))?.state;
  const codes = async () => (await agreementOf()).needsAttention.map(({ code }) => code);

  test.each(['passingBounceAt', 'delayedAt'] as const)(
    '(%s) is a letter to post on the morning after a day, and staff are told, once',
    async (fate) => {
      await stored('active');
      await sent('renewal-2-1-s1', fate);
      expect(await compare(morning)).toEqual(nothing);
      expect([await stateOf('renewal-2-1-s1'), await codes()]).toEqual(['sent', []]);
      expect(await compare(nextMorning)).toEqual(nothing);
      expect([await stateOf('renewal-2-1-s1'), await codes()]).toEqual(['letter', ['mail_not_delivered']]);
      const { letters } = await lettersToPost(aws.table);
      expect(letters.map(({ noticeKey }) => noticeKey)).toEqual(['renewal-2-1-s1']);
      const { version } = await agreementOf();
      expect(await compare('2026-03-05T11:00:00.000Z')).toEqual(nothing);
      expect((await agreementOf()).version).toBe(version);
    },
  );

  test('is none where it arrived, was answered by a machine after that, or need not reach them', async () => {
    await stored('active');
    await sent('renewal-2-1-s1', 'delayedAt', 'deliveredAt', 'passingBounceAt');
    await sent('renewal-2-2-s1');
    await sent('receipt-t1_i1-1', 'passingBounceAt');
    const { version } = await agreementOf();
    expect(await compare(nextMorning)).toEqual(nothing);
    for (const key of ['renewal-2-1-s1', 'renewal-2-2-s1', 'receipt-t1_i1-1']) expect(await stateOf(key)).toBe('sent');
    expect([(await agreementOf()).version, await codes()]).toEqual([version, []]);
  });

  test('goes by post even where the same morning repairs something else', async () => {
    await stored('awaiting_signature');
    await sent('renewal-2-1-s1', 'passingBounceAt');
    expect((await compare(nextMorning)).repairs).toEqual([repair('not_begun')]);
    expect([await stateOf('renewal-2-1-s1'), await codes()]).toEqual(['letter', ['mail_not_delivered']]);
  });
});

test('before the practice was set up there is nothing to compare', async () => {
  expect(await compareAgreements({ ...aws.deps(morning), table: await aws.tables.fresh() }, silent)).toEqual({
    repaired: 0,
    failed: 0,
    leftOut: [],
  });
});
