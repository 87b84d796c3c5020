import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Application } from '../../domain/application/application.ts';
import { type Notice, noticeKeys } from '../../domain/notices/notice.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys, type Owner } from './keys.ts';
import { ConflictError, getItem, type Table, transact, type Write } from './table.ts';

export async function readNotice(table: Table, owner: Owner, noticeKey: string): Promise<Notice | undefined> {
  const item = await getItem(table, keys.notice(owner, noticeKey));
  return item === undefined ? undefined : (withoutKeys(item) as unknown as Notice);
}

/** The letter that answers an application which came to nothing, posted or not; undefined where that went by mail. */
export async function readClosedLetter(
  table: Table,
  { applicationId }: Pick<Application, 'applicationId'>,
): Promise<Notice | undefined> {
  const notice = await readNotice(table, { kind: 'application', id: applicationId }, noticeKeys.applicationClosed());
  return notice?.state === 'letter' ? notice : undefined;
}

/**
 * Claims a mail before it is sent, together with the links that it carries. Answers false when somebody else has claimed
 * it since `before` was read.
 */
export async function claimNotice(
  table: Table,
  owner: Owner,
  claim: { noticeKey: string; before: Notice | undefined; now: string },
  beside: Write[],
): Promise<boolean> {
  const put = noticeWrite(table, owner, { ...claim, state: 'claimed' });
  try {
    await transact(table, [put, ...beside]);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

/**
 * Puts a notice with the letters to be posted, or notes that it is withheld: nobody is written to who has died. Answers false
 * when somebody else has moved it since `before` was read.
 */
export async function noteUnmailed(
  table: Table,
  owner: Owner,
  given: { noticeKey: string; before: Notice | undefined; now: string; state: 'letter' | 'withheld' },
): Promise<boolean> {
  try {
    await transact(table, [noticeWrite(table, owner, given)]);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

/** Notes the day on which a letter was posted, and by whom; answers false where it is no letter, or was posted before. */
export async function notePosted(
  table: Table,
  owner: Owner,
  noticeKey: string,
  posted: { on: string; by: string },
): Promise<boolean> {
  try {
    await transact(table, [
      {
        Update: {
          TableName: table.name,
          Key: keys.notice(owner, noticeKey),
          UpdateExpression: 'SET postedOn = :on, postedBy = :by REMOVE returnedOn, GSI3PK, GSI3SK',
          ConditionExpression: '#state = :letter AND attribute_not_exists(postedOn)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':letter': 'letter', ':on': posted.on, ':by': posted.by },
        },
      },
    ]);
    return true;
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
}

/** Of a letter that came back: it stands with those to be posted again, unless it was posted anew meanwhile. */
export function returnedLetter(
  table: Table,
  owner: Owner,
  noticeKey: string,
  returned: { postedOn: string; on: string; now: string },
): Write {
  const { postedOn, on, now } = returned;
  const { GSI3PK, GSI3SK } = listedLetter(owner, noticeKey, now);
  return {
    Update: {
      TableName: table.name,
      Key: keys.notice(owner, noticeKey),
      UpdateExpression: 'SET returnedOn = :on, GSI3PK = :pk, GSI3SK = :sk REMOVE postedOn, postedBy',
      ConditionExpression: '#state = :letter AND postedOn = :postedOn',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':letter': 'letter',
        ':postedOn': postedOn,
        ':on': on,
        ':pk': GSI3PK,
        ':sk': GSI3SK,
      },
    },
  };
}

export const letterPartition = 'LETTER';

/** Letters stand in an index of their own until they are posted. */
function listedLetter({ id }: Owner, noticeKey: string, now: string) {
  return { GSI3PK: letterPartition, GSI3SK: `${now}#${id}#${noticeKey}`, ownerId: id };
}

/** The write of a notice's state, unless somebody else has moved it since `before` was read. */
function noticeWrite(
  table: Table,
  owner: Owner,
  given: { noticeKey: string; before: Notice | undefined; now: string; state: Notice['state'] },
): Write {
  const { noticeKey, before, now, state } = given;
  // What became of the mail stays known of the letter that takes its place, or of what is withheld.
  const item: Notice = { ...(state === 'claimed' ? {} : before), noticeKey, state, claimedAt: now };
  const condition =
    before === undefined
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : {
          ConditionExpression: '#state = :state AND claimedAt = :claimedAt',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': before.state, ':claimedAt': before.claimedAt },
        };
  const listed = state === 'letter' ? listedLetter(owner, noticeKey, now) : {};
  const stored = { ...keys.notice(owner, noticeKey), ...item, ...listed };
  return { Put: { TableName: table.name, Item: stored, ...condition } };
}

/**
 * Notes that the mail went out: by the sender itself, or by the mail service's send event after a crash. One that has become
 * a letter or was withheld stays so: its bounce may be told before.
 */
export async function noteSent(
  table: Table,
  owner: Owner,
  noticeKey: string,
  sent: { messageId: string; at: string },
): Promise<void> {
  await update(table, owner, noticeKey, {
    UpdateExpression: 'SET #state = :sent, messageId = :messageId, sentAt = if_not_exists(sentAt, :at)',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: {
      ':sent': 'sent',
      ':messageId': sent.messageId,
      ':at': sent.at,
      ':letter': 'letter',
      ':withheld': 'withheld',
    },
    ConditionExpression: 'attribute_exists(PK) AND NOT #state IN (:letter, :withheld)',
  });
}

/** Gives a claim back after the mail service has refused the mail: it was certainly not sent. */
export async function noteUnsent(table: Table, owner: Owner, noticeKey: string, claimedAt: string): Promise<void> {
  const item: Notice = { noticeKey, state: 'unsent', claimedAt };
  await table.client.send(
    new PutCommand({ TableName: table.name, Item: { ...keys.notice(owner, noticeKey), ...item } }),
  );
}

/** Notes what became of a mail. The first of each kind counts; several may come, in any order. */
export async function noteFate(
  table: Table,
  owner: Owner,
  noticeKey: string,
  fate: 'deliveredAt' | 'bouncedAt' | 'passingBounceAt' | 'delayedAt' | 'complainedAt',
  at: string,
): Promise<void> {
  await update(table, owner, noticeKey, {
    UpdateExpression: 'SET #fate = if_not_exists(#fate, :at)',
    ExpressionAttributeNames: { '#fate': fate },
    ExpressionAttributeValues: { ':at': at },
  });
}

/** Changes a notice that is there; an event about one that is not (another deployment's mail) changes nothing. */
async function update(
  table: Table,
  owner: Owner,
  noticeKey: string,
  change: Pick<
    ConstructorParameters<typeof UpdateCommand>[0],
    'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues' | 'ConditionExpression'
  >,
): Promise<void> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keys.notice(owner, noticeKey),
        ConditionExpression: 'attribute_exists(PK)',
        ...change,
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}
