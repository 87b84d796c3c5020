import { invoiceOf } from '../billing/invoice.ts';
import { type Agreement, documentOf } from './agreement.ts';
import { type AgreementEvent, type Outcome, type Wish, workflowName } from './events.ts';
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
 * still under the run before finds its work done, and ends. Beside what carries the agreement on now, that is whatever its
 * marks keep: a single mail, the receipt of what is paid, word of a year that has begun. Refused where nothing has failed.
 */
export function restart(
  agreement: Agreement,
  { type, by }: Extract<AgreementEvent, { type: 'restarted' }>,
  today: string,
): Outcome {
  if (!hasFailed(agreement)) return { refusal: 'nothing_changes' };
  const settled = failures.reduce((before, code) => withoutMark(before, code), agreement);
  const run = agreement.run + 1;
  const failed = agreement.needsAttention
    .flatMap(({ wishes = [] }) => wishes)
    .filter((wish) => isThere(agreement, wish));
  const all = [...workflowsOf(agreement, today), ...failed];
  const wishes = new Map(all.map((wish): [string, Wish] => [workflowName(wish), withRun(wish, run)]));
  return decided({ ...settled, run }, type, { run, by }, [...wishes.values()]);
}

/** Not so where somebody began an execution by hand for what the agreement has not. */
function isThere(agreement: Agreement, wish: Wish): boolean {
  if (wish.workflow === 'signing') return documentOf(agreement, wish.documentId) !== undefined;
  if (wish.workflow === 'billing') return (invoiceOf(agreement, wish.invoiceId)?.status ?? 'draft') !== 'draft';
  return true;
}

/** The others have their run from the agreement. */
function withRun(wish: Wish, run: number): Wish {
  return wish.workflow === 'notice' ? { ...wish, run } : wish;
}
