import { describe, expect, test } from '@jest/globals';
import { readMapping } from '../../../local/dynamodb/stream-mapping.ts';

const properties = {
  EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/1',
  FunctionName: 'stream',
  StartingPosition: 'TRIM_HORIZON',
};
const read = (more: object) => readMapping('Wishes', { ...properties, ...more }, 'App');

describe('an event source mapping', () => {
  test("has Lambda's defaults where the template is silent", () => {
    expect(read({})).toMatchObject({
      id: 'App/Wishes',
      batchSize: 100,
      filters: [],
      bisects: false,
      reportsItemFailures: false,
      retryAttempts: undefined,
      maxAgeSeconds: 86_400,
      failureQueueArn: undefined,
    });
  });

  test('keeps what the template says', () => {
    const more = {
      FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:stream',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:q' } },
    };
    expect(read(more)).toMatchObject({
      functionName: 'stream',
      reportsItemFailures: true,
      retryAttempts: 10,
      maxAgeSeconds: 3600,
      failureQueueArn: 'arn:aws:sqs:us-east-1:000000000000:q',
    });
  });

  test.each([
    ['another source', { EventSourceArn: 'arn:aws:sqs:us-east-1:0:q' }, /only a table's stream/],
    ['a batching window', { MaximumBatchingWindowInSeconds: 5 }, /MaximumBatchingWindowInSeconds is 5/],
    ['parallel batches', { ParallelizationFactor: 2 }, /ParallelizationFactor is 2/],
    ['a start at a time', { StartingPosition: 'AT_TIMESTAMP' }, /AT_TIMESTAMP/],
    [
      'a destination that is no queue',
      { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:x' } } },
      /OnFailure/,
    ],
    ['a numeric filter', { FilterCriteria: { Filters: [{ Pattern: '{"a":[{"numeric":[">",1]}]}' }] } }, /numeric/],
    ['a tumbling window', { TumblingWindowInSeconds: 5 }, /Wishes: TumblingWindowInSeconds is not known/],
  ])('is refused by name for %s', (_, more, message) => {
    expect(() => read(more)).toThrow(message);
  });
});
