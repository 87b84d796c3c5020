import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { fulfilWish } from '../actions/fulfil-wish.ts';
import { env } from '../adapters/env.ts';
import { isTransient } from '../adapters/errors.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { logger, whereOf } from '../adapters/log.ts';
import { openTable } from '../adapters/table/table.ts';
import { openWorkflows } from '../adapters/workflows/workflows.ts';

const settings = env('stream');
const standing = {
  table: openTable(settings.TABLE_NAME),
  timeZone: settings.TIME_ZONE,
  workflows: openWorkflows(),
  onboardingMachineArn: settings.ONBOARDING_MACHINE_ARN,
  signingMachineArn: settings.SIGNING_MACHINE_ARN,
  billingMachineArn: settings.BILLING_MACHINE_ARN,
  renewalMachineArn: settings.RENEWAL_MACHINE_ARN,
  terminationMachineArn: settings.TERMINATION_MACHINE_ARN,
  noticeMachineArn: settings.NOTICE_MACHINE_ARN,
};

/**
 * The fast path from a decision to its workflow: the table's stream, filtered to wishes. Records are hints (keys only). A
 * record that may well work later is reported as failed, which repeats it and what follows it in its shard; any other
 * holds up nobody: its wish stays, and the sweep tries it again and raises the alarm.
 */
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>(noEarlyTimeout).handler(async (event) => {
  for (const record of event.Records) {
    const key = record.dynamodb?.Keys;
    const PK = key?.PK?.S;
    const SK = key?.SK?.S;
    if (PK === undefined || SK === undefined || record.eventName === 'REMOVE') continue;
    try {
      const outcome = await fulfilWish({ ...standing, now: new Date().toISOString() }, { PK, SK });
      logger.info('wish', { key: PK, wish: SK, outcome });
    } catch (error) {
      logger.error('wish not fulfilled', {
        key: PK,
        wish: SK,
        code: error instanceof Error ? error.name : 'unknown',
        at: whereOf(error),
      });
      if (!isTransient(error)) continue;
      // Order is kept within a shard, so Lambda repeats from the first failure on.
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
});
