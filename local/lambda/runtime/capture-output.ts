import { openSync, writeSync } from 'node:fs';

/**
 * Sends this thread's output to the function's log, line by line and at once, so that nothing is lost when the thread is
 * killed. A line of JSON is kept as it is; any other gets the time and the request id in front, as Lambda does it.
 * Gives a function that ends a line which has no end yet.
 */
export function captureOutput(logFile: string, requestId: () => string): () => void {
  const file = openSync(logFile, 'a');
  const unended = new Map<NodeJS.WriteStream, string>();
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: string | Uint8Array, ...others: unknown[]) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      const lines = ((unended.get(stream) ?? '') + text).split('\n');
      unended.set(stream, lines.pop() ?? '');
      const written = lines.filter((line) => line.trim() !== '').map((line) => `${inLog(line, requestId())}\n`);
      if (written.length > 0) writeSync(file, written.join(''));
      const done = others.at(-1);
      if (typeof done === 'function') process.nextTick(done as () => void);
      return true;
    };
  }
  return () => {
    for (const [stream, rest] of unended) if (rest !== '') stream.write('\n');
  };
}

function inLog(line: string, requestId: string): string {
  return isJson(line) ? line : `${new Date().toISOString()}\t${requestId}\t${line}`;
}

function isJson(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
