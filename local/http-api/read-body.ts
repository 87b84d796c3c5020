import type { IncomingMessage } from 'node:http';

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
const mostBytes = 10 * 1024 * 1024;

/** Reads a request's body; undefined where it is larger than API Gateway takes. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > mostBytes) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The answer still goes out on this connection.
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
