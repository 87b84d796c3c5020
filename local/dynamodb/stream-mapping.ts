import { type Pattern, readPattern } from './filter-pattern.ts';

/** An event source mapping of the template: which function gets a table's stream, and how. */
export interface StreamMapping {
  id: string;
  functionName: string;
  streamArn: string;
  startAtOldest: boolean;
  batchSize: number;
  /** A record goes on if it fits one of them; no filter lets all pass. */
  filters: Pattern[];
  reportsItemFailures: boolean;
  bisects: boolean;
  /** Attempts after the first; undefined: as long as the records live. */
  retryAttempts: number | undefined;
  maxAgeSeconds: number;
  /** The queue that is told of a batch that was given up. */
  failureQueueArn: string | undefined;
}

const knownProperties = [
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'StartingPosition',
  'Tags',
];

/** A stream keeps its records for a day. */
const daySeconds = 86_400;

/** Reads an `AWS::Lambda::EventSourceMapping` of a table's stream; refuses by name what is not modelled. */
export function readMapping(logicalId: string, properties: any, stackName: string): StreamMapping {
  const allow = (property: string, allowed: unknown[]) => {
    const given = properties[property];
    if (given !== undefined && !allowed.includes(given)) {
      throw new Error(
        `${logicalId}: ${property} is ${JSON.stringify(given)}, which is not modelled here; allowed: ${allowed.join(', ')}`,
      );
    }
  };
  for (const property of Object.keys(properties)) {
    if (!knownProperties.includes(property)) {
      throw new Error(`${logicalId}: ${property} is not known here; known are ${knownProperties.join(', ')}`);
    }
  }
  if (!/^arn:aws:dynamodb:.*\/stream\//.test(properties.EventSourceArn)) {
    throw new Error(`${logicalId}: only a table's stream can be a source here, given was ${properties.EventSourceArn}`);
  }
  allow('Enabled', [true]);
  allow('MaximumBatchingWindowInSeconds', [0]);
  allow('ParallelizationFactor', [1]);
  allow('StartingPosition', ['TRIM_HORIZON', 'LATEST']);
  const responseTypes = properties.FunctionResponseTypes ?? [];
  const attempts = properties.MaximumRetryAttempts ?? -1;
  const age = properties.MaximumRecordAgeInSeconds ?? -1;
  return {
    id: `${stackName}/${logicalId}`,
    functionName: String(properties.FunctionName).replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/, ''),
    streamArn: properties.EventSourceArn,
    startAtOldest: properties.StartingPosition === 'TRIM_HORIZON',
    batchSize: properties.BatchSize ?? 100,
    filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern: text }: any) => readPattern(text, logicalId)),
    reportsItemFailures: responseTypes.includes('ReportBatchItemFailures'),
    bisects: properties.BisectBatchOnFunctionError ?? false,
    retryAttempts: attempts === -1 ? undefined : attempts,
    maxAgeSeconds: age === -1 ? daySeconds : age,
    failureQueueArn: readFailureQueue(logicalId, properties.DestinationConfig),
  };
}

function readFailureQueue(logicalId: string, config: any): string | undefined {
  const arn = config?.OnFailure?.Destination;
  if (config !== undefined && !/^arn:aws:sqs:/.test(arn)) {
    throw new Error(`${logicalId}: OnFailure must be an SQS queue, given was ${JSON.stringify(config)}`);
  }
  return arn;
}
