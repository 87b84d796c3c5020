/**
 * A process to be killed: goes on with the cloud in the data folder, writes wishes as fast as it can and handles them.
 * Each line that it prints was acknowledged by the table ("wrote 7") or given to the function ("got 7").
 */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { startWishCloud, wishNumbers } from './wish-cloud.ts';

const [dataDir = '', first = '1'] = process.argv.slice(2);
const { cloud } = await startWishCloud({
  dataDir,
  invoke: async (_name, payload) => {
    for (const wish of wishNumbers(payload)) console.log(`got ${wish}`);
    return { payload: { batchItemFailures: [] }, requestId: '' };
  },
});
const client = cloud.client();
for (let number = Number(first); ; number += 1) {
  const Item = { PK: { S: 'A#1' }, SK: { S: `WISH#${number}` } };
  await client.send(new PutItemCommand({ TableName: 'agreements', Item }));
  console.log(`wrote ${number}`);
}
