import { region } from '../kernel/aws-service.ts';
import type { Engine } from './engine.ts';
import type { Table } from './tables.ts';

/** One record as a function gets it. */
export interface StreamRecord {
  eventID: string;
  eventName: string;
  dynamodb: { SequenceNumber: string; [name: string]: unknown };
  [name: string]: unknown;
}

const pageSize = 1000;

/** Reads a table's stream at the engine, which keeps it in one shard. */
export class StreamReader {
  readonly #engine: Engine;
  readonly #table: Table;
  #shardId: string | undefined;

  constructor(engine: Engine, table: Table) {
    this.#engine = engine;
    this.#table = table;
  }

  /** The records after this sequence number, or from the oldest on. They carry the moved time at which they were read. */
  async after(sequence: string | undefined, now: () => number): Promise<StreamRecord[]> {
    const iterator = await this.#call('GetShardIterator', {
      StreamArn: this.#table.engineStreamArn,
      ShardId: await this.shardId(),
      ...(sequence === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequence }),
    });
    const { Records } = await this.#call('GetRecords', { ShardIterator: iterator.ShardIterator, Limit: pageSize });
    return Records.map((record: StreamRecord) => ({
      ...record,
      awsRegion: region,
      eventSourceARN: this.#table.streamArn,
      // The engine stamps with the machine's own time.
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: Math.floor(now() / 1000) },
    }));
  }

  /** The sequence number of the newest record, or undefined while there is none. */
  async newest(): Promise<string | undefined> {
    return (await this.#shard()).SequenceNumberRange?.EndingSequenceNumber;
  }

  async shardId(): Promise<string> {
    this.#shardId ??= (await this.#shard()).ShardId as string;
    return this.#shardId;
  }

  async #shard(): Promise<any> {
    const { StreamDescription } = await this.#call('DescribeStream', { StreamArn: this.#table.engineStreamArn });
    if (StreamDescription.Shards.length !== 1) {
      throw new Error(
        `The stream of ${this.#table.name} has ${StreamDescription.Shards.length} shards; one is expected`,
      );
    }
    return StreamDescription.Shards[0];
  }

  #call(action: string, input: object): Promise<any> {
    return this.#engine.call(`DynamoDBStreams_20120810.${action}`, input);
  }
}
