import { GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDynamoDb } from '../../../local/dynamodb/dynamodb.ts';
import type { AwsCall } from '../../../local/kernel/aws-service.ts';
import { type DynamoDbCloud, startDynamoDbCloud, tableProperties } from '../../support/dynamodb-cloud.ts';
import { stack } from '../../support/local-kernel.ts';

let cloud: DynamoDbCloud;
beforeAll(async () => {
  cloud = await startDynamoDbCloud();
  await cloud.tables.provisioners['AWS::DynamoDB::GlobalTable']?.('Table', tableProperties(), stack);
});
afterAll(() => cloud.stop());

const item = (SK: string) => ({ PK: { S: 'A#1' }, SK: { S: SK }, GSI1PK: { S: 'g' }, GSI1SK: { S: SK } });

test('an answer holds what was used only where its caller asked', async () => {
  const put = { TableName: 'agreements', Item: item('one') };
  const other = { ...put, Item: item('other') };
  expect((await cloud.client().send(new PutItemCommand(put))).ConsumedCapacity).toBeUndefined();
  const asked = await cloud.client().send(new PutItemCommand({ ...other, ReturnConsumedCapacity: 'TOTAL' }));
  expect(asked.ConsumedCapacity?.CapacityUnits).toBe(2);
  const Key = { PK: { S: 'A#1' }, SK: { S: 'one' } };
  const read = await cloud.client().send(new GetItemCommand({ TableName: 'agreements', Key }));
  expect(read.Item?.GSI1SK?.S).toBe('one');
});

test('units are told as AWS bills them: twice for a transaction, once more for an index', async () => {
  const used: [string, number][] = [];
  const { handle } = createDynamoDb(cloud.engine, cloud.tables, {
    onWrite: () => {},
    onUse: (_call, unit, amount) => used.push([unit, amount]),
  });
  const call = (action: string, input: object) =>
    handle({
      action,
      input,
      body: Buffer.from(JSON.stringify(input)),
      headers: {
        'x-amz-target': `DynamoDB_20120810.${action}`,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
    } as unknown as AwsCall);
  await call('PutItem', { TableName: 'agreements', Item: item('two') });
  await call('TransactWriteItems', { TransactItems: [{ Put: { TableName: 'agreements', Item: item('three') } }] });
  await call('GetItem', { TableName: 'agreements', ConsistentRead: true, Key: { PK: { S: 'A#1' }, SK: { S: 'two' } } });
  await call('GetItem', { TableName: 'agreements', Key: { PK: { S: 'no' }, SK: { S: 'no' } } });
  const refused = await call('GetItem', { TableName: 'agreements', Key: { PK: { S: 'only half a key' } } });
  expect(refused.status).toBe(400);
  expect(used).toEqual([
    ['writeUnits', 2],
    ['writeUnits', 3],
    ['readUnits', 1],
    ['readUnits', 0.5],
    ['readUnits', 0],
  ]);
});

test('a transaction that fails is told with its reasons', async () => {
  const Put = { TableName: 'agreements', Item: item('one'), ConditionExpression: 'attribute_not_exists(PK)' };
  await expect(cloud.client().send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }))).rejects.toMatchObject({
    name: 'TransactionCanceledException',
  });
});
