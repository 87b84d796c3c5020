import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
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
import { region } from '../../local/kernel/aws-service.ts';
import { Journey } from './journey.ts';

export type Product = Awaited<ReturnType<typeof connectProduct>>;

/** The product that a local cloud runs at these addresses, with its data in this folder. */
export async function connectProduct(at: { productUrl: string; awsUrl: string; dataDir: string; isPatient: boolean }) {
  const { dataDir } = at;
  // Some twenty seconds in all: a cloud that was killed is back by then.
  const attempts = at.isPatient ? { maxAttempts: 12 } : {};
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const aws = { endpoint: at.awsUrl, region, credentials, ...attempts };
  const workflows = new SFNClient(aws);
  const dynamodb = new DynamoDBClient(aws);
  const { TableNames: [name = ''] = [] } = await dynamodb.send(new ListTablesCommand({}));
  const table: Table = { client: DynamoDBDocumentClient.from(dynamodb), name };

  /** As `npm run practice` does; whoever is patient runs it again where it failed. Throws what is wrong with the file. */
  const storePractice = async (file: object): Promise<void> => {
    const lambda = new LambdaClient(aws);
    const ask = new InvokeCommand({ FunctionName: 'perennial-practice', Payload: Buffer.from(JSON.stringify(file)) });
    let answer = await lambda.send(ask);
    for (let tries = 1; at.isPatient && answer.FunctionError !== undefined && tries < 3; tries += 1) {
      answer = await lambda.send(ask);
    }
    const { mistakes, stored } = JSON.parse(answer.Payload?.transformToString() ?? 'null') ?? {};
    if (stored === undefined) throw new Error(`The practice was not stored: ${mistakes ?? answer.FunctionError}`);
  };

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
    dataDir,
    journey: new Journey(at.productUrl, at.isPatient),
    table,
    workflows,
    executions,
    historyOf,
    agreementIdOf,
    storePractice,
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
  };
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
