import { isDeepStrictEqual } from 'node:util';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { Decision } from '../../domain/agreement/events.ts';
import { type AuditEntry, chain } from '../../domain/audit/audit-trail.ts';
import type { Notice } from '../../domain/notices/notice.ts';
import { seatsMoved } from '../../domain/panel/panel.ts';
import { fromItems, toItems, withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import { seatWrite, wishOffers } from './panel-store.ts';
import { type Item, queryPartition, type Table, transact, type Write } from './table.ts';
import { putWish } from './wish-store.ts';

/** An agreement with what stands beside it in its partition. */
export interface LoadedAgreement {
  agreement: Agreement;
  notices: ReadonlyMap<string, Notice>;
  /** Wake tokens by workflow name (`signing#d1`). */
  tokens: ReadonlyMap<string, string>;
  /** Names of the workflows for which a wish is still open. */
  wishes: ReadonlySet<string>;
}

/** The state of an agreement: one consistent Query. */
export async function loadAgreement(table: Table, agreementId: string): Promise<LoadedAgreement | undefined> {
  const items = await queryPartition(table, keys.agreement(agreementId).PK);
  const agreement = fromItems(items);
  if (agreement === undefined) return undefined;
  const under = (prefix: string) => items.filter((item) => String(item.SK).startsWith(prefix));
  return {
    agreement,
    notices: new Map(under('NOTICE#').map((item) => [String(item.noticeKey), withoutKeys(item) as Notice])),
    tokens: new Map(under('TOKEN#').map((item) => [String(item.SK).slice('TOKEN#'.length), String(item.token)])),
    wishes: new Set(under('WISH#').map((item) => String(item.SK).slice('WISH#'.length))),
  };
}

/**
 * Stores one decision in one transaction: the changed items under a version check, its facts as entries of the audit
 * trail, its wishes, and the panels' seats if it took or gave some. Throws a ConflictError when another decision was
 * stored first, or the panel is full.
 */
export async function storeDecision(
  table: Table,
  before: Agreement | undefined,
  decision: Decision,
  now: string,
  beside: Write[] = [],
): Promise<Agreement> {
  const { agreementId } = decision.agreement;
  const entries = chain(agreementId, decision.facts, now, decision.agreement.audit);
  const last = entries.at(-1) ?? decision.agreement.audit;
  const agreement: Agreement = {
    ...decision.agreement,
    version: decision.agreement.version + 1,
    audit: { sequence: last.sequence, hash: last.hash },
  };
  const moved = seatsMoved(before, agreement);
  await transact(table, [
    ...changedItems(table, before, agreement),
    ...entries.map((entry) => putEntry(table, entry)),
    ...decision.wishes.map((wish) => putWish(table, { kind: 'agreement', id: agreementId }, wish, now)),
    ...moved.map(({ physicianId, seats }) => seatWrite(table, physicianId, seats, now)),
    ...moved.filter(({ seats }) => seats < 0).map(({ physicianId }) => wishOffers(table, physicianId, now)),
    ...beside,
  ]);
  return agreement;
}

/** The audit trail, oldest first. */
export async function readHistory(table: Table, agreementId: string): Promise<AuditEntry[]> {
  const items = await queryPartition(table, keys.history(agreementId, 0).PK);
  return items.map((item) => withoutKeys(item) as unknown as AuditEntry);
}

function changedItems(table: Table, before: Agreement | undefined, after: Agreement): Write[] {
  const old = new Map((before === undefined ? [] : toItems(before)).map((item) => [item.SK, item]));
  return toItems(after)
    .filter((item) => !isDeepStrictEqual(withoutUndefined(old.get(item.SK)), withoutUndefined(item)))
    .map((item) => {
      if (item.SK !== 'AGREEMENT') return { Put: { TableName: table.name, Item: item } };
      if (before === undefined) {
        return { Put: { TableName: table.name, Item: item, ConditionExpression: 'attribute_not_exists(PK)' } };
      }
      return {
        Put: {
          TableName: table.name,
          Item: item,
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': before.version },
        },
      };
    });
}

function withoutUndefined(item: Item | undefined): unknown {
  return item === undefined ? undefined : JSON.parse(JSON.stringify(item));
}

function putEntry(table: Table, entry: AuditEntry): Write {
  const item = { ...keys.history(entry.agreementId, entry.sequence), ...entry };
  return { Put: { TableName: table.name, Item: item, ConditionExpression: 'attribute_not_exists(PK)' } };
}
