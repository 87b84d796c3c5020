import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { renewalBy } from '../renewal/changed-terms.ts';
import { signerOf } from '../signing/signed-document.ts';
import { documentOf } from './agreement.ts';
import { noticeEnding } from './on-ending.ts';
import { renewBySignature, withTimeToSign } from './on-renewal.ts';
import type { Course } from './on-signing.ts';
import { both, decided, wakeSigning, withDocument, withMark } from './with.ts';

/** Changed terms, for the next term of an agreement in force. Until then, what was signed before stays in force. */
export const onTerms: Course = {
  opened(agreement, document) {
    const renewal = renewalBy(agreement, document.documentId);
    if (renewal === undefined) return { refusal: 'nothing_changes' };
    // They take the place of what runs until then.
    return withDocument(agreement, { ...document, expiresOn: addDays(renewal.startsOn, -1) });
  },

  /** The next term begins on its day, or at once where that is over. */
  completed(completed, document, data, now, timeZone) {
    const countersigned = decided(completed, 'countersigned', data, [wakeSigning(document)]);
    const renewal = renewalBy(completed, document.documentId);
    if (renewal === undefined || completed.status !== 'in_grace') return countersigned;
    const renewed = renewBySignature(completed, now, practiceDate(now, timeZone));
    return 'refusal' in renewed ? renewed : both(countersigned, renewed);
  },

  /**
   * Of a patient a no to changed terms is a no to the next term: what was agreed to goes on to the end of the term, then it
   * ends as whoever cancels ends it, and it can be undone as long. Of the physician it takes nothing away: a person looks.
   */
  declined(agreement, document, now, today, { signerId, evidence, coolingOffDays = 0 }) {
    const declined = { ...document, status: 'declined' as const };
    if (signerOf(document, signerId)?.capacity === 'physician') {
      const marked = withMark(withDocument(agreement, declined), 'terms_declined', now);
      return { agreement: marked, facts: [], wishes: [wakeSigning(document)] };
    }
    // In the days of grace the term is over, and there is nothing to stay for.
    const when =
      agreement.status === 'in_grace' ? { how: 'on-date' as const, endsOn: today } : { how: 'at-term-end' as const };
    const said = { type: 'ending_noticed', by: 'patient', noticeReceivedOn: today, medium: 'page', evidence } as const;
    const ending = noticeEnding(agreement, { ...said, ...when, coolingOffDays }, now, today);
    return 'refusal' in ending ? ending : { ...ending, agreement: withDocument(ending.agreement, declined) };
  },

  /** The term is over: there is time until the days of grace are over, too. Then the document is, and a person decides. */
  expired(agreement, document) {
    const { documentId } = document;
    const longer = withTimeToSign(agreement);
    const expiresOn = documentOf(longer, documentId)?.expiresOn;
    if (expiresOn !== document.expiresOn) return decided(longer, 'signing_extended', { documentId, expiresOn });
    const expired = withDocument(agreement, { ...document, status: 'expired' });
    return decided(expired, 'document_expired', { documentId }, [wakeSigning(document)]);
  },
};
