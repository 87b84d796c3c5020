import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../functions/adapters/table/table.ts';
import type { Mail } from './journey.ts';
import type { Product } from './product.ts';

/** Everything that was put off has come round by then: claims of ten minutes, retries, two sweeps. */
export const settleMilliseconds = 12 * 3_600_000;

export async function settle({ journey }: Product): Promise<void> {
  const { now } = await journey.now();
  await journey.move({ to: new Date(Date.parse(now) + settleMilliseconds).toISOString() });
}

/** Items that come and go with clicks, or that only hold what a mail or an execution was given. */
const passing = /^(S#|SS#|SI#|L#|DAY#|.*\|(TOKEN#|ANSWERS#))/;
/** How many decisions came before says nothing about what they came to, nor at which connection somebody sat. */
const counters = new Set([
  'version',
  'sequence',
  'revision',
  'hash',
  'previousHash',
  'ttl',
  'textHash',
  'statementHash',
  'ip',
  'networkHash',
]);
/** As SES gives it. */
const messageId = /[0-9a-f]{16}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000/g;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/**
 * What has come of everything, in sorted lines that two runs can be compared by: without random ids, times and tokens,
 * with every mail, every item of the table, every execution's end and every event that was given up.
 */
export async function worldOf(product: Product): Promise<string[]> {
  const items = await allItems(product);
  const people = peopleOf(items);
  const named = (text: string) =>
    text
      .replaceAll(messageId, '(message)')
      .replaceAll(/(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{16}(?![0-9a-z])/g, (id) => people.get(id) ?? '(id)');
  const lines = [
    ...items.filter((item) => !passing.test(`${item.PK}|${item.SK}`)).flatMap((item) => linesOf(item, named)),
    ...(await product.journey.mails()).map((mail) => `mail to ${mail.to}: ${mail.subject} (text ${textOf(mail)})`),
    ...(await product.executions()).map(({ name = '', status }) => `execution ${named(name)}: ${status}`),
    ...deadLetters(product.dataDir),
  ];
  return lines.sort();
}

/** Stands for a mail's words: without its links' tokens and the port of this run. */
function textOf({ text }: Mail): string {
  const words = text.replaceAll(/http:\/\/localhost:\d+/g, '').replaceAll(/[\w-]{43}/g, '(token)');
  return createHash('sha256').update(words).digest('hex').slice(0, 12);
}

/** What one world has and the other has not, each as often as it is so. */
export function differences(expected: string[], actual: string[]): string[] {
  const left = new Map<string, number>();
  for (const line of actual) left.set(line, (left.get(line) ?? 0) + 1);
  for (const line of expected) left.set(line, (left.get(line) ?? 0) - 1);
  return [...left].flatMap(([line, count]) => Array<string>(Math.abs(count)).fill(`${count > 0 ? '+' : '-'} ${line}`));
}

function linesOf({ PK, SK, ...item }: Item, named: (text: string) => string): string[] {
  // The place in the audit trail depends on what came in between.
  const where = String(PK).startsWith('H#') ? named(`${PK} ${item.type}`) : named(`${PK} ${SK}`);
  return leaves(item)
    .filter(([path]) => !path.startsWith('GSI') && !counters.has(path.split('.').at(-1) ?? ''))
    .map(([path, value]) => `${where} ${path} = ${named(time.test(value) ? '(time)' : value)}`);
}

function leaves(value: unknown, path = ''): [path: string, value: string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** Whose each id is: the first member's, or the applicant's, address; of somebody without one, the name. */
function peopleOf(items: Item[]): Map<string, string> {
  const people = new Map<string, string>();
  for (const item of items) {
    const id = String(item.PK).split('#')[1] ?? '';
    if (item.SK === 'MEMBER#m1') people.set(id, addressOf(item));
    if (item.SK === 'APPLICATION') people.set(id, addressOf(item.representative ?? item.members[0]));
  }
  return people;
}

function addressOf({ email, firstName, lastName }: Item): string {
  return email ?? `${firstName} ${lastName}`;
}

async function allItems({ table }: Product): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await table.client.send(new ScanCommand({ TableName: table.name, ExclusiveStartKey: start }));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

function deadLetters(dataDir: string): string[] {
  using db = new DatabaseSync(join(dataDir, 'cloud.sqlite'), { readOnly: true });
  return db
    .prepare('SELECT queue FROM queue_messages')
    .all()
    .map(({ queue }) => `a failed event in ${queue}`);
}
