/** What a function may do, as IAM statements. Written out and named, never CDK's grants: those give whole families. */
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IndexName } from '../data/table.ts';

export interface Data {
  table: TableV2;
  tableKey: Key;
  region: string;
}

export const allow = (actions: string[], ...resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources });

/** Read the partition and write its items in one transaction: what most decisions need. Never Scan, never a batch. */
export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** `indexes` find candidates for those who do not know the partition. */
export const useTable = (
  { table, tableKey, region }: Data,
  actions: TableAction[],
  indexes: IndexName[] = [],
): PolicyStatement[] => [
  allow(
    actions.map((action) => `dynamodb:${action}`),
    table.tableArn,
  ),
  ...(indexes.length > 0
    ? [allow(['dynamodb:Query'], ...indexes.map((name) => `${table.tableArn}/index/${name}`))]
    : []),
  // DynamoDB decrypts with a customer key in the caller's name, to read and to write; nobody may use it in another way.
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
  new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [tableKey.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } },
  }),
];

export const readStream = (streamArn: string): PolicyStatement =>
  allow(
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    streamArn,
  );
