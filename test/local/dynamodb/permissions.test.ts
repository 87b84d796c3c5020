import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DescribeLimitsCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DynamoDbCloud, makeTable, startDynamoDbCloud, tableArn } from '../../support/dynamodb-cloud.ts';

let cloud: DynamoDbCloud;
beforeAll(async () => {
  cloud = await startDynamoDbCloud();
  await makeTable(cloud);
});
afterAll(() => cloud.stop());

const useKey = {
  Effect: 'Allow',
  Action: 'kms:Decrypt',
  Resource: 'arn:aws:kms:us-east-1:000000000000:key/k',
  Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } },
};
const TableName = 'agreements';
const Key = { PK: { S: 'A#1' }, SK: { S: 'A' } };
const byIndex = {
  TableName,
  KeyConditionExpression: 'GSI1PK = :x',
  ExpressionAttributeValues: { ':x': { S: 'x' } },
  IndexName: 'GSI1',
};
const byKey = { TableName, KeyConditionExpression: 'PK = :x', ExpressionAttributeValues: { ':x': { S: 'x' } } };
const update = { TableName, Key, UpdateExpression: 'SET a = :a', ExpressionAttributeValues: { ':a': { S: 'a' } } };
const check = { TableName, Key: { PK: { S: 'A#2' }, SK: { S: 'A' } }, ConditionExpression: 'attribute_not_exists(PK)' };

type Send = (client: DynamoDBClient) => Promise<unknown>;
const calls: [name: string, send: Send, actions: string[], resource: string][] = [
  ['GetItem', (to) => to.send(new GetItemCommand({ TableName, Key })), ['GetItem'], tableArn],
  ['PutItem', (to) => to.send(new PutItemCommand({ TableName, Item: Key })), ['PutItem'], tableArn],
  ['UpdateItem', (to) => to.send(new UpdateItemCommand(update)), ['UpdateItem'], tableArn],
  ['DeleteItem', (to) => to.send(new DeleteItemCommand({ TableName, Key })), ['DeleteItem'], tableArn],
  ['Query', (to) => to.send(new QueryCommand(byKey)), ['Query'], tableArn],
  ['Query of an index', (to) => to.send(new QueryCommand(byIndex)), ['Query'], `${tableArn}/index/GSI1`],
  ['Scan', (to) => to.send(new ScanCommand({ TableName })), ['Scan'], tableArn],
  [
    'BatchGetItem',
    (to) => to.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key] } } })),
    ['BatchGetItem'],
    tableArn,
  ],
  [
    'TransactGetItems',
    (to) => to.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key } }] })),
    ['GetItem'],
    tableArn,
  ],
  [
    'TransactWriteItems',
    (to) => to.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: update }, { ConditionCheck: check }] })),
    ['UpdateItem', 'ConditionCheckItem'],
    tableArn,
  ],
];

describe.each(calls)('%s', (name, send, actions, resource) => {
  const roleId = name.replaceAll(' ', '');
  const allow = (action: string) => ({ Effect: 'Allow', Action: `dynamodb:${action}`, Resource: resource });

  test('needs exactly these permissions', async () => {
    const { accessKey } = await cloud.role(roleId, useKey, ...actions.map(allow));
    await send(cloud.client(accessKey));
  });

  test.each(actions)('is denied without %s', async (missing) => {
    const others = actions.filter((action) => action !== missing).map(allow);
    const { accessKey } = await cloud.role(roleId, useKey, ...others);
    await expect(send(cloud.client(accessKey))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(JSON.stringify(allow(missing))),
    });
  });

  test("is denied where the role may not use the table's key", async () => {
    const { accessKey } = await cloud.role(roleId, ...actions.map(allow));
    await expect(send(cloud.client(accessKey))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('kms:Decrypt'),
    });
  });
});

test('refuses an operation that no function uses, by name', async () => {
  await expect(cloud.client().send(new DescribeLimitsCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining('DescribeLimits is not known here'),
  });
});
