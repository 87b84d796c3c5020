import type { Owner } from '../adapters/table/keys.ts';
import { noteUnmailed } from '../adapters/table/notice-store.ts';
import { ConflictError, untilStored } from '../adapters/table/table.ts';
import { hasReaderDied } from '../domain/notices/addressee.ts';
import { noticeTopic } from '../domain/notices/notice.ts';
import { type Deps, getAgreement } from './decide.ts';

/** What the law or the contract asks for has to reach them: a mail that came back goes by post instead. */
const mustReach: readonly string[] = [
  'renewal',
  'payermore',
  'payerrenewal',
  'grace',
  'ending',
  'ended',
  'welcome',
  'newdoctor',
  'newdoctoragain',
  'doctorsettled',
];

/**
 * A mail has bounced for good: it lies with the letters to be posted from now on, where it must reach them, or where letters
 * are all that they get. Where they have died since, it is withheld.
 */
export async function sendByPost(deps: Deps, owner: Owner, noticeKey: string, isOnPaper: boolean): Promise<void> {
  if (owner.kind !== 'agreement') return;
  if (!isOnPaper && !mustReach.includes(noticeTopic(noticeKey).kind)) return;
  // Its send event may be noted just now.
  await untilStored(async () => {
    const { agreement, notices } = await getAgreement(deps, owner.id);
    const before = notices.get(noticeKey);
    // Told twice, or told of a mail that is not ours.
    if (before === undefined || before.state === 'letter' || before.state === 'withheld') return;
    const state = hasReaderDied(agreement, noticeKey) ? 'withheld' : 'letter';
    const isNoted = await noteUnmailed(deps.table, owner, { noticeKey, before, now: deps.now, state });
    if (!isNoted) throw new ConflictError(`The notice ${noticeKey} was moved meanwhile`);
  });
}
