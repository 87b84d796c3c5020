import type { Clock } from '../kernel/clock.ts';
import type { Timers } from '../kernel/timers.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './tables.ts';

const day = 86_400_000;
const timerId = 'dynamodb/time-to-live';

export interface TimeToLiveDeps {
  engine: Engine;
  tables: Tables;
  clock: Clock;
  timers: Timers;
  onWrite: () => void;
}

/**
 * Deletes expired items once a day, since the engine does not. AWS deletes them some time within days, so a reader must
 * check the time itself there as here.
 */
export class TimeToLive {
  readonly #deps: TimeToLiveDeps;

  constructor(deps: TimeToLiveDeps) {
    this.#deps = deps;
    deps.timers.handle('dynamodb-ttl', async () => {
      await this.sweep();
      this.#setTimer();
    });
  }

  start(): void {
    this.#setTimer();
  }

  async sweep(): Promise<void> {
    const { engine, tables, clock, onWrite } = this.#deps;
    const nowSeconds = Math.floor(clock.now() / 1000);
    for (const { name, timeToLive, create } of tables.all()) {
      if (timeToLive === undefined) continue;
      const keys: string[] = create.KeySchema.map((key: any) => key.AttributeName);
      const expired = {
        TableName: name,
        ExpressionAttributeNames: { '#ttl': timeToLive },
        ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
      };
      let from: object | undefined;
      do {
        const page = await engine.call('DynamoDB_20120810.Scan', {
          ...expired,
          FilterExpression: '#ttl <= :now',
          ...(from !== undefined && { ExclusiveStartKey: from }),
        });
        for (const item of page.Items) {
          // Only what is still expired: it may have been given more time since it was read.
          await engine
            .call('DynamoDB_20120810.DeleteItem', {
              ...expired,
              Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
              ConditionExpression: '#ttl <= :now',
            })
            .catch(ignoreFailedCondition);
        }
        if (page.Items.length > 0) onWrite();
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    }
  }

  /** Always for the next midnight (UTC), so that a restart does not put it off. */
  #setTimer(): void {
    const { clock, timers } = this.#deps;
    timers.set({
      id: timerId,
      due: (Math.floor(clock.now() / day) + 1) * day,
      service: 'dynamodb-ttl',
      what: 'Expired items are deleted from the table',
      payload: null,
    });
  }
}

function ignoreFailedCondition(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
}
