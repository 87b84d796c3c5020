import { expect, test } from '@jest/globals';
import type { Made } from '../../../local/template/provision.ts';
import { deploymentOf } from './deployment.ts';

const made = (type: string, ref: string, properties: object): Made => ({
  stack: 'app',
  logicalId: ref,
  ref,
  attributes: {},
  type,
  properties,
});

const deployed = (schedule: string): Made[] => [
  made('AWS::Lambda::EventSourceMapping', 'wishes', {
    BatchSize: 10,
    MaximumRetryAttempts: 10,
    MaximumRecordAgeInSeconds: 3600,
  }),
  made('AWS::Scheduler::Schedule', 'schedule', { ScheduleExpression: schedule }),
  made('AWS::Lambda::Function', 'perennial-sweep', { Timeout: 300 }),
];

test('what is deployed says how each state tries again, when the sweep runs and how the stream repeats', () => {
  const { retries, ...others } = deploymentOf(deployed('cron(0 0,6,12,18 * * ? *)'));
  expect(others).toEqual({
    sweepHours: [0, 6, 12, 18],
    sweepTimeoutSeconds: 300,
    streamBatch: 10,
    streamRetries: 10,
    streamMaxAgeSeconds: 3600,
  });
  expect(retries('renewal', 'Decide renewal').maxAttempts).toBeGreaterThan(0);
  // A state that tries nothing again.
  expect(retries('renewal', 'Done: renewal over').maxAttempts).toBe(0);
});

test('refuses a schedule that it does not know', () => {
  expect(() => deploymentOf(deployed('rate(6 hours)'))).toThrow('rate(6 hours)');
});
