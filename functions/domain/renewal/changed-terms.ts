import type { Agreement, Renewal } from '../agreement/agreement.ts';
import type { DrawnText } from '../agreement/create-agreement.ts';
import { laterDocument } from '../signing/later-document.ts';
import type { SignedDocument } from '../signing/signed-document.ts';

/** The document by which both sides agree to other terms than those that run. */
export function changedTerms(agreement: Agreement, text: DrawnText): SignedDocument {
  return laterDocument(agreement, 'changed-terms', text);
}

/** The next term, where its terms are those of this document; undefined of any other, and once it has begun. */
export function renewalBy({ renewal }: Pick<Agreement, 'renewal'>, documentId: string): Renewal | undefined {
  return renewal?.documentId === documentId ? renewal : undefined;
}

/** How the next term stands with its signatures: none needed, still to come, or given by both sides. */
export function signingOf({ renewal, documents }: Pick<Agreement, 'renewal' | 'documents'>): 'none' | 'open' | 'done' {
  if (renewal?.documentId === undefined) return 'none';
  const document = documents.find(({ documentId }) => documentId === renewal.documentId);
  return document?.status === 'completed' ? 'done' : 'open';
}
