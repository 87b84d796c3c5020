import middy from '@middy/core';
import { askPhysicians } from '../actions/ask-physicians.ts';
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
  noticeMachineArn: settings.NOTICE_MACHINE_ARN,
};

/** Runs every six hours, once of them at 06:00 practice time. Fails when a wish failed, so that the alarm sees it. */
export const handler = middy(noEarlyTimeout).handler(async () => {
  const deps = { ...standing, now: new Date().toISOString() };
  const report = await sweepWishes(deps, (error) => {
    logger.error('wish not fulfilled', { code: error instanceof Error ? error.name : 'unknown', at: whereOf(error) });
  });
  logger.info('swept', { ...report });
  await askPhysicians(deps);
  if (report.failed > 0) throw new Error(`${report.failed} wishes could not be fulfilled`);
  return report;
});
