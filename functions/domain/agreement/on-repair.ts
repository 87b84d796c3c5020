import { practiceDate } from '../calendar/practice-time.ts';
import type { Agreement } from './agreement.ts';
import { caughtUp } from './caught-up.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { activatedFact } from './first-term.ts';
import { withNextDate } from './next-date.ts';
import { decided, withFailure } from './with.ts';
import { workflowsOf } from './workflows.ts';

/**
 * Repairs what the sweep found to differ, in the agreement as it was compared: where another decision came since, nothing.
 * What was never begun is wished for anew. What ended early begins again under the next run, since a name is not used
 * twice, and nothing had gone wrong. What failed is a person's to look at: it would most likely fail again, or somebody
 * stopped it with a reason; the desk then offers to restart it.
 */
export function onRepair(
  agreement: Agreement,
  { type, version, differences }: Extract<AgreementEvent, { type: 'repaired' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (agreement.version !== version || differences.length === 0) return { refusal: 'nothing_changes' };
  let repaired = agreement;
  const wishes: Wish[] = [];
  for (const difference of differences) {
    switch (difference.code) {
      case 'status_behind':
        repaired = caughtUp(repaired, now, timeZone);
        wishes.push(...wakeAll(agreement));
        break;
      case 'date_off':
        repaired = withNextDate(repaired);
        break;
      case 'not_begun':
        wishes.push(difference.workflow);
        break;
      case 'ended_early':
        repaired = { ...repaired, run: agreement.run + 1 };
        break;
      case 'failed_unnoticed':
        repaired = withFailure(repaired, `execution_${difference.as}`, now, difference.workflow);
        break;
    }
  }
  const isNextRun = repaired.run !== agreement.run;
  const data = { differences, ...(isNextRun ? { run: repaired.run } : {}) };
  const { facts } = decided(repaired, type, data);
  if (agreement.status !== 'active' && repaired.status === 'active') {
    facts.push(activatedFact(repaired));
  }
  return {
    agreement: repaired,
    facts,
    wishes: isNextRun ? workflowsOf(repaired, practiceDate(now, timeZone)) : wishes,
  };
}

/** Whatever may wait for what was done. Nothing collects a draft. */
function wakeAll({ documents, invoices }: Agreement): Wish[] {
  return [
    { workflow: 'onboarding' },
    ...documents.map(({ documentId }) => ({ workflow: 'signing' as const, documentId })),
    ...invoices
      .filter(({ status }) => status !== 'draft')
      .map(({ invoiceId }) => ({ workflow: 'billing' as const, invoiceId })),
  ];
}
