import middy from '@middy/core';
import { askPhysicians } from '../actions/ask-physicians.ts';
import { carryOutLeaves } from '../actions/carry-out-leaves.ts';
import { startDue } from '../actions/start-due.ts';
import { sweepWishes } from '../actions/sweep-wishes.ts';
import { env } from '../adapters/env.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { logger, whereOf } from '../adapters/log.ts';
import { openTable } from '../adapters/table/table.ts';
import { openWorkflows } from '../adapters/workflows/workflows.ts';

const settings = env('sweep');
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

/** Runs every six hours, once of them at 06:00 practice time. Fails when something failed, so that the alarm sees it. */
export const handler = middy(noEarlyTimeout).handler(async () => {
  const deps = { ...standing, now: new Date().toISOString() };
  // First what was wished before: what falls due is wished for anew each time, and would never grow old enough.
  const wishes = await sweepWishes(deps, (error) => logFailure('wish not fulfilled', error));
  const due = await startDue(deps, (error) => logFailure('date not begun', error));
  const leaves = await carryOutLeaves(deps, (error) => logFailure('leave not carried out', error));
  await askPhysicians(deps);
  const failed = due.failed + wishes.failed + leaves.failed;
  const report = { started: due.started, fulfilled: wishes.fulfilled, told: leaves.told, failed };
  logger.info('swept', report);
  if (report.failed > 0) throw new Error(`${report.failed} of what was due could not be begun`);
  return report;
});

function logFailure(what: string, error: unknown): void {
  logger.error(what, { code: error instanceof Error ? error.name : 'unknown', at: whereOf(error) });
}
