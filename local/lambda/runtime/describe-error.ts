import type { LambdaError } from '../protocol.ts';

/** A thrown value as Lambda's runtime for Node.js writes it. */
export function describeError(error: unknown): LambdaError {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}
