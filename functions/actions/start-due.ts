import { readPractice } from '../adapters/table/practice-store.ts';
import { dueAgreements } from '../adapters/table/roster-store.ts';
import type { CollectionPreset } from '../domain/billing/collection.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import { type Deps, decide } from './decide.ts';

/** Begins what falls due today, or fell due while nothing ran: each agreement's next date has come. One that fails holds up no other. */
export async function startDue(
  deps: Deps,
  onFailure: (error: unknown) => void,
): Promise<{ started: number; failed: number }> {
  const report = { started: 0, failed: 0 };
  let collection: CollectionPreset | undefined;
  for (const agreementId of await dueAgreements(deps.table, practiceDate(deps.now, deps.timeZone))) {
    try {
      collection ??= (await readPractice(deps.table)).practice.collection;
      const { refusal } = await decide(deps, agreementId, { type: 'date_came', collection });
      if (refusal === undefined) report.started += 1;
    } catch (error) {
      report.failed += 1;
      onFailure(error);
    }
  }
  return report;
}
