import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { LaggingIndex } from '../../../local/faults/lagging-index.ts';
import type { AwsCall } from '../../../local/kernel/aws-service.ts';
import { startDynamoDbCloud, tableProperties } from '../../support/dynamodb-cloud.ts';
import { stack } from '../../support/local-kernel.ts';

test('an index that lags behind shows the items as they were when it was taken', async () => {
  await using running = new AsyncDisposableStack();
  const cloud = running.adopt(await startDynamoDbCloud(), (one) => one.stop());
  await cloud.tables.provisioners['AWS::DynamoDB::GlobalTable']?.('Table', tableProperties(), stack);
  const client = cloud.client();
  const put = (SK: string, status: string) =>
    client.send(
      new PutItemCommand({
        TableName: 'agreements',
        Item: { PK: { S: 'A#1' }, SK: { S: SK }, GSI1PK: { S: `STATUS#${status}` }, GSI1SK: { S: SK } },
      }),
    );
  await put('one', 'active');
  await put('two', 'active');
  const lagging = running.adopt(await LaggingIndex.take(cloud.dataDir, cloud.tables), (one) => one.drop());
  await put('one', 'ended');
  await put('three', 'active');

  const request = {
    TableName: 'agreements',
    IndexName: 'GSI1',
    KeyConditionExpression: 'GSI1PK = :status',
    ExpressionAttributeValues: { ':status': { S: 'STATUS#active' } },
  };
  const headers = {
    'x-amz-target': 'DynamoDB_20120810.Query',
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  };
  const call = {
    action: 'Query',
    input: request,
    headers,
    body: Buffer.from(JSON.stringify(request)),
  } as unknown as AwsCall;
  const was = JSON.parse(String((await lagging.query(call)).body));
  expect(was.Items.map(({ SK }: { SK: { S: string } }) => SK.S)).toEqual(['one', 'two']);
  const is = await client.send(new QueryCommand(request));
  expect(is.Items?.map(({ SK }) => SK?.S)).toEqual(['three', 'two']);
});
