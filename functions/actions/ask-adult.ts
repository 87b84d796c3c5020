import { storeDecision } from '../adapters/table/agreement-store.ts';
import { earlierOf } from '../adapters/table/application-store.ts';
import { readPanel } from '../adapters/table/panel-store.ts';
import { untilStored } from '../adapters/table/table.ts';
import { putText } from '../adapters/table/text-store.ts';
import { type AgreementEvent, isRefused, type RefusalCode } from '../domain/agreement/events.ts';
import { transition } from '../domain/agreement/transition.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import { hasSeats } from '../domain/panel/panel.ts';
import { type PracticeBook, physicianOf } from '../domain/practice/practice.ts';
import { needsPrivateContract } from '../domain/practice/private-contract.ts';
import { nextDocumentId } from '../domain/signing/later-document.ts';
import { type Deps, getAgreement } from './decide.ts';
import { drawJoining } from './draw-terms.ts';

/**
 * An adult is asked to join: the text that all of them sign is stored with the decision, and a seat is kept from now on, in
 * the same transaction. `isKnown`: somebody of that name and date of birth has an agreement or an application already.
 */
export async function askAdult(
  deps: Deps,
  book: PracticeBook,
  agreementId: string,
  asked: Omit<Extract<AgreementEvent, { type: 'adult_asked' }>, 'type' | 'text' | 'needsPrivateContract'>,
): Promise<{ refusal?: RefusalCode; isKnown?: true }> {
  const { memberId, person } = asked;
  return untilStored(async () => {
    const { agreement } = await getAgreement(deps, agreementId);
    const today = practiceDate(deps.now, deps.timeZone);
    const { text, terms } = await drawJoining(book, agreement, { memberId, ...person }, today);
    const contract = { needsPrivateContract: needsPrivateContract(physicianOf(book, agreement.physicianId), [person]) };
    const event = { type: 'adult_asked', ...asked, ...contract, text: terms } as const;
    const outcome = transition(agreement, event, deps.now, deps.timeZone);
    if (isRefused(outcome)) return { refusal: outcome.refusal };
    if ((await earlierOf(deps.table, { applicationId: '', members: [person] })).length > 0) return { isKnown: true };
    const panel = await readPanel(deps.table, agreement.physicianId);
    if (!hasSeats(panel, 1)) return { refusal: 'panel_full' };
    const documentId = nextDocumentId(agreement);
    await storeDecision(deps.table, agreement, outcome, deps.now, [putText(deps.table, agreementId, documentId, text)]);
    return {};
  });
}
