import { storeDecision } from '../adapters/table/agreement-store.ts';
import { returnedLetter } from '../adapters/table/notice-store.ts';
import { untilStored } from '../adapters/table/table.ts';
import { isRefused, type RefusalCode } from '../domain/agreement/events.ts';
import { transition } from '../domain/agreement/transition.ts';
import { addresseeOf } from '../domain/notices/addressee.ts';
import { type Deps, getAgreement } from './decide.ts';

/** A letter as it came back: which posting of which notice, and on what civil date. */
export interface Return {
  noticeKey: string;
  postedOn: string;
  returnedOn: string;
  by: string;
}

/**
 * A letter came back: in one transaction its address is no good any more, and the letter is to be posted again. Told twice,
 * or of a posting before the last, it changes nothing.
 */
export function returnLetter(deps: Deps, agreementId: string, given: Return): Promise<RefusalCode | undefined> {
  return untilStored(async () => {
    const { agreement, notices } = await getAgreement(deps, agreementId);
    const { noticeKey, postedOn, returnedOn } = given;
    const notice = notices.get(noticeKey);
    const person = notice?.state === 'letter' ? addresseeOf(agreement, noticeKey) : undefined;
    if (person === undefined) return 'not_found';
    if (notice?.postedOn !== postedOn) return 'nothing_changes';
    const ref = 'memberId' in person ? { memberId: person.memberId } : { partyId: person.partyId };
    const outcome = transition(agreement, { type: 'letter_returned', person: ref, ...given }, deps.now, deps.timeZone);
    if (isRefused(outcome)) return outcome.refusal;
    const owner = { kind: 'agreement', id: agreementId } as const;
    await storeDecision(deps.table, agreement, outcome, deps.now, [
      returnedLetter(deps.table, owner, noticeKey, { postedOn, on: returnedOn, now: deps.now }),
    ]);
    return undefined;
  });
}
