import type { AwsAnswer, AwsCall, AwsService } from '../kernel/aws-service.ts';
import type { Engine } from './engine.ts';
import { permissionsFor, writes } from './permissions.ts';
import type { Tables } from './tables.ts';

/** Headers of the engine's answer that the caller gets: its checksum, which the SDK checks, and the type. */
const passedBack = ['content-type', 'x-amz-crc32'];

/** DynamoDB: every request goes to the engine as it is. `onWrite` is told of each write before the caller is answered. */
export function createDynamoDb(engine: Engine, tables: Tables, onWrite: () => void): AwsService {
  return {
    name: 'dynamodb',
    permissionsFor: (call) => permissionsFor(call, tables),
    async handle({ action, headers, body }: AwsCall): Promise<AwsAnswer> {
      const { host: _host, connection: _connection, ...passedOn } = headers;
      const answer = await engine.send(passedOn, body);
      if (writes.includes(action) && answer.status < 300) onWrite();
      return {
        status: answer.status,
        headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => passedBack.includes(name))),
        body: answer.body,
      };
    },
  };
}
