import { newToken } from '../adapters/ids.ts';
import { putLink } from '../adapters/table/link-store.ts';
import { transact } from '../adapters/table/table.ts';
import type { RefusalCode } from '../domain/agreement/events.ts';
import { addToInstant } from '../domain/calendar/practice-time.ts';
import type { Signer } from '../domain/signing/signed-document.ts';
import { type Deps, decide } from './decide.ts';
import { inOfficeMinutes, keepSession, sessionMinutes } from './identify.ts';

/**
 * Somebody signs on the practice's own device: a named member of staff has seen who they are, which is noted, and a link and
 * a session of their own begin, good for one sitting.
 */
export async function beginInOffice(
  deps: Deps,
  agreementId: string,
  given: { documentId: string; signer: Signer; by: string; seen: string },
): Promise<{ token: string; sessionToken: string } | { refusal: RefusalCode }> {
  const { documentId, signer, by, seen } = given;
  const { signerId, links } = signer;
  const { refusal } = await decide(deps, agreementId, { type: 'identity_seen', documentId, signerId, by, seen });
  if (refusal !== undefined) return { refusal };
  const [token, sessionToken] = [newToken(), newToken()];
  const expiresAt = addToInstant(deps.now, { minutes: 2 * sessionMinutes });
  const generation = links?.generation ?? 0;
  const target = { purpose: 'sign', agreementId, documentId, signerId, generation, isInOffice: true } as const;
  await transact(deps.table, [putLink(deps.table, token, { ...target, expiresAt })]);
  await keepSession(deps, sessionToken, token, inOfficeMinutes);
  return { token, sessionToken };
}
