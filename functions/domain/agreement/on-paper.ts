import { isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { type SignedDocument, type Signer, signerOf } from '../signing/signed-document.ts';
import { isOver, isPatientSide, mayActNow, wantsPaper } from '../signing/signers.ts';
import { type Agreement, documentOf } from './agreement.ts';
import { afterSignature } from './ask-signers.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { decided, wakeSigning, withMark, withSigner } from './with.ts';

type PaperEvent = Extract<AgreementEvent, { type: 'signed_on_paper' | 'paper_wanted' | 'proof_noted' }>;

/** Decides what happens to a signer's paper: it is asked for, comes back signed, or shows that somebody may sign. */
export function onPaper(agreement: Agreement, event: PaperEvent, now: string, timeZone: string): Outcome {
  const document = documentOf(agreement, event.documentId);
  const signer = document === undefined ? undefined : signerOf(document, event.signerId);
  if (document === undefined || signer === undefined) return { refusal: 'not_found' };
  // A proof may come with the signed papers, and be noted after them.
  const isKept = event.type === 'proof_noted' && document.status === 'completed';
  if (document.status !== 'open' && !isKept) return { refusal: 'document_closed' };
  const about = { documentId: document.documentId, signerId: signer.signerId };
  switch (event.type) {
    case 'paper_wanted': {
      if (signer.signature !== undefined || !isPatientSide(signer) || wantsPaper(agreement, signer))
        return { refusal: 'nothing_changes' };
      const marked = withMark(withSigner(agreement, document, { ...signer, onPaper: true }), 'paper_wanted', now);
      return decided(marked, event.type, { ...about, by: event.by });
    }
    case 'proof_noted': {
      if (signer.wards === undefined) return { refusal: 'nothing_changes' };
      const { kind, expiresOn, by } = event;
      const proof = { kind, ...(expiresOn === undefined ? {} : { expiresOn }), notedAt: now, notedBy: by };
      return decided(withSigner(agreement, document, { ...signer, proof }), event.type, { ...about, ...proof });
    }
    case 'signed_on_paper':
      return signOnPaper(agreement, document, signer, event, now, timeZone);
  }
}

/** A signed packet has come back. What stands on paper was read, initialled and signed there; staff record it. */
function signOnPaper(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Extract<PaperEvent, { type: 'signed_on_paper' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (signer.signature !== undefined) return { refusal: 'already_signed' };
  if (!isPatientSide(signer) || !mayActNow(agreement, document, signer)) return { refusal: 'not_your_turn' };
  if (isOver(document, now, timeZone)) return { refusal: 'document_closed' };
  const { signedOn, by, name, renewalConsent } = event;
  if (!isCivilDate(signedOn) || signedOn > practiceDate(now, timeZone)) return { refusal: 'not_a_past_date' };
  const signature = { at: now, name, textHash: document.textHash, onPaper: { signedOn, recordedBy: by } };
  const signed = withSigner(agreement, document, { ...signer, signature, renewalConsent });
  const data = { documentId: document.documentId, signerId: signer.signerId, ...signature, renewalConsent };
  return decided(afterSignature(signed, document.documentId, now, timeZone), event.type, data, [wakeSigning(document)]);
}
