import type { AwsAnswer, AwsCall, AwsService } from '../kernel/aws-service.ts';
import { askingForCapacity, takingCapacity } from './capacity.ts';
import type { Engine } from './engine.ts';
import { permissionsFor, writes } from './permissions.ts';
import type { Tables } from './tables.ts';

/** Headers of the engine's answer that the caller gets: its checksum, which the SDK checks, and the type. */
const passedBack = ['content-type', 'x-amz-crc32'];

export interface Watchers {
  /** Told of each write before the caller is answered. */
  onWrite: () => void;
  /** Told of the read or write units that a call used. */
  onUse?: (call: AwsCall, unit: 'readUnits' | 'writeUnits', used: number) => void;
}

/** DynamoDB: every request goes to the engine, which is asked for the units that it uses. */
export function createDynamoDb(engine: Engine, tables: Tables, { onWrite, onUse }: Watchers): AwsService {
  return {
    name: 'dynamodb',
    permissionsFor: (call) => permissionsFor(call, tables),
    async handle(call: AwsCall): Promise<AwsAnswer> {
      const asking = askingForCapacity(call);
      const { host: _host, connection: _connection, ...passedOn } = asking.headers;
      const { used, answer } = takingCapacity(call, await engine.send(passedOn, asking.body));
      const isWrite = writes.includes(call.action);
      onUse?.(call, isWrite ? 'writeUnits' : 'readUnits', used);
      if (isWrite && answer.status < 300) onWrite();
      return {
        status: answer.status,
        headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => passedBack.includes(name))),
        body: answer.body,
      };
    },
  };
}
