import { crc32 } from 'node:zlib';
import type { AwsCall } from '../kernel/aws-service.ts';
import type { EngineAnswer } from './engine.ts';

/** The request, asking for what it uses, whether its caller asked or not. DescribeTable and ListTables use nothing. */
export function askingForCapacity({ action, headers, body, input }: AwsCall): {
  headers: AwsCall['headers'];
  body: Buffer;
} {
  if (isWithout(action) || isAsked(input)) return { headers, body };
  const asking = Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }));
  return { headers: { ...headers, 'content-length': String(asking.length) }, body: asking };
}

/** The read or write units that the engine reports, and the answer as its caller asked for it. */
export function takingCapacity(
  { action, input }: AwsCall,
  answer: EngineAnswer,
): { used: number; answer: EngineAnswer } {
  if (isWithout(action) || answer.status >= 300) return { used: 0, answer };
  const { ConsumedCapacity: consumed, ...output } = JSON.parse(answer.body.toString('utf8'));
  const used = [consumed ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  if (isAsked(input)) return { used, answer };
  const body = Buffer.from(JSON.stringify(output));
  // The SDK checks it.
  const headers =
    'x-amz-crc32' in answer.headers ? { ...answer.headers, 'x-amz-crc32': String(crc32(body)) } : answer.headers;
  return { used, answer: { ...answer, headers, body } };
}

function isAsked(input: { ReturnConsumedCapacity?: string }): boolean {
  return (input.ReturnConsumedCapacity ?? 'NONE') !== 'NONE';
}

function isWithout(action: string): boolean {
  return action === 'DescribeTable' || action === 'ListTables';
}
