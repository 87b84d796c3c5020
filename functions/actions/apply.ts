import { type Stored, storeApplication, storeEnteredApplication } from '../adapters/table/application-store.ts';
import { sha256 } from '../adapters/table/keys.ts';
import type { Application } from '../domain/application/application.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import type { Deps } from './decide.ts';

/** What an applicant asks for. */
export type Applied = Pick<
  Application,
  'planId' | 'physicianId' | 'members' | 'representative' | 'actsAs' | 'payer' | 'startOn'
>;

interface Sent {
  applicationId: string;
  applied: Applied;
  /** How the practice may write. */
  mail: 'email' | 'paper';
}

/**
 * Stores an application with the wish for its confirmation mail. A form that was sent twice is stored once, a corrected one
 * takes the earlier one's place. Of whoever wants paper staff decide at once, since no mail can be confirmed. All outcomes
 * are answered alike, so nobody learns whose addresses we know; only `network-full` is said.
 */
export async function apply(deps: Deps, sent: Sent, networkAddress: string): Promise<Stored> {
  const application = { ...applicationOf(deps, sent), networkHash: sha256(networkAddress) };
  return storeApplication(deps.table, application, practiceDate(deps.now, deps.timeZone));
}

/** Staff enter an application that came by phone, post or over the counter. Sending it twice stores it once. Gives its id. */
export function enterApplication(deps: Deps, sent: Sent, by: string): Promise<string> {
  const application = { ...applicationOf(deps, sent), status: 'confirmed' as const, enteredBy: by };
  return storeEnteredApplication(deps.table, application);
}

function applicationOf({ now }: Deps, { applicationId, applied, mail }: Sent): Application {
  return {
    schema: 1,
    applicationId,
    status: mail === 'email' ? 'unconfirmed' : 'confirmed',
    revision: 1,
    ...applied,
    ...(mail === 'email' ? { emailConsentAt: now } : {}),
    appliedAt: now,
  };
}
