import { practiceDate } from '../calendar/practice-time.ts';
import { renewalBy } from '../renewal/changed-terms.ts';
import type { SignedDocument, Signer } from '../signing/signed-document.ts';
import { isPatientSide, mayActNow } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { noticeEnding } from './on-ending.ts';
import { renewBySignature, withTimeToSign } from './on-renewal.ts';
import { decided, wakeSigning, withDocument, withMark } from './with.ts';

// What becomes of an agreement in force when a later document of it is signed, declined or over. Until then, what was signed
// before stays in force.

/** The physician has signed, too. The next term begins on its day, or at once where that is over. */
export function completeTerms(
  completed: Agreement,
  document: SignedDocument,
  data: Record<string, unknown>,
  now: string,
  timeZone: string,
): Outcome {
  const countersigned = decided(completed, 'countersigned', data, [wakeSigning(document)]);
  const renewal = renewalBy(completed, document.documentId);
  if (renewal === undefined || completed.status !== 'in_grace') return countersigned;
  const renewed = renewBySignature(completed, now, practiceDate(now, timeZone));
  if ('refusal' in renewed) return renewed;
  return {
    agreement: renewed.agreement,
    facts: [...countersigned.facts, ...renewed.facts],
    wishes: [...countersigned.wishes, ...renewed.wishes],
  };
}

/**
 * Of a patient a no to changed terms is a no to the next term: what was agreed to goes on to the end of the term, then it
 * ends as whoever cancels ends it, and it can be undone as long. Of the physician it takes nothing away: a person looks.
 */
export function declineTerms(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Extract<AgreementEvent, { type: 'declined' }>,
  now: string,
  timeZone: string,
): Outcome {
  const { documentId, signerId, reason, evidence, coolingOffDays = 0 } = event;
  const data = { documentId, signerId, reason, ...evidence };
  const declined = { ...document, status: 'declined' as const };
  if (!isPatientSide(signer)) {
    if (!mayActNow(agreement, document, signer)) return { refusal: 'not_your_turn' };
    const marked = withMark(withDocument(agreement, declined), 'terms_declined', now);
    return decided(marked, event.type, data, [wakeSigning(document)]);
  }
  const today = practiceDate(now, timeZone);
  // In the days of grace the term is over, and there is nothing to stay for.
  const when =
    agreement.status === 'in_grace' ? ({ how: 'on-date', endsOn: today } as const) : ({ how: 'at-term-end' } as const);
  const ending = noticeEnding(
    agreement,
    {
      type: 'ending_noticed',
      by: 'patient',
      noticeReceivedOn: today,
      medium: 'page',
      coolingOffDays,
      ...when,
      evidence,
    },
    now,
    today,
  );
  if ('refusal' in ending) return ending;
  const ended = withDocument(ending.agreement, declined);
  const said = decided(ended, event.type, data);
  return { agreement: ended, facts: [...said.facts, ...ending.facts], wishes: ending.wishes };
}

/** The term is over: there is time until the days of grace are over, too. Then the document is, and a person decides. */
export function expireTerms(agreement: Agreement, document: SignedDocument): Outcome {
  const { documentId } = document;
  const longer = withTimeToSign(agreement);
  const expiresOn = longer.documents.find((one) => one.documentId === documentId)?.expiresOn;
  if (expiresOn !== document.expiresOn) return decided(longer, 'signing_extended', { documentId, expiresOn });
  const expired = withDocument(agreement, { ...document, status: 'expired' });
  return decided(expired, 'document_expired', { documentId }, [wakeSigning(document)]);
}
