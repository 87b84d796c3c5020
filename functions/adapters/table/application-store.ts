import type { Application } from '../../domain/application/application.ts';
import { confirmBy } from '../../domain/application/application.ts';
import { noticeKeys } from '../../domain/notices/notice.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import { ConflictError, getItem, type Table, transact, untilStored, type Write } from './table.ts';
import { putWish } from './wish-store.ts';

/**
 * Stores an application with the wish for its confirmation mail. Answers `repeated` when the same form was stored before,
 * or when a confirmation has gone to this address today: one mail per address and day.
 */
export function storeApplication(
  table: Table,
  application: Application,
  practiceDay: string,
): Promise<'stored' | 'repeated'> {
  const ttl = Math.floor(Date.parse(confirmBy(application)) / 1000);
  const isNew = { ConditionExpression: 'attribute_not_exists(PK)' };
  const day = keys.applicationDay(application.person.email, practiceDay);
  const owner = { kind: 'application', id: application.applicationId } as const;
  const itself = keys.application(application.applicationId);
  return untilStored(async () => {
    try {
      await transact(table, [
        { Put: { TableName: table.name, Item: { ...itself, ...application, ttl }, ...isNew } },
        { Put: { TableName: table.name, Item: { ...day, ttl: ttl + 86_400 }, ...isNew } },
        putWish(table, owner, { workflow: 'notice', noticeKey: noticeKeys.confirmation() }, application.appliedAt),
      ]);
      return 'stored';
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      // Another transaction that held an item may come to nothing: only what is there makes this one a repetition.
      if ((await getItem(table, itself)) ?? (await getItem(table, day))) return 'repeated';
      throw error;
    }
  });
}

export async function readApplication(table: Table, applicationId: string): Promise<Application | undefined> {
  const item = await getItem(table, keys.application(applicationId));
  return item === undefined ? undefined : (withoutKeys(item) as unknown as Application);
}

/** The write that moves an application on and keeps it for good; fails when it has moved already. */
export function moveOnWrite(table: Table, before: Application, status: 'confirmed' | 'approved'): Write {
  return {
    Put: {
      TableName: table.name,
      Item: { ...keys.application(before.applicationId), ...before, status },
      ConditionExpression: '#status = :before',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':before': before.status },
    },
  };
}
