import { isDeepStrictEqual } from 'node:util';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Application, applicantOf, confirmBy, type EarlierContact } from '../../domain/application/application.ts';
import { noticeKeys } from '../../domain/notices/notice.ts';
import { newId } from '../ids.ts';
import { personKeys, withoutKeys } from './agreement-items.ts';
import { failureKeys } from './failed-mail-store.ts';
import { keys, personHash, sha256 } from './keys.ts';
import { countFromNetwork } from './network-limits.ts';
import { epoch, getItem, type Item, startKey, type Table, transact, untilStored, type Write } from './table.ts';
import { putWish } from './wish-store.ts';

/**
 * `replaced`: the newer form of the same people took the older one's place; the mail that is out confirms the newer.
 * `too-many`: to this mailbox today. `network-full`: from this network address today.
 */
export type Stored = 'stored' | 'replaced' | 'repeated' | 'too-many' | 'network-full';

/** Couples and families share a mailbox; a script that fills it must not. */
const mailsToAnAddressADay = 4;
/**
 * Stores an application with the wish for its confirmation mail: one mail per applicant, address and day. The same people's
 * next form of that day takes the earlier one's place while that is unconfirmed, so that a corrected plan counts.
 */
export function storeApplication(table: Table, application: Application, practiceDay: string): Promise<Stored> {
  const { email, phone = '' } = applicantOf(application);
  const dayKey = keys.applicationDay(email ?? phone, practiceDay);
  return untilStored(async () => {
    const day = await getItem(table, dayKey);
    const people: Record<string, string> = day?.people ?? {};
    const person = peopleHash(application);
    const earlierId = people[person];
    const earlier = earlierId === undefined ? undefined : await readApplication(table, earlierId);
    const isNewAgain = earlier === undefined || isByMailNow(earlier, application) || (await isOver(table, earlier));
    if (!isNewAgain) return replace(table, earlier, application);
    const mails = Number(day?.mails ?? 0);
    if (mails >= mailsToAnAddressADay) return 'too-many';
    const network = await countFromNetwork(table, application, practiceDay);
    if (network === 'full') return 'network-full';
    // The form of another person, or another address, under an id that is taken: the back button leads there.
    const isTaken = (await getItem(table, keys.application(application.applicationId))) !== undefined;
    const stored = isTaken ? { ...application, applicationId: newId() } : application;
    const mark = {
      ...dayKey,
      mails: mails + 1,
      people: { ...people, [person]: stored.applicationId },
      ttl: ttlOf(stored) + 86_400,
    };
    await transact(table, [
      ...newApplication(table, stored),
      {
        Put: {
          TableName: table.name,
          Item: mark,
          ConditionExpression: 'attribute_not_exists(PK) OR mails = :mails',
          ExpressionAttributeValues: { ':mails': mails },
        },
      },
      ...network,
    ]);
    return 'stored';
  });
}

/** The one on paper is with the staff, and stays: nobody has shown yet that the address is theirs. */
function isByMailNow(earlier: Application, later: Application): boolean {
  return earlier.status === 'confirmed' && earlier.emailConsentAt === undefined && later.status === 'unconfirmed';
}

/** Where it came to nothing, whoever asks again is a new applicant: withdrawn or refused; or approved, and its agreement is closed. */
async function isOver(table: Table, { status, applicationId }: Application): Promise<boolean> {
  if (status !== 'approved') return status === 'withdrawn' || status === 'refused';
  return (await getItem(table, keys.agreement(applicationId)))?.status === 'closed';
}

/**
 * Entered by staff: nothing is mailed and nothing limited. The same people's form under the same id is stored once, a
 * corrected one in the place of the first while that is not decided. The form of others, under an id that the back button
 * led to, gets an id of its own. Gives the id that it is stored under.
 */
export function storeEnteredApplication(table: Table, application: Application): Promise<string> {
  return untilStored(async () => {
    const earlier = await readApplication(table, application.applicationId);
    const isSame = earlier !== undefined && peopleHash(earlier) === peopleHash(application);
    if (isSame) {
      await replace(table, earlier, application);
      return earlier.applicationId;
    }
    const stored = earlier === undefined ? application : { ...application, applicationId: newId() };
    await transact(table, [{ Put: { TableName: table.name, Item: toItem(stored), ...isNew } }]);
    return stored.applicationId;
  });
}

const isNew = { ConditionExpression: 'attribute_not_exists(PK)' };

function newApplication(table: Table, application: Application): Write[] {
  const owner = { kind: 'application', id: application.applicationId } as const;
  return [
    { Put: { TableName: table.name, Item: toItem(application), ...isNew } },
    // Whoever wants paper has nothing to confirm: staff decide.
    ...(application.status === 'unconfirmed'
      ? [putWish(table, owner, { workflow: 'notice', noticeKey: noticeKeys.confirmation() }, application.appliedAt)]
      : []),
  ];
}

async function replace(table: Table, earlier: Application, later: Application): Promise<Stored> {
  const { schema, applicationId, status, revision, appliedAt, emailConsentAt, networkHash, ...asked } = later;
  const newer: Application = {
    ...asked,
    schema: earlier.schema,
    applicationId: earlier.applicationId,
    // Whoever wants paper after all has nothing to confirm, and is mailed nothing more.
    status: later.status === 'confirmed' ? later.status : earlier.status,
    revision: earlier.revision,
    appliedAt: earlier.appliedAt,
    ...(emailConsentAt === undefined ? {} : { emailConsentAt: earlier.emailConsentAt ?? emailConsentAt }),
    ...(earlier.networkHash === undefined ? {} : { networkHash: earlier.networkHash }),
    ...(earlier.enteredBy === undefined ? {} : { enteredBy: earlier.enteredBy }),
    ...(earlier.failed === undefined || later.status === 'confirmed' ? {} : { failed: earlier.failed }),
  };
  const mayChange =
    earlier.status === 'unconfirmed' || (earlier.status === 'confirmed' && later.enteredBy !== undefined);
  if (!mayChange || isDeepStrictEqual(earlier, newer)) return 'repeated';
  const item = toItem({ ...newer, revision: earlier.revision + 1 });
  await transact(table, [{ Put: { TableName: table.name, Item: item, ...asItWas(earlier) } }]);
  return 'replaced';
}

/** An unconfirmed one goes by itself after its days; one to be decided, or whose mail failed, stands in the staff's lists. */
function toItem(application: Application): Item {
  const { applicationId, status, appliedAt, members, failed } = application;
  const [first] = members;
  return {
    ...keys.application(applicationId),
    ...application,
    ...(status === 'unconfirmed' ? { ttl: ttlOf(application) } : {}),
    ...(status === 'confirmed'
      ? {
          ...{ GSI2PK: toDecide, GSI2SK: `${appliedAt}#${applicationId}` },
          ...(first === undefined ? {} : personKeys(first, `APPLICATION#${applicationId}`)),
        }
      : {}),
    ...(failed === undefined ? {} : failureKeys(applicationId, failed)),
  };
}

/** Agreements that are not over, and applications to decide, of anybody of an application. */
export async function earlierOf(
  table: Table,
  { applicationId, members }: { applicationId: string; members: readonly Parameters<typeof personHash>[0][] },
): Promise<EarlierContact[]> {
  const found = await Promise.all(
    members.map(async (member) => {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: 'GSI3',
          KeyConditionExpression: 'GSI3PK = :person',
          ExpressionAttributeValues: { ':person': `PERSON#${personHash(member)}` },
        }),
      );
      return Items.map(({ GSI3SK }) => String(GSI3SK));
    }),
  );
  return [...new Set(found.flat())].sort().flatMap((key): EarlierContact[] => {
    const [kind, id = ''] = key.split('#');
    if (id === applicationId) return [];
    return [{ kind: kind === 'AGREEMENT' ? 'agreement' : 'application', id }];
  });
}

const toDecide = 'APPLICATIONS#confirmed';

function ttlOf(application: Application): number {
  return epoch(confirmBy(application));
}

function peopleHash({ representative, members }: Application): string {
  const people = [...(representative === undefined ? [] : [representative]), ...members];
  return sha256(people.map(personHash).join());
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

/**
 * Those that wait for the staff's decision, longest first: a page of them, after one of that id where it waits still.
 * `next` is the one after which the next page begins.
 */
export async function applicationsToDecide(
  table: Table,
  most: number,
  after?: string,
): Promise<{ applications: Application[]; next?: string }> {
  const start = after === undefined ? undefined : await getItem(table, keys.application(after));
  const isThere = start?.GSI2PK === toDecide;
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: 'GSI2',
      KeyConditionExpression: 'GSI2PK = :toDecide',
      ExpressionAttributeValues: { ':toDecide': toDecide },
      Limit: most,
      ExclusiveStartKey: isThere ? startKey(start, 'GSI2') : undefined,
    }),
  );
  const applications = Items.map((item) => withoutKeys(item) as unknown as Application);
  const last = applications.at(-1)?.applicationId;
  return { applications, ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: last }) };
}

/**
 * The write that moves an application on and keeps it for good; fails when it has moved or changed since it was read. Of a
 * mail that failed before nobody has to know any more.
 */
export function moveOnWrite(
  table: Table,
  before: Application,
  change: Pick<Application, 'status'> & Partial<Application>,
): Write {
  const { failed: _, ...rest } = before;
  return { Put: { TableName: table.name, Item: toItem({ ...rest, ...change }), ...asItWas(before) } };
}
