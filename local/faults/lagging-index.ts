import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createDynamoDb } from '../dynamodb/dynamodb.ts';
import { Engine } from '../dynamodb/engine.ts';
import type { Tables } from '../dynamodb/tables.ts';
import type { AwsAnswer, AwsCall } from '../kernel/aws-service.ts';

/** The tables as they were at one moment: what an index that lags behind still shows. */
export class LaggingIndex {
  readonly #engine: Engine;
  readonly #file: string;
  readonly #query: (call: AwsCall) => Promise<AwsAnswer>;

  private constructor(engine: Engine, file: string, tables: Tables) {
    this.#engine = engine;
    this.#file = file;
    this.#query = createDynamoDb(engine, tables, { onWrite: () => {} }).handle;
  }

  static async take(dataDir: string, tables: Tables): Promise<LaggingIndex> {
    const file = join(dataDir, 'tables-lagging.sqlite');
    remove(file);
    const db = new DatabaseSync(join(dataDir, 'tables.sqlite'));
    db.exec('PRAGMA busy_timeout = 5000');
    db.prepare('VACUUM INTO ?').run(file);
    db.close();
    return new LaggingIndex(await Engine.start(file), file, tables);
  }

  query(call: AwsCall): Promise<AwsAnswer> {
    return this.#query(call);
  }

  async drop(): Promise<void> {
    await this.#engine.stop();
    remove(this.#file);
  }
}

function remove(file: string): void {
  for (const end of ['', '-wal', '-shm', '.log']) rmSync(`${file}${end}`, { force: true });
}
