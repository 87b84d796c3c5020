import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TimeToLive } from '../../../local/dynamodb/time-to-live.ts';
import { jumpTo } from '../../../local/kernel/jump.ts';
import { type DynamoDbCloud, makeTable, startDynamoDbCloud } from '../../support/dynamodb-cloud.ts';

let cloud: DynamoDbCloud;
beforeEach(async () => {
  cloud = await startDynamoDbCloud();
  await makeTable(cloud);
});
afterEach(() => cloud.stop());

const TableName = 'agreements';
const hour = 3_600_000;

async function put(name: string, more: object): Promise<void> {
  const Item = { PK: { S: name }, SK: { S: 'A' }, ...more };
  await cloud.client().send(new PutItemCommand({ TableName, Item }));
}

async function names(): Promise<(string | undefined)[]> {
  const { Items = [] } = await cloud.client().send(new ScanCommand({ TableName }));
  return Items.map((item) => item.PK?.S).sort();
}

test('expired items are gone a day later on the moved clock, others stay', async () => {
  const expiresIn = (milliseconds: number) => ({
    ttl: { N: String(Math.floor((cloud.clock.now() + milliseconds) / 1000)) },
  });
  await put('link', expiresIn(hour));
  await put('later', expiresIn(24 * 30 * hour));
  await put('kept', {});
  let writes = 0;
  const timeToLive = new TimeToLive({ ...cloud, onWrite: () => (writes += 1) });
  timeToLive.start();
  await jumpTo(cloud.clock.now() + 26 * hour, cloud);
  expect(await names()).toEqual(['kept', 'later']);
  expect(writes).toBe(1);
  await jumpTo(cloud.clock.now() + 24 * 31 * hour, cloud);
  expect(await names()).toEqual(['kept']);
});
