// The main file of a sandbox: one function in a thread of its own, one invocation at a time.
import { parentPort, workerData } from 'node:worker_threads';
import type { InvokeMessage, LambdaError, SandboxData, SandboxMessage } from '../protocol.ts';
import { captureOutput } from './capture-output.ts';
import { describeError } from './describe-error.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import { moveDate } from './moved-date.ts';

const data: SandboxData = workerData;
let requestId = '-';

moveDate(data.clock);
const endLines = captureOutput(data.logFile, () => requestId);

function say(message: SandboxMessage): void {
  parentPort?.postMessage(message);
}

function logError(error: LambdaError): void {
  const { errorType, errorMessage, trace } = error;
  const timestamp = new Date().toISOString();
  process.stderr.write(
    `${JSON.stringify({ timestamp, level: 'ERROR', requestId, errorType, errorMessage, stackTrace: trace })}\n`,
  );
}

/** As in Lambda, what nobody caught ends the sandbox. */
function fail(error: LambdaError): void {
  logError(error);
  say({ kind: 'failed', error });
  process.exit(1);
}

function contextOf({ requestId: awsRequestId, timeoutMilliseconds }: InvokeMessage) {
  const deadline = performance.now() + timeoutMilliseconds;
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMegabytes),
    logGroupName: data.logGroup,
    logStreamName: data.logStream,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

async function invoke(handler: Handler, message: InvokeMessage): Promise<void> {
  requestId = message.requestId;
  try {
    const result = await handler(JSON.parse(message.event), contextOf(message));
    endLines();
    say({ kind: 'answered', payload: JSON.stringify(result) ?? 'null' });
  } catch (thrown) {
    const error = describeError(thrown);
    logError(error);
    say({ kind: 'threw', error });
  }
}

process.on('unhandledRejection', (reason) => {
  const { errorType, errorMessage, trace } = describeError(reason);
  const cause = { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: `${errorType}: ${errorMessage}` };
  fail(trace === undefined ? cause : { ...cause, trace });
});
process.on('uncaughtException', (error) => fail(describeError(error)));

try {
  const handler = await loadHandler(data.folder, data.handler);
  parentPort?.on('message', (message: InvokeMessage) => void invoke(handler, message));
  say({ kind: 'ready' });
} catch (error) {
  fail(describeError(error));
}
