import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { bytesByPartition } from '../../../local/meter/storage.ts';
import { startDynamoDbCloud, tableProperties } from '../../support/dynamodb-cloud.ts';
import { stack } from '../../support/local-kernel.ts';

test('each partition has the bytes of its items, once more for each index that they are in', async () => {
  const cloud = await startDynamoDbCloud();
  await cloud.tables.provisioners['AWS::DynamoDB::GlobalTable']?.('Table', tableProperties(), stack);
  const put = (Item: Record<string, { S: string }>) =>
    cloud.client().send(new PutItemCommand({ TableName: 'agreements', Item }));
  await put({ PK: { S: 'A#1' }, SK: { S: 'one' } });
  await put({ PK: { S: 'A#2' }, SK: { S: 'é' }, GSI1PK: { S: 'g' }, GSI1SK: { S: 'h' } });
  const [table] = cloud.tables.all();
  if (table === undefined) throw new Error('The table is there');
  // Names and values, and a hundred bytes for each item's index.
  const one = 2 + 3 + 2 + 3 + 100;
  const two = 2 + 3 + 2 + 2 + 6 + 1 + 6 + 1 + 100;
  expect(await bytesByPartition(cloud.engine, table)).toEqual(
    new Map([
      ['A#1', one],
      ['A#2', 2 * two],
    ]),
  );
  await cloud.stop();
});
