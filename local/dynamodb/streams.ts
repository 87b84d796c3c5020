import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Iam } from '../iam/iam.ts';
import { streamReads } from '../iam/implied-permissions.ts';
import { account, type Provisioners, region } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Timers } from '../kernel/timers.ts';
import type { Work } from '../kernel/work.ts';
import type { Queues } from '../sqs/queues.ts';
import { Checkpoints } from './checkpoints.ts';
import type { Engine } from './engine.ts';
import { readMapping, type StreamMapping } from './stream-mapping.ts';
import { type PollerDeps, StreamPoller } from './stream-poller.ts';
import { StreamReader, type StreamRecord } from './stream-reader.ts';
import type { Tables } from './tables.ts';

export interface StreamsDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  work: Work;
  iam: Iam;
  engine: Engine;
  tables: Tables;
  queues: Queues;
  invoke: PollerDeps['invoke'];
}

/** The event source mappings of the template: each carries a table's stream to a function. */
export class Streams {
  readonly #deps: StreamsDeps;
  readonly #mappings: StreamMapping[] = [];
  readonly #pollers = new Map<string, StreamPoller>();
  #roleOf: (functionName: string) => string = () => '';

  readonly provisioners: Provisioners = {
    'AWS::Lambda::EventSourceMapping': (logicalId, properties, { stackName }) => {
      this.#mappings.push(readMapping(logicalId, properties, stackName));
      return { ref: `${stackName}-${logicalId}`, attributes: { Id: `${stackName}-${logicalId}` } };
    },
  };

  constructor(deps: StreamsDeps) {
    this.#deps = deps;
    deps.timers.handle('dynamodb-stream', (timer) => this.#pollers.get(String(timer.payload))?.retry(timer));
  }

  /** Goes on where the last run ended. Call it when all is provisioned; `roleOf` gives a function's role. */
  async start(roleOf: (functionName: string) => string): Promise<void> {
    this.#roleOf = roleOf;
    const checkpoints = new Checkpoints(this.#deps.db);
    for (const mapping of this.#mappings) {
      const table = this.#deps.tables.ofStream(mapping.streamArn);
      if (table === undefined) throw new Error(`${mapping.id}: there is no stream ${mapping.streamArn}`);
      for (const permission of streamReads({ streamArn: mapping.streamArn, keyArn: table.keyArn }))
        this.#deps.iam.authorize(roleOf(mapping.functionName), permission);
      const reader = new StreamReader(this.#deps.engine, table);
      const poller = new StreamPoller(mapping, reader, {
        ...this.#deps,
        checkpoints,
        giveUp: (...batch) => this.#giveUp(...batch),
      });
      await poller.begin();
      this.#pollers.set(mapping.id, poller);
    }
    this.poke();
  }

  /** Tells that something was written. */
  poke(): void {
    for (const poller of this.#pollers.values()) void poller.poke();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#pollers.values()].map((poller) => poller.stop()));
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html, "Example invocation record" */
  #giveUp(
    mapping: StreamMapping,
    batch: StreamRecord[],
    condition: string,
    shardId: string,
    approximateInvokeCount: number,
  ): void {
    console.error(`${mapping.functionName} gave up ${batch.length} records of the stream: ${condition}`);
    if (mapping.failureQueueArn === undefined) return;
    const timestamp = new Date(this.#deps.clock.now()).toISOString();
    const message = {
      requestContext: {
        requestId: randomUUID(),
        functionArn: `arn:aws:lambda:${region}:${account}:function:${mapping.functionName}`,
        condition,
        approximateInvokeCount,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp,
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
        endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: timestamp,
        approximateArrivalOfLastRecord: timestamp,
        batchSize: batch.length,
        streamArn: mapping.streamArn,
      },
    };
    this.#deps.queues.send(mapping.failureQueueArn, message, { roleArn: this.#roleOf(mapping.functionName) });
  }
}
