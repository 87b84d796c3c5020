import { returnLetter } from '../../actions/return-letter.ts';
import { notePosted } from '../../adapters/table/notice-store.ts';
import { addDays, isCivilDate } from '../../domain/calendar/practice-time.ts';
import { addresseeOf } from '../../domain/notices/addressee.ts';
import { type Answer, seeOther } from '../answer.ts';
import type { Acting, ActTable } from './acting.ts';
import { refusalWords } from './refusal-words.ts';

/** That a letter went by post, and that one came back. */
export const letterActs = {
  posted: { act: 'print_letters', perform: notePostedLetter },
  returned: { act: 'print_letters', perform: noteReturnedLetter },
} satisfies ActTable;

async function notePostedLetter({ request, loaded, checks, by, today }: Acting): Promise<Answer | undefined> {
  const on = checks.day('postedOn', { from: addDays(today, -60), to: today });
  if (on === '') checks.say('postedOn', 'Please enter the day on which it was posted.');
  const { agreementId } = loaded.agreement;
  const { noticeKey = '' } = request.form;
  if (loaded.notices.has(noticeKey) && addresseeOf(loaded.agreement, noticeKey)?.letterReturnedOn !== undefined) {
    checks.say('form', 'A letter to this address came back. Please correct the address first.');
  }
  if (checks.hasErrors) return undefined;
  const owner = { kind: 'agreement', id: agreementId } as const;
  await notePosted(request.deps.table, owner, noticeKey, { on, by });
  return seeOther(`/desk/agreements/${agreementId}?done=posted`);
}

async function noteReturnedLetter({ request, loaded, checks, by, today }: Acting): Promise<Answer | undefined> {
  const { noticeKey = '', posting = '' } = request.form;
  const { agreementId } = loaded.agreement;
  const returnedOn = checks.day('returnedOn', { from: isCivilDate(posting) ? posting : today, to: today });
  if (returnedOn === '') checks.say('returnedOn', 'Please enter the day on which it came back.');
  if (checks.hasErrors) return undefined;
  const refusal = await returnLetter(request.deps, agreementId, { noticeKey, postedOn: posting, returnedOn, by });
  if (refusal === undefined || refusal === 'nothing_changes') {
    return seeOther(`/desk/agreements/${agreementId}?done=returned`);
  }
  checks.say('form', refusalWords[refusal]);
  return undefined;
}
