import { type Agreement, endingOf } from './agreement.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { decided, wakeSigning, withoutMark } from './with.ts';

/** Marks of what a restart mends. */
export const failures: readonly string[] = [
  'execution_failed',
  'execution_timed_out',
  'execution_aborted',
  'wish_failed',
];

/**
 * What failed begins again from the table's position, under the next run: executions' names are not used twice. What runs
 * still under the run before finds its work done, and ends. Refused where nothing has failed.
 */
export function restart(agreement: Agreement, { type, by }: Extract<AgreementEvent, { type: 'restarted' }>): Outcome {
  if (!agreement.needsAttention.some(({ code }) => failures.includes(code))) return { refusal: 'nothing_changes' };
  const settled = failures.reduce(withoutMark, agreement);
  const run = agreement.run + 1;
  return decided({ ...settled, run }, type, { run, by }, workflowsOf(agreement));
}

/** Those that an agreement of this status is carried on by; each begins where the table says it stands. */
function workflowsOf({ status, invoices, renewal, terms, ...agreement }: Agreement): Wish[] {
  switch (status) {
    case 'waitlisted':
      return [];
    case 'offered':
    case 'awaiting_signature':
    case 'awaiting_countersignature':
    case 'awaiting_payment':
    case 'closed':
      return [{ workflow: 'onboarding' }];
    case 'active':
    case 'in_grace':
    case 'ending':
    case 'ended': {
      const open = invoices.filter((one) => one.status === 'open');
      const ending = endingOf(agreement);
      const isFirstYear = terms.length === 1 && renewal === undefined;
      return [
        // The welcome may be what is missing.
        ...(isFirstYear ? [{ workflow: 'onboarding' as const }] : []),
        ...open.map(({ invoiceId }) => ({ workflow: 'billing' as const, invoiceId })),
        ...agreement.documents.filter((one) => one.status === 'open').map(wakeSigning),
        ...(renewal === undefined ? [] : [{ workflow: 'renewal' as const, term: renewal.term }]),
        ...(status === 'ended' && ending ? [{ workflow: 'termination' as const, ending: ending.number }] : []),
      ];
    }
  }
}
