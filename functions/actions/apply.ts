import { type Stored, storeApplication } from '../adapters/table/application-store.ts';
import type { Application } from '../domain/application/application.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import type { Deps } from './decide.ts';

/**
 * Stores an application with the wish for its confirmation mail. A form that was sent twice is stored once, a corrected one
 * takes the earlier one's place. All outcomes are answered alike, so nobody learns whose addresses we know.
 */
export async function apply(
  deps: Deps,
  request: Pick<Application, 'applicationId' | 'planId' | 'physicianId' | 'person'>,
): Promise<Stored> {
  const application: Application = {
    schema: 1,
    status: 'unconfirmed',
    revision: 1,
    ...request,
    emailConsentAt: deps.now,
    appliedAt: deps.now,
  };
  return storeApplication(deps.table, application, practiceDate(deps.now, deps.timeZone));
}
