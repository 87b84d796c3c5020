import type { Machine } from './script.ts';

/** A bucket of tokens: so many at once, and so many more each second. */
export interface BucketLimit {
  burst: number;
  perSecond: number;
}

/** What AWS lets an account do. */
export interface Limits {
  lambdaConcurrency: number;
  startExecution: BucketLimit;
  describeExecution: BucketLimit;
  transitions: BucketLimit;
  mailsPerSecond: number;
  mailsPerDay: number;
  readUnitsPerSecond: number;
  writeUnitsPerSecond: number;
}

/** A new account in us-east-1; where AWS publishes no number, the one that it once did. */
export const newAccount: Limits = {
  // New accounts have less than the default of 1,000. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  lambdaConcurrency: 10,
  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
  startExecution: { burst: 1300, perSecond: 300 },
  describeExecution: { burst: 300, perSecond: 15 },
  transitions: { burst: 5000, perSecond: 1500 },
  // Out of the sandbox; AWS now says that it varies by use case. https://docs.aws.amazon.com/ses/latest/dg/quotas.html
  mailsPerSecond: 14,
  mailsPerDay: 50_000,
  // A new table on demand. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
  readUnitsPerSecond: 12_000,
  writeUnitsPerSecond: 4000,
};

/** What can't be measured on this machine. */
export interface Assumptions {
  invocationMilliseconds: number;
  /** One call of AWS in the sweep and the stream, which make theirs one after the other. */
  callMilliseconds: number;
  /** Agreements of one physician. */
  panelSize: number;
}

/** How a state tries again: as its `Retry` says, with full jitter. */
export interface RetryPolicy {
  intervalSeconds: number;
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds: number;
}

/** As it is deployed: the machines' definitions and the functions' limits. */
export interface Deployment {
  retries: (machine: Machine, state: string) => RetryPolicy;
  sweepHours: number[];
  sweepTimeoutSeconds: number;
  streamBatch: number;
  /** How often a batch is repeated that has failed. */
  streamRetries: number;
  streamMaxAgeSeconds: number;
}
