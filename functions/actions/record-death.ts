import { noteUnmailed } from '../adapters/table/notice-store.ts';
import { readPractice } from '../adapters/table/practice-store.ts';
import type { AgreementEvent, RefusalCode } from '../domain/agreement/events.ts';
import { composeNotice } from './compose-notice.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/**
 * A member has died: decided, and the letters to them that wait to be posted are withheld. Safe to run twice and to die
 * between the two: mails ask once more before each is sent.
 */
export async function recordDeath(
  deps: Deps,
  agreementId: string,
  event: Extract<AgreementEvent, { type: 'death_recorded' }>,
): Promise<RefusalCode | undefined> {
  const { refusal } = await decide(deps, agreementId, event);
  if (refusal !== undefined && refusal !== 'nothing_changes') return refusal;
  const [{ agreement, notices }, book] = await Promise.all([getAgreement(deps, agreementId), readPractice(deps.table)]);
  const owner = { kind: 'agreement', id: agreementId } as const;
  for (const before of notices.values()) {
    if (before.state !== 'letter' || before.postedOn !== undefined) continue;
    const { noticeKey } = before;
    const composed = await composeNotice(deps, book, owner, agreement, noticeKey);
    if (composed?.reader.died === undefined) continue;
    await noteUnmailed(deps.table, owner, { noticeKey, before, now: deps.now, state: 'withheld' });
  }
  return undefined;
}
