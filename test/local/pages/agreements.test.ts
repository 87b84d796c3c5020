import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { inWords, storedAgreements } from '../../../local/pages/agreements.ts';
import { makeTable, startDynamoDbCloud } from '../../support/dynamodb-cloud.ts';

const [full, bare] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'];

test('agreements are found with what is there of them, and nothing else is taken for one', async () => {
  const cloud = await startDynamoDbCloud();
  expect(await storedAgreements(cloud.engine, cloud.tables)).toEqual([]);
  await makeTable(cloud);
  const put = (attributes: Record<string, string>) => {
    const Item = Object.fromEntries(Object.entries(attributes).map(([name, S]) => [name, { S }]));
    return cloud.client().send(new PutItemCommand({ TableName: 'agreements', Item }));
  };
  await put({ PK: `A#${full}`, SK: 'AGREEMENT', status: 'active', nextDate: '2027-11-22' });
  await put({ PK: `A#${full}`, SK: 'MEMBER#m1', firstName: 'Al', lastName: 'Example' });
  await put({ PK: `A#${bare}`, SK: 'AGREEMENT' });
  await put({ PK: 'PRACTICE', SK: 'NAME', status: 'active' });
  const found = await storedAgreements(cloud.engine, cloud.tables);
  expect(found.sort((a, b) => a.id.localeCompare(b.id))).toEqual([
    { id: full, status: 'active', name: 'Al Example', nextDate: '2027-11-22' },
    { id: bare, status: 'unknown', name: bare, nextDate: undefined },
  ]);
  await cloud.stop();
});

test.each([
  [`signing-${full}-d1-r1: Wait for signers`, 'signing: Wait for signers'],
  ['Expired items are deleted from the table', 'Expired items are deleted from the table'],
])('%s reads as %s', (what, words) => expect(inWords(what)).toBe(words));
