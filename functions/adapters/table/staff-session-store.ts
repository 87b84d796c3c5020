import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addToInstant } from '../../domain/calendar/practice-time.ts';
import type { Staff } from '../../domain/staff/roles.ts';
import { isSessionOver, type StaffSession } from '../../domain/staff/session.ts';
import { isToken, newToken } from '../ids.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import { epoch, getItem, type Table } from './table.ts';

/** Begins a session and gives its token, which is kept only as its hash. */
export async function beginStaffSession(
  table: Table,
  given: Omit<StaffSession, 'startedAt' | 'seenAt' | 'csrf'>,
  now: string,
): Promise<string> {
  const token = newToken();
  const session: StaffSession = { ...given, startedAt: now, seenAt: now, csrf: newToken() };
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...keys.staffSession(token), ...session, ttl: epoch(addToInstant(now, { days: 2 })) },
    }),
  );
  return token;
}

/** The open session of a token; undefined where it is unknown, idle too long, too old, or was signed out everywhere. */
export async function readStaffSession(
  table: Table,
  token: string | undefined,
  now: string,
): Promise<StaffSession | undefined> {
  if (token === undefined || !isToken(token)) return undefined;
  const item = await getItem(table, keys.staffSession(token));
  if (item === undefined) return undefined;
  const session = withoutKeys(item) as unknown as StaffSession;
  const { signedOutAt } = (await getItem(table, keys.staff(session.staff.staffId, 'SIGNED-OUT'))) ?? {};
  return isSessionOver(session, now, signedOutAt) ? undefined : session;
}

/** Somebody at work: the idle time begins anew. A session that has ended meanwhile stays ended. */
export async function keepStaffSession(table: Table, token: string, now: string): Promise<void> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keys.staffSession(token),
        UpdateExpression: 'SET seenAt = :now',
        ConditionExpression: 'attribute_exists(PK)',
        ExpressionAttributeValues: { ':now': now },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}

export async function endStaffSession(table: Table, token: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: keys.staffSession(token) }));
}

/** Ends every session of somebody that began before now, on whatever device. */
export async function endEveryStaffSession(table: Table, staffId: string, now: string): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      // Sessions last half a day; the note of their end need not be kept longer than they are.
      Item: { ...keys.staff(staffId, 'SIGNED-OUT'), signedOutAt: now, ttl: epoch(addToInstant(now, { days: 2 })) },
    }),
  );
}

/** What a browser that was sent to sign in must come back with. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  codeVerifier: string;
  /** An address of the desk, to go on at. */
  returnTo: string;
  expiresAt: string;
}

/** Keeps an attempt and gives the token that the browser holds meanwhile. */
export async function beginSignIn(table: Table, attempt: SignInAttempt): Promise<string> {
  const token = newToken();
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...keys.signIn(token), ...attempt, ttl: epoch(attempt.expiresAt) + 86_400 },
    }),
  );
  return token;
}

/** The attempt of a token, once: it is deleted as it is read. */
export async function takeSignIn(
  table: Table,
  token: string | undefined,
  now: string,
): Promise<SignInAttempt | undefined> {
  if (token === undefined || !isToken(token)) return undefined;
  const { Attributes } = await table.client.send(
    new DeleteCommand({ TableName: table.name, Key: keys.signIn(token), ReturnValues: 'ALL_OLD' }),
  );
  if (Attributes === undefined || String(Attributes.expiresAt) <= now) return undefined;
  return withoutKeys(Attributes) as unknown as SignInAttempt;
}

/** Keeps the name of whoever signs in, so that the timeline can say who did what for as long as it is kept. */
export async function keepStaffName(table: Table, { staffId, name }: Staff): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.name, Item: { ...keys.staff(staffId, 'PROFILE'), name } }));
}

/** The names of staff by their ids; an id that nobody has signed in with is left out. */
export async function staffNames(table: Table, staffIds: readonly string[]): Promise<Map<string, string>> {
  const found = await Promise.all(
    [...new Set(staffIds)].map(
      async (staffId) => [staffId, await getItem(table, keys.staff(staffId, 'PROFILE'))] as const,
    ),
  );
  return new Map(found.flatMap(([staffId, item]) => (item === undefined ? [] : [[staffId, String(item.name)]])));
}
