/** What a sandbox is started with. */
export interface SandboxData {
  /** The clock: [offset, instant it stands at or NaN]. */
  clock: Float64Array;
  folder: string;
  handler: string;
  logFile: string;
  functionName: string;
  functionArn: string;
  memoryMegabytes: number;
  logGroup: string;
  logStream: string;
}

/** The one thing a sandbox is told: an invocation. */
export interface InvokeMessage {
  requestId: string;
  /** The event as JSON. */
  event: string;
  timeoutMilliseconds: number;
}

/** An error as Lambda writes it into the payload. */
export interface LambdaError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** What a sandbox says. After `failed` it ends itself. */
export type SandboxMessage =
  | { kind: 'ready' }
  | { kind: 'answered'; payload: string }
  | { kind: 'threw'; error: LambdaError }
  | { kind: 'failed'; error: LambdaError };

/** How an invocation ended: the payload as JSON, and whether it is an error's. */
export interface Outcome {
  payload: string;
  functionError?: 'Unhandled';
}

export function failure(error: LambdaError): Outcome {
  return { payload: JSON.stringify(error), functionError: 'Unhandled' };
}
