import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  type ExecutionListItem,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type LoadedAgreement, loadAgreement, readHistory } from '../../functions/adapters/table/agreement-store.ts';
import { emailHash } from '../../functions/adapters/table/keys.ts';
import { readPanel } from '../../functions/adapters/table/panel-store.ts';
import type { Table } from '../../functions/adapters/table/table.ts';
import { firstBreak } from '../../functions/domain/audit/audit-trail.ts';
import type { Panel } from '../../functions/domain/practice/practice.ts';
import { type Cloud, startCloud } from '../../local/cloud.ts';
import { demonstrate } from '../../local/demonstrate.ts';
import { region } from '../../local/kernel/aws-service.ts';
import { assembly } from './assembly.ts';
import { Journey } from './journey.ts';

export type Spine = Awaited<ReturnType<typeof startSpine>>;

/** The whole product with its demonstration practice, in this process, on free ports and data of its own. */
export async function startSpine(options: { dataDir?: string; hook?: Parameters<typeof startCloud>[0]['hook'] } = {}) {
  const ownDir = options.dataDir === undefined ? mkdtempSync(join(tmpdir(), 'perennial-')) : undefined;
  const dataDir = options.dataDir ?? ownDir ?? '';
  const hook = options.hook === undefined ? {} : { hook: options.hook };
  const cloud = await startCloud({ assembly: await assembly(), dataDir, ...hook });
  await demonstrate(cloud, dataDir);
  const aws = { endpoint: cloud.awsUrl, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const workflows = new SFNClient(aws);
  const table: Table = { client: DynamoDBDocumentClient.from(new DynamoDBClient(aws)), name: tableNameOf(cloud) };

  const agreementIdOf = async (email: string): Promise<string | undefined> => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: 'GSI1',
        KeyConditionExpression: 'GSI1PK = :email',
        ExpressionAttributeValues: { ':email': { S: `EMAIL#${emailHash(email)}` } },
      }),
    );
    return Items[0]?.GSI1SK?.S?.slice('AGREEMENT#'.length);
  };

  const executions = async (): Promise<ExecutionListItem[]> => {
    const { stateMachines = [] } = await workflows.send(new ListStateMachinesCommand({}));
    const lists = stateMachines.map(async ({ stateMachineArn }) => {
      const all: ExecutionListItem[] = [];
      let nextToken: string | undefined;
      do {
        const page = await workflows.send(new ListExecutionsCommand({ stateMachineArn, nextToken }));
        all.push(...(page.executions ?? []));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return all;
    });
    return (await Promise.all(lists)).flat();
  };

  const historyOf = async (executionArn: string | undefined): Promise<HistoryEvent[]> => {
    const all: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await workflows.send(new GetExecutionHistoryCommand({ executionArn, nextToken, maxResults: 1000 }));
      all.push(...(page.events ?? []));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return all;
  };

  return {
    cloud,
    dataDir,
    journey: new Journey(cloud.productUrl),
    table,
    workflows,
    executions,
    historyOf,
    agreementIdOf,
    async agreementOf(email: string): Promise<LoadedAgreement | undefined> {
      const agreementId = await agreementIdOf(email);
      return agreementId === undefined ? undefined : loadAgreement(table, agreementId);
    },
    panelOf: (physicianId: string): Promise<Panel> => readPanel(table, physicianId),
    async auditBreak(email: string): Promise<number | undefined> {
      const agreementId = (await agreementIdOf(email)) ?? '';
      const loaded = await loadAgreement(table, agreementId);
      if (loaded === undefined) throw new Error(`There is no agreement of ${email}`);
      return firstBreak(await readHistory(table, agreementId), loaded.agreement.audit);
    },
    /** What was decided about an agreement, oldest first. */
    async historyTypesOf(email: string): Promise<string[]> {
      return (await readHistory(table, (await agreementIdOf(email)) ?? '')).map((entry) => entry.type);
    },
    /** All that is kept outside of the table and the mailboxes, as text: histories, events, logs. */
    async records(): Promise<Record<string, string>> {
      const histories = await Promise.all((await executions()).map(({ executionArn }) => historyOf(executionArn)));
      const names = (await executions()).map(({ name }) => name);
      return { histories: JSON.stringify([names, histories]), ...logsUnder(join(dataDir, 'logs')) };
    },
    async [Symbol.asyncDispose]() {
      await cloud.stop();
      if (ownDir !== undefined) rmSync(ownDir, { recursive: true, force: true });
    },
  };
}

function tableNameOf({ resources }: Cloud): string {
  const table = resources.find(({ type }) => type === 'AWS::DynamoDB::GlobalTable');
  if (table === undefined) throw new Error('The template has no table');
  return table.ref;
}

function logsUnder(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
  const kinds: Record<string, string> = { events: '', 'access logs': '', logs: '' };
  for (const file of files) {
    const kind = file.startsWith('access') ? 'access logs' : file.startsWith('events') ? 'events' : 'logs';
    kinds[kind] += readFileSync(join(folder, file), 'utf8');
  }
  return kinds;
}
