import { isDeepStrictEqual } from 'node:util';
import type { Application } from '../../domain/application/application.ts';
import { confirmBy } from '../../domain/application/application.ts';
import { noticeKeys } from '../../domain/notices/notice.ts';
import { newId } from '../ids.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys, sha256 } from './keys.ts';
import { getItem, type Item, type Table, transact, untilStored, type Write } from './table.ts';
import { putWish } from './wish-store.ts';

/** `replaced`: the newer form of one person took the older one's place; the mail that is out confirms the newer. */
export type Stored = 'stored' | 'replaced' | 'repeated' | 'too-many';

/** Couples and families share a mailbox; a script that fills it must not. */
const mailsToAnAddressADay = 4;

/**
 * Stores an application with the wish for its confirmation mail: one mail per person, address and day. The same person's
 * next form of that day takes the earlier one's place while that is unconfirmed, so that a corrected plan counts.
 */
export function storeApplication(table: Table, application: Application, practiceDay: string): Promise<Stored> {
  const dayKey = keys.applicationDay(application.person.email, practiceDay);
  return untilStored(async () => {
    const day = await getItem(table, dayKey);
    const people: Record<string, string> = day?.people ?? {};
    const person = personHash(application);
    const earlierId = people[person];
    const earlier = earlierId === undefined ? undefined : await readApplication(table, earlierId);
    if (earlier !== undefined) return replace(table, earlier, application);
    const mails = Number(day?.mails ?? 0);
    if (mails >= mailsToAnAddressADay) return 'too-many';
    // The form of another person, or another address, under an id that is taken: the back button leads there.
    const isTaken = (await getItem(table, keys.application(application.applicationId))) !== undefined;
    const stored = isTaken ? { ...application, applicationId: newId() } : application;
    const owner = { kind: 'application', id: stored.applicationId } as const;
    const mark = {
      ...dayKey,
      mails: mails + 1,
      people: { ...people, [person]: stored.applicationId },
      ttl: ttlOf(stored) + 86_400,
    };
    await transact(table, [
      { Put: { TableName: table.name, Item: toItem(stored), ConditionExpression: 'attribute_not_exists(PK)' } },
      {
        Put: {
          TableName: table.name,
          Item: mark,
          ConditionExpression: 'attribute_not_exists(PK) OR mails = :mails',
          ExpressionAttributeValues: { ':mails': mails },
        },
      },
      putWish(table, owner, { workflow: 'notice', noticeKey: noticeKeys.confirmation() }, application.appliedAt),
    ]);
    return 'stored';
  });
}

async function replace(table: Table, earlier: Application, later: Application): Promise<Stored> {
  const { planId, physicianId, person } = later;
  const newer = { ...earlier, planId, physicianId, person };
  if (earlier.status !== 'unconfirmed' || isDeepStrictEqual(earlier, newer)) return 'repeated';
  const item = toItem({ ...newer, revision: earlier.revision + 1 });
  await transact(table, [{ Put: { TableName: table.name, Item: item, ...asItWas(earlier) } }]);
  return 'replaced';
}

function toItem(application: Application): Item {
  return { ...keys.application(application.applicationId), ...application, ttl: ttlOf(application) };
}

function ttlOf(application: Application): number {
  return Math.floor(Date.parse(confirmBy(application)) / 1000);
}

function personHash({ person }: Application): string {
  return sha256([person.firstName, person.lastName, person.birthDate].join('\n').toLowerCase());
}

/** Nobody has moved it on or replaced it since it was read. */
function asItWas({ status, revision }: Application) {
  return {
    ConditionExpression: '#status = :status AND revision = :revision',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': status, ':revision': revision },
  };
}

export async function readApplication(table: Table, applicationId: string): Promise<Application | undefined> {
  const item = await getItem(table, keys.application(applicationId));
  return item === undefined ? undefined : (withoutKeys(item) as unknown as Application);
}

/** The write that moves an application on and keeps it for good; fails when it has moved or changed since it was read. */
export function moveOnWrite(table: Table, before: Application, status: 'confirmed' | 'approved'): Write {
  const item = { ...keys.application(before.applicationId), ...before, status };
  return { Put: { TableName: table.name, Item: item, ...asItWas(before) } };
}
