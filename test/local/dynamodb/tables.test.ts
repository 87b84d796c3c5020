import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type DynamoDbCloud,
  makeTable,
  startDynamoDbCloud,
  tableArn,
  tableProperties,
} from '../../support/dynamodb-cloud.ts';

let cloud: DynamoDbCloud;
afterEach(() => cloud.stop());

const Item = { PK: { S: 'A#1' }, SK: { S: 'A' }, GSI1PK: { S: 'g' }, GSI1SK: { S: '1' } };
const read = new GetItemCommand({ TableName: 'agreements', Key: { PK: Item.PK, SK: Item.SK } });

describe('a table', () => {
  test('is made with its index, stream and ARNs as AWS names them', async () => {
    cloud = await startDynamoDbCloud();
    const { ref, attributes } = await makeTable(cloud);
    expect(ref).toBe('agreements');
    expect(attributes.Arn).toBe(tableArn);
    expect(attributes.StreamArn).toMatch(new RegExp(`^${tableArn}/stream/`));
    await cloud.client().send(new PutItemCommand({ TableName: ref, Item }));
    const query = {
      TableName: ref,
      IndexName: 'GSI1',
      KeyConditionExpression: 'GSI1PK = :g',
      ExpressionAttributeValues: { ':g': { S: 'g' } },
    };
    expect((await cloud.client().send(new QueryCommand(query))).Items).toEqual([Item]);
  });

  test('is there again after a restart, with its items and the same stream', async () => {
    cloud = await startDynamoDbCloud();
    const first = await makeTable(cloud);
    await cloud.client().send(new PutItemCommand({ TableName: 'agreements', Item }));
    await cloud.stop();
    cloud = await startDynamoDbCloud({ dataDir: cloud.dataDir });
    const second = await makeTable(cloud);
    expect(second).toEqual(first);
    expect((await cloud.client().send(read)).Item).toEqual(Item);
  });

  test('is named after its stack and logical id where the template gives no name', async () => {
    cloud = await startDynamoDbCloud();
    expect((await makeTable(cloud, tableProperties({ TableName: undefined }))).ref).toBe('App-Table');
  });

  test('refuses to go on with a table that has another index', async () => {
    cloud = await startDynamoDbCloud();
    await makeTable(cloud);
    const changed = tableProperties({
      GlobalSecondaryIndexes: undefined,
      AttributeDefinitions: tableProperties().AttributeDefinitions.slice(0, 2),
    });
    await expect(makeTable(cloud, changed)).rejects.toThrow(/agreements in the data folder has other keys.*--fresh/s);
  });

  test.each([
    ['a property', { LocalSecondaryIndexes: [] }, /Table: LocalSecondaryIndexes/],
    ['a property of its replica', { Replicas: [{ Region: 'r', ResourcePolicy: {} }] }, /its replica: ResourcePolicy/],
    ['a second replica', { Replicas: [{}, {}] }, /one replica, given were 2/],
    ['provisioned capacity', { BillingMode: 'PROVISIONED' }, /BillingMode must be PAY_PER_REQUEST/],
  ])('is refused by name for %s that is not modelled', async (_, difference, message) => {
    cloud = await startDynamoDbCloud();
    await expect(makeTable(cloud, tableProperties(difference))).rejects.toThrow(message);
  });
});
