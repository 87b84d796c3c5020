import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { AgreementStatus, Mark } from '../../domain/agreement/agreement.ts';
import { type Application, applicantOf } from '../../domain/application/application.ts';
import { noticeTopic } from '../../domain/notices/notice.ts';
import { fullName } from '../../domain/people/person.ts';
import { acceptedChanges, attentionPartition, queuePartition } from './agreement-items.ts';
import { keys } from './keys.ts';
import { letterPartition } from './notice-store.ts';
import { getItem, queryAll, startKey, type Table } from './table.ts';

// Indexes find what staff look for; whatever is decided upon is read from its own partition.

/** An agreement as lists show it. */
export interface ListedAgreement {
  agreementId: string;
  /** The members' names. */
  title: string;
  status: AgreementStatus;
  statusSince: string;
  physicianId: string;
  needsAttention: Mark[];
}

export interface ListPage {
  agreements: ListedAgreement[];
  /** The agreement after which the next page begins: an id, since it stands in an address. */
  next?: string;
}

const pageSize = 25;

/** A physician's agreements by name. */
export function rosterPage(table: Table, physicianId: string, after?: string): Promise<ListPage> {
  return listPage(table, { index: 'GSI1', partition: `PHYSICIAN#${physicianId}`, after });
}

/** All agreements of a status, those first that something happens to first. */
export function statusPage(table: Table, status: AgreementStatus, after?: string): Promise<ListPage> {
  return listPage(table, { index: 'GSI2', partition: `STATUS#${status}`, after });
}

/** Those that a person must look at, longest first. */
export function attentionPage(table: Table): Promise<ListPage> {
  return listPage(table, { index: 'GSI3', partition: attentionPartition });
}

async function listPage(
  table: Table,
  given: { index: 'GSI1' | 'GSI2' | 'GSI3'; partition: string; after?: string | undefined },
): Promise<ListPage> {
  const { index, partition, after } = given;
  const start = after === undefined ? undefined : await getItem(table, keys.agreement(after));
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      ...allOf(table, index, partition),
      Limit: pageSize,
      // What has gone to another list since leads to the beginning of this one.
      ExclusiveStartKey: start?.[`${index}PK`] === partition ? startKey(start, index) : undefined,
    }),
  );
  const agreements = Items.map((item) => item as unknown as ListedAgreement);
  const last = agreements.at(-1)?.agreementId;
  return { agreements, ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: last }) };
}

/** Names a letter: whose it is, an agreement's or an application's, and which. */
export interface LetterRef {
  ownerId: string;
  noticeKey: string;
}

/** A letter that waits to be posted. */
export interface ListedLetter extends LetterRef {
  claimedAt: string;
  /** Whose agreement or application it is about, by name. */
  title: string;
}

/** Letters to be posted, oldest first: a page of them. `next` is the one after which there are more. */
export async function lettersToPost(
  table: Table,
  after?: LetterRef,
): Promise<{ letters: ListedLetter[]; next?: LetterRef }> {
  const start = after && (await getItem(table, keys.notice(ownerOf(after), after.noticeKey)));
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      ...allOf(table, 'GSI3', letterPartition),
      Limit: pageSize,
      // One that was posted since leads to the beginning.
      ExclusiveStartKey: start?.GSI3PK === letterPartition ? startKey(start, 'GSI3') : undefined,
    }),
  );
  const letters = await Promise.all(
    Items.map(async (item): Promise<ListedLetter> => {
      const { ownerId, noticeKey, claimedAt } = item as ListedLetter;
      return { ownerId, noticeKey, claimedAt, title: await titleOf(table, { ownerId, noticeKey }) };
    }),
  );
  const last = letters.at(-1);
  return { letters, ...(LastEvaluatedKey === undefined || last === undefined ? {} : { next: last }) };
}

async function titleOf(table: Table, letter: LetterRef): Promise<string> {
  const { kind, id } = ownerOf(letter);
  if (kind === 'agreement') return String((await getItem(table, keys.agreement(id)))?.title ?? '');
  const application = (await getItem(table, keys.application(id))) as Application | undefined;
  return application === undefined ? '' : fullName(applicantOf(application));
}

function ownerOf({ ownerId: id, noticeKey }: LetterRef) {
  const isOfApplication = noticeTopic(noticeKey).kind === 'applicationclosed';
  return { kind: isOfApplication ? ('application' as const) : ('agreement' as const), id };
}

/** A document that waits for its physician's signature. */
export interface QueuedDocument {
  physicianId: string;
  agreementId: string;
  documentId: string;
}

/** All documents that wait for the physicians' signature, of each those first that are over first. */
async function awaitingCountersignature(table: Table): Promise<QueuedDocument[]> {
  const found: QueuedDocument[] = [];
  for await (const { GSI2SK } of queryAll(table, allOf(table, 'GSI2', queuePartition))) {
    const [physicianId = '', , agreementId = '', documentId = ''] = String(GSI2SK).split('#');
    found.push({ physicianId, agreementId, documentId });
  }
  return found;
}

/** Those that wait for one physician's. */
export async function queueOf(table: Table, physicianId: string): Promise<QueuedDocument[]> {
  return (await awaitingCountersignature(table)).filter((one) => one.physicianId === physicianId);
}

/** What waits for a physician's signature. */
export interface ToSign {
  agreementId: string;
  physicianId: string;
}

/** Changes of physician that wait for the new one's signature, those first whose time is over first. */
export async function changesToSign(table: Table): Promise<ToSign[]> {
  const found: ToSign[] = [];
  for await (const { PK, to } of queryAll(table, allOf(table, 'GSI2', acceptedChanges))) {
    found.push({ agreementId: String(PK).slice('A#'.length), physicianId: String(to) });
  }
  return found;
}

/** Everything that waits for a physician's signature: new agreements, and those that come from another physician. */
export async function allToSign(table: Table): Promise<ToSign[]> {
  const [fresh, changes] = await Promise.all([awaitingCountersignature(table), changesToSign(table)]);
  return [...fresh, ...changes];
}

/** A physician's agreements that are neither ended nor closed: candidates, as lists show them. */
export async function* agreementsOf(table: Table, physicianId: string): AsyncGenerator<ListedAgreement> {
  const all = queryAll(table, allOf(table, 'GSI1', `PHYSICIAN#${physicianId}`));
  for await (const item of all) {
    const listed = item as unknown as ListedAgreement;
    if (listed.status !== 'ended' && listed.status !== 'closed') yield listed;
  }
}

const dated: readonly AgreementStatus[] = ['active', 'in_grace', 'ending', 'ended'];

/** The ids of those in force whose next date has come; of each status those that wait longest first. */
export async function dueAgreements(table: Table, today: string): Promise<string[]> {
  const due = await Promise.all(
    dated.map((status) =>
      Array.fromAsync(
        queryAll(table, {
          IndexName: 'GSI2',
          KeyConditionExpression: 'GSI2PK = :status AND GSI2SK <= :today',
          ExpressionAttributeValues: { ':status': `STATUS#${status}`, ':today': `${today}#~` },
        }),
      ),
    ),
  );
  return due.flat().map(({ agreementId }) => String(agreementId));
}

/**
 * The ids of a physician's agreements that may be under way, by name: each once, since an agreement keeps its place in
 * this index whatever its status becomes meanwhile. Of those that have ended, the ones that did so since an instant.
 */
export async function agreementsUnderWay(table: Table, physicianId: string, endedSince: string): Promise<string[]> {
  const found = queryAll(table, {
    ...allOf(table, 'GSI1', `PHYSICIAN#${physicianId}`),
    ProjectionExpression: 'agreementId',
    FilterExpression: 'NOT #status IN (:waitlisted, :ended, :closed) OR (#status = :ended AND statusSince >= :since)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':partition': `PHYSICIAN#${physicianId}`,
      ':waitlisted': 'waitlisted',
      ':ended': 'ended',
      ':closed': 'closed',
      ':since': endedSince,
    },
  });
  return (await Array.fromAsync(found)).map(({ agreementId }) => String(agreementId));
}

function allOf(table: Table, index: string, partition: string): QueryCommandInput {
  return {
    TableName: table.name,
    IndexName: index,
    KeyConditionExpression: `${index}PK = :partition`,
    ExpressionAttributeValues: { ':partition': partition },
  };
}
