import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDb } from '../../local/dynamodb/dynamodb.ts';
import { Engine } from '../../local/dynamodb/engine.ts';
import { Streams, type StreamsDeps } from '../../local/dynamodb/streams.ts';
import { Tables } from '../../local/dynamodb/tables.ts';
import { createFrontDoor } from '../../local/front-door/front-door.ts';
import { Iam } from '../../local/iam/iam.ts';
import { type AwsService, account, region } from '../../local/kernel/aws-service.ts';
import { Clock } from '../../local/kernel/clock.ts';
import { openStore } from '../../local/kernel/store.ts';
import { Timers } from '../../local/kernel/timers.ts';
import { Work } from '../../local/kernel/work.ts';
import { Queues } from '../../local/sqs/queues.ts';
import { noFaults } from './local-kernel.ts';

export const stack = { stackName: 'App', region, account };

export interface DynamoDbCloudOptions {
  /** The data folder of an earlier cloud, to go on with. */
  dataDir?: string;
  /** The function behind every mapping. */
  invoke?: StreamsDeps['invoke'];
  services?: AwsService[];
}

/** The front door, DynamoDB and its streams, without a template: what the tests of these parts share. */
export async function startDynamoDbCloud(options: DynamoDbCloudOptions = {}) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'cloud-'));
  const db = openStore(dataDir);
  const clock = new Clock(db);
  const work = new Work();
  const timers = new Timers(db, clock, work);
  const iam = new Iam();
  const queues = new Queues({ db, clock, iam });
  const engine = await Engine.start(join(dataDir, 'tables.sqlite'));
  const tables = new Tables(engine);
  const invoke = options.invoke ?? (async () => ({ payload: null, requestId: '' }));
  const streams = new Streams({ db, clock, timers, work, iam, engine, tables, queues, invoke });
  const dynamodb = createDynamoDb(engine, tables, { onWrite: () => streams.poke() });
  const server = createFrontDoor({
    services: [dynamodb, ...(options.services ?? [])],
    iam,
    clock,
    work,
    faults: noFaults,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients: DynamoDBClient[] = [];

  return {
    dataDir,
    db,
    clock,
    work,
    timers,
    iam,
    queues,
    engine,
    tables,
    streams,
    endpoint,
    /** What an SDK client needs to call as a role, or as the person at this machine. */
    config: (accessKeyId = 'local') => ({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey: 'local' },
      maxAttempts: 1,
    }),
    client(accessKeyId?: string): DynamoDBClient {
      const client = new DynamoDBClient(this.config(accessKeyId));
      clients.push(client);
      return client;
    },
    /** Makes a role of this logical id that may do what the statements say; gives its access key and ARN. */
    async role(logicalId: string, ...Statement: object[]) {
      const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };
      const properties = {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
        Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }],
      };
      const role = await iam.provisioners['AWS::IAM::Role']?.(logicalId, properties, stack);
      const roleArn = String(role?.attributes.Arn);
      return { roleArn, accessKey: iam.accessKeyOf(roleArn) };
    },
    async stop() {
      for (const client of clients) client.destroy();
      timers.stop();
      await streams.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.stop();
      db.close();
    },
  };
}

export type DynamoDbCloud = Awaited<ReturnType<typeof startDynamoDbCloud>>;

/** A table as CDK's TableV2 becomes in the template. */
export function tableProperties(more: object = {}) {
  return {
    TableName: 'agreements',
    AttributeDefinitions: ['PK', 'SK', 'GSI1PK', 'GSI1SK'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: keySchema('PK', 'SK'),
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      { IndexName: 'GSI1', KeySchema: keySchema('GSI1PK', 'GSI1SK'), Projection: { ProjectionType: 'ALL' } },
    ],
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    Replicas: [
      {
        Region: region,
        DeletionProtectionEnabled: true,
        SSESpecification: { KMSMasterKeyId: 'arn:aws:kms:us-east-1:000000000000:key/k' },
      },
    ],
    ...more,
  };
}

export const tableArn = `arn:aws:dynamodb:${region}:${account}:table/agreements`;

const keySchema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

export async function makeTable(cloud: DynamoDbCloud, properties: object = tableProperties()) {
  const made = await cloud.tables.provisioners['AWS::DynamoDB::GlobalTable']?.('Table', properties, stack);
  if (made === undefined) throw new Error('no table was made');
  return made;
}
