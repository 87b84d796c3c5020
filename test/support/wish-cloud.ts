import type { StreamsDeps } from '../../local/dynamodb/streams.ts';
import { makeTable, stack, startDynamoDbCloud, tableArn } from './dynamodb-cloud.ts';

export const queueArn = 'arn:aws:sqs:us-east-1:000000000000:App-Failed';

/** What the function gets. */
export interface WishEvent {
  Records: { dynamodb: { SequenceNumber: string; Keys: { SK: { S: string } } } }[];
}

export interface WishCloudOptions {
  dataDir?: string;
  invoke: (functionName: string, event: WishEvent) => ReturnType<StreamsDeps['invoke']>;
  /** Properties of the mapping that differ. */
  mapping?: object;
}

/** A cloud whose table's stream goes to one function, filtered to new wishes. */
export async function startWishCloud({ dataDir, invoke, mapping = {} }: WishCloudOptions) {
  const cloud = await startDynamoDbCloud({
    invoke: (name, event) => invoke(name, event as WishEvent),
    ...(dataDir !== undefined && { dataDir }),
  });
  const { attributes } = await makeTable(cloud);
  await cloud.queues.provisioners['AWS::SQS::Queue']?.('Failed', {}, stack);
  const { roleArn } = await cloud.role(
    'Stream',
    { Effect: 'Allow', Action: 'dynamodb:*', Resource: `${tableArn}/stream/*` },
    { Effect: 'Allow', Action: ['kms:Decrypt', 'sqs:SendMessage'], Resource: '*' },
  );
  await cloud.streams.provisioners['AWS::Lambda::EventSourceMapping']?.(
    'Wishes',
    {
      FunctionName: 'stream',
      EventSourceArn: attributes.StreamArn,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 10,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 3,
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              eventName: ['INSERT'],
              dynamodb: { Keys: { SK: { S: [{ prefix: 'WISH#' }] } } },
            }),
          },
        ],
      },
      DestinationConfig: { OnFailure: { Destination: queueArn } },
      ...mapping,
    },
    stack,
  );
  await cloud.streams.start(() => roleArn);
  return { cloud, roleArn };
}

/** The numbers of the wishes in an event. */
export function wishNumbers({ Records }: WishEvent): number[] {
  return Records.map((record) => Number(record.dynamodb.Keys.SK.S.slice('WISH#'.length)));
}
