import type { SFNClient } from '@aws-sdk/client-sfn';
import { keys, type Owner } from '../../functions/adapters/table/keys.ts';
import { type Table, transact } from '../../functions/adapters/table/table.ts';
import { openWorkflows } from '../../functions/adapters/workflows/workflows.ts';
import { monday } from './builders.ts';
import { machines, startFakeWorkflows } from './fake-workflows.ts';
import { depsOf, setUpPractice } from './stored.ts';
import { startTables } from './table.ts';

/** What an action that moves workflows speaks to: a real table, and the real client of a fake Step Functions. */
export async function startTableAndWorkflows() {
  const tables = await startTables();
  const fake = await startFakeWorkflows();
  const workflows = openWorkflows();
  let table: Table;
  return {
    tables,
    fake,
    get table() {
      return table;
    },
    /** A new table with the practice in it, and no execution anywhere. */
    async fresh() {
      fake.forget();
      table = await tables.fresh();
      await setUpPractice(table);
    },
    deps: (now = monday) => ({ ...depsOf(table, now), workflows, ...machines }),
    /** The owner's notice is stored as sent. */
    async noted(owner: Owner, noticeKey: string) {
      const item = { ...keys.notice(owner, noticeKey), noticeKey, state: 'sent', claimedAt: monday };
      await transact(table, [{ Put: { TableName: table.name, Item: item } }]);
    },
    async stop() {
      workflows.destroy();
      await Promise.all([tables.stop(), fake.stop()]);
    },
  };
}

export type TableAndWorkflows = Awaited<ReturnType<typeof startTableAndWorkflows>>;

/** A client, and something that happens after each of its calls, before its answer is seen. */
export function workflowsAndThen(what: () => Promise<void>): SFNClient {
  const client = openWorkflows();
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      await what();
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}
