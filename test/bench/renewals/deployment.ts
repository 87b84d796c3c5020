import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionOf } from '../../../local/functions-made.ts';
import type { Made } from '../../../local/template/provision.ts';
import type { Deployment, RetryPolicy } from './limits.ts';
import type { Machine } from './script.ts';

const folder = join(import.meta.dirname, '../../../statemachines');
/** What a task of a machine throws where Lambda has no place for it, and where the table or Step Functions is throttled. */
const throttles = ['Lambda.TooManyRequestsException', 'Perennial.Transient'];

interface State {
  Arguments?: { Payload?: { task?: string } };
  Retry?: {
    ErrorEquals: string[];
    IntervalSeconds: number;
    MaxAttempts: number;
    BackoffRate: number;
    MaxDelaySeconds: number;
    JitterStrategy: string;
  }[];
}

/** A machine's states, as its definition has them. */
export function statesOf(machine: Machine): Record<string, State> {
  return JSON.parse(readFileSync(join(folder, `${machine}.asl.json`), 'utf8')).States;
}

/** What the template and the machines' definitions say about trying again. Throws for what the simulation does not know. */
export function deploymentOf(resources: Made[]): Deployment {
  const one = (type: string) => resources.find((made) => made.type === type)?.properties;
  const mapping = one('AWS::Lambda::EventSourceMapping');
  const expression = String(one('AWS::Scheduler::Schedule')?.ScheduleExpression);
  const [, hours] = /^cron\(0 ([\d,]+) \* \* \? \*\)$/.exec(expression) ?? [];
  if (hours === undefined)
    throw new Error(`The sweep's schedule is ${expression}; known is one at full hours of each day`);
  const machines = { renewal: statesOf('renewal'), billing: statesOf('billing') };
  return {
    retries: (machine, state) => retryOf(machines[machine][state], `${machine}: ${state}`),
    sweepHours: hours.split(',').map(Number),
    sweepTimeoutSeconds: functionOf(resources, 'sweep').properties.Timeout,
    streamBatch: mapping.BatchSize,
    streamRetries: mapping.MaximumRetryAttempts,
    streamMaxAgeSeconds: mapping.MaximumRecordAgeInSeconds,
  };
}

function retryOf(state: State | undefined, name: string): RetryPolicy {
  const retry = state?.Retry?.find(({ ErrorEquals }) => throttles.every((error) => ErrorEquals.includes(error)));
  if (retry === undefined) return { intervalSeconds: 0, maxAttempts: 0, backoffRate: 1, maxDelaySeconds: 0 };
  if (retry.JitterStrategy !== 'FULL') throw new Error(`${name} retries without full jitter, which is not known here`);
  return {
    intervalSeconds: retry.IntervalSeconds,
    maxAttempts: retry.MaxAttempts,
    backoffRate: retry.BackoffRate,
    maxDelaySeconds: retry.MaxDelaySeconds,
  };
}
