/** Something that may well work when it is tried again: throttling, a conflict that went on, a service that is down. */
export class TransientError extends Error {
  override readonly name = 'Perennial.Transient';
}

const transientNames = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'TransactionInProgressException',
  'TransactionConflictException',
  'ExecutionLimitExceeded',
]);

/** Throttles, time-outs, connections that broke, and 5xx of AWS. */
export function isTransient(error: unknown): boolean {
  if (error instanceof TransientError) return true;
  if (!(error instanceof Error)) return false;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  const code = (error as { code?: string }).code ?? '';
  return (
    transientNames.has(error.name) ||
    status >= 500 ||
    status === 429 ||
    /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)/.test(code)
  );
}
