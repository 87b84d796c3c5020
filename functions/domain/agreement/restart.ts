import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { decided, withoutMark } from './with.ts';
import { workflowsOf } from './workflows.ts';

/** Marks of what a restart mends. */
export const failures: readonly string[] = [
  'execution_failed',
  'execution_timed_out',
  'execution_aborted',
  'wish_failed',
];

/** Whether something of it has failed, and a person was told. */
export function hasFailed({ needsAttention }: Pick<Agreement, 'needsAttention'>): boolean {
  return needsAttention.some(({ code }) => failures.includes(code));
}

/**
 * What failed begins again from the table's position, under the next run: executions' names are not used twice. What runs
 * still under the run before finds its work done, and ends. Refused where nothing has failed.
 */
export function restart(
  agreement: Agreement,
  { type, by }: Extract<AgreementEvent, { type: 'restarted' }>,
  today: string,
): Outcome {
  if (!hasFailed(agreement)) return { refusal: 'nothing_changes' };
  const settled = failures.reduce((before, code) => withoutMark(before, code), agreement);
  const run = agreement.run + 1;
  return decided({ ...settled, run }, type, { run, by }, workflowsOf(agreement, today));
}
