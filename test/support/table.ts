import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Item, openTable, type Table } from '../../functions/adapters/table/table.ts';
import { Engine, type EngineAnswer } from '../../local/dynamodb/engine.ts';
import { useAws } from './aws-environment.ts';
import { listen } from './local-kernel.ts';

/** What AWS may answer and the engine never does: a throttle, a transaction that holds an item, an answer that is lost. */
export interface Fault {
  name: string;
  message?: string;
  status?: number;
  /** More of the error's fields, such as CancellationReasons. */
  fields?: object;
  /** The call is carried out, and its answer lost. */
  isCarriedOut?: boolean;
}

/** The embedded engine behind an endpoint of its own, for the real client. One for each test file. */
export async function startTables() {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  const engine = await Engine.start(join(folder, 'tables.sqlite'));
  const faults: { action: string; fault: Fault }[] = [];
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const at = faults.findIndex((one) => one.action === action);
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = await buffer(request);
    calls.push(action);
    const isSent = fault === undefined || fault.isCarriedOut === true;
    const answer = isSent ? await engine.send(headers, body) : undefined;
    const { status, body: out } = fault === undefined && answer !== undefined ? answer : written(fault);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(out);
  });
  useAws({ AWS_ENDPOINT_URL_DYNAMODB: await listen(server) });
  const { client } = openTable('');
  let made = 0;

  async function make(name: string): Promise<Table> {
    await engine.call('DynamoDB_20120810.CreateTable', definition(name));
    return { client, name };
  }

  return {
    /** What was called, in order. */
    calls,
    /** A new table under a new name. */
    fresh: () => make(`table-${++made}`),
    /** The table of this name, empty: for a handler that took its name when it was loaded. */
    async empty(name: string): Promise<Table> {
      const { TableNames } = await engine.call('DynamoDB_20120810.ListTables', {});
      if (TableNames.includes(name)) await engine.call('DynamoDB_20120810.DeleteTable', { TableName: name });
      return make(name);
    },
    /** The next call of this action gets the fault; each fault is for one call. */
    fail(action: string, ...those: Fault[]) {
      faults.push(...those.map((fault) => ({ action, fault })));
    },
    async stop() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Tables = Awaited<ReturnType<typeof startTables>>;

/** Everything in the table, in the order of its keys. */
export async function everything({ client, name }: Table): Promise<Item[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
  return Items.sort((a, b) => `${a.PK} ${a.SK}`.localeCompare(`${b.PK} ${b.SK}`));
}

/** Puts what was in a table into another as it is. */
export async function putEverything({ client, name }: Table, items: readonly Item[]): Promise<void> {
  const mostAtOnce = 25;
  for (let from = 0; from < items.length; from += mostAtOnce) {
    const puts = items.slice(from, from + mostAtOnce).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
  }
}

/** As `everything`, but only items whose sort key begins so. */
export async function itemsUnder(table: Table, sortKey: string): Promise<Item[]> {
  return (await everything(table)).filter((item) => String(item.SK).startsWith(sortKey));
}

function written(fault: Fault | undefined): Pick<EngineAnswer, 'status' | 'body'> {
  const { name = 'InternalServerError', message = name, status = 400, fields = {} } = fault ?? {};
  return { status, body: Buffer.from(JSON.stringify({ __type: `x#${name}`, message, Message: message, ...fields })) };
}

/** As infra/ deploys it: PK and SK, and three generic indexes. */
function definition(TableName: string) {
  const pairs = [['PK', 'SK'], ...[1, 2, 3].map((number) => [`GSI${number}PK`, `GSI${number}SK`])];
  const schema = ([hash, range]: string[]) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: pairs.flat().map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: schema(pairs[0] ?? []),
    GlobalSecondaryIndexes: pairs.slice(1).map((pair, index) => ({
      IndexName: `GSI${index + 1}`,
      KeySchema: schema(pair),
      Projection: { ProjectionType: 'ALL' },
    })),
  };
}
