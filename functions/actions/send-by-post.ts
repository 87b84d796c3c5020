import type { LoadedAgreement } from '../adapters/table/agreement-store.ts';
import type { Owner } from '../adapters/table/keys.ts';
import { noteUnmailed } from '../adapters/table/notice-store.ts';
import { ConflictError, untilStored } from '../adapters/table/table.ts';
import { hasReaderDied } from '../domain/notices/addressee.ts';
import { isUndelivered, noticeTopic } from '../domain/notices/notice.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/** What the law or the contract asks for has to reach them: a mail that came back, or never arrived, goes by post instead. */
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
 * In the morning: what must reach somebody, was held up a day ago or longer and never arrived, lies with the letters to be
 * posted, and staff are told. Answers whether there was any.
 */
export async function postUndelivered(deps: Deps, { agreement, notices }: LoadedAgreement): Promise<boolean> {
  const { agreementId } = agreement;
  const lost = [...notices.values()].filter(
    (notice) => isUndelivered(notice, deps.now) && mustReach.includes(noticeTopic(notice.noticeKey).kind),
  );
  if (lost.length === 0) return false;
  // Before the letters: what stops in between is found again the next day, and a mark twice is one.
  await decide(deps, agreementId, { type: 'attention_needed', code: 'mail_not_delivered' });
  for (const { noticeKey } of lost) await sendByPost(deps, { kind: 'agreement', id: agreementId }, noticeKey, false);
  return true;
}

/**
 * A mail is lost: it lies with the letters to be posted from now on, where it must reach them, or where letters
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
