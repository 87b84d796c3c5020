import { execFile } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import { Engine } from '../../../local/dynamodb/engine.ts';

const run = promisify(execFile);
const binary = fileURLToPath(new URL('../../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));
const later = '2999-01-01';

type Item = Record<string, Record<string, unknown>>;

/**
 * Fills the table in a data folder up to `count` agreements with copies of one that is there, under ids of their own and with
 * nothing to do before `later`. Copied is what stands in indexes; the rest lies in partitions that nobody else reads. By the
 * engine's import, since its writes would take an hour.
 */
export async function storeCopies(dataDir: string, agreementId: string, count: number): Promise<void> {
  const file = join(dataDir, 'tables.sqlite');
  const { table, items } = await contentOf(file);
  const own = items.filter((item) => item.PK?.S === `A#${agreementId}` && isIndexed(item)).map(withLaterDate);
  const there = items.filter(({ SK }) => SK?.S === 'AGREEMENT').length;
  const lines = function* () {
    yield toLines(items);
    const copy = toLines(own);
    for (let number = there + 1; number <= count; number += 1) yield copy.replaceAll(agreementId, idOf(number));
  };
  const folder = join(dataDir, 'import');
  const data = join(folder, table.TableName, 'data');
  const schema = join(folder, 'schema.json');
  mkdirSync(data, { recursive: true });
  try {
    writeFileSync(schema, JSON.stringify({ Table: table }));
    await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(join(data, 'items.json.gz')));
    await run(binary, ['import', '--source', folder, '--schema', schema, '--output', file, '--force']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function contentOf(file: string): Promise<{ table: { TableName: string }; items: Item[] }> {
  const engine = await Engine.start(file);
  try {
    const { TableNames } = await engine.call('DynamoDB_20120810.ListTables', {});
    const TableName = TableNames[0];
    const { Table: table } = await engine.call('DynamoDB_20120810.DescribeTable', { TableName });
    const { Items: items } = await engine.call('DynamoDB_20120810.Scan', { TableName });
    return { table, items };
  } finally {
    await engine.stop();
  }
}

/** Whether it stands in an index, where others are found beside it. */
function isIndexed(item: Item): boolean {
  return Object.keys(item).some((name) => /^GSI\dPK$/.test(name));
}

function withLaterDate(item: Item): Item {
  if (item.SK?.S !== 'AGREEMENT') return item;
  const { nextDate, GSI2SK } = item;
  const moved = String(GSI2SK?.S).replace(String(nextDate?.S), later);
  return { ...item, nextDate: { S: later }, GSI2SK: { S: moved } };
}

function toLines(items: Item[]): string {
  return items.map((item) => `${JSON.stringify({ Item: item })}\n`).join('');
}

/** As long as ids are, and of their letters. */
function idOf(number: number): string {
  return `c0py${String(number).padStart(12, '0')}`;
}
