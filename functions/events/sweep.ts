import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { askPhysicians } from '../actions/ask-physicians.ts';
import { carryOutLeaves } from '../actions/carry-out-leaves.ts';
import { compareAgreements } from '../actions/compare-agreements.ts';
import { staleRuleIds } from '../actions/stale-rule-ids.ts';
import { startDue } from '../actions/start-due.ts';
import { sweepWishes } from '../actions/sweep-wishes.ts';
import { env } from '../adapters/env.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { logger, whereOf } from '../adapters/log.ts';
import { countMetric } from '../adapters/metrics.ts';
import { openTable } from '../adapters/table/table.ts';
import { openWorkflows } from '../adapters/workflows/workflows.ts';
import { repairsMetric } from '../deployed.ts';

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

/** Of its five minutes; the largest panel takes less. */
const timeForAPanel = 150_000;

/** Runs every six hours, once of them at 06:00 practice time. Fails when something failed, so that the alarm sees it. */
export const handler = middy(noEarlyTimeout).handler(async (_event: unknown, context: Context) => {
  const deps = { ...standing, now: new Date().toISOString() };
  // First what was wished before: what falls due is wished for anew each time, and would never grow old enough.
  const wishes = await sweepWishes(deps, (error) => logFailure('wish not fulfilled', error));
  const due = await startDue(deps, (error) => logFailure('date not begun', error));
  const leaves = await carryOutLeaves(deps, (error) => logFailure('leave not carried out', error));
  await askPhysicians(deps);
  const {
    repaired,
    failed: notCompared,
    leftOut,
  } = await compareAgreements(deps, {
    onRepair(repair) {
      logger.warn('repaired', { ...repair });
      countMetric(repairsMetric, deps.now);
    },
    onFailure: (error) => logFailure('agreement not compared', error),
    hasTime: () => context.getRemainingTimeInMillis() > timeForAPanel,
  });
  if (leftOut.length > 0) logger.warn('panels not compared: too little time', { physicianIds: leftOut });
  const failed = due.failed + wishes.failed + leaves.failed + notCompared;
  const report = { started: due.started, fulfilled: wishes.fulfilled, told: leaves.told, repaired, failed };
  logger.info('swept', report);
  const ruleIds = await staleRuleIds(deps);
  if (ruleIds.length > 0) logger.warn('rules not looked at for a year', { ruleIds });
  if (failed > 0) throw new Error(`${failed} of what was due could not be begun or compared`);
  return report;
});

function logFailure(what: string, error: unknown): void {
  logger.error(what, { code: error instanceof Error ? error.name : 'unknown', at: whereOf(error) });
}
