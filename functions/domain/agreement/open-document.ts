import type { Ending } from '../ending/ending.ts';
import type { DocumentStatus } from '../signing/signed-document.ts';
import { type Agreement, documentOf } from './agreement.ts';
import type { Wish } from './events.ts';
import { wakeSigning, withDocument } from './with.ts';

type Closed = Pick<Ending, 'documentId'>;

/**
 * Changed terms that are out to be signed are closed by an ending, which names them. A joining is not among them: its seat
 * is given back with it (on-joining.ts).
 */
export function openDocument({ documents }: Pick<Agreement, 'documents'>): Closed {
  const open = documents.find(({ kind, status }) => kind !== 'joining' && status === 'open');
  return open === undefined ? {} : { documentId: open.documentId };
}

/** The agreement with the document that an ending has closed, or opens again as it is undone. */
export function withDocumentStatus(agreement: Agreement, { documentId }: Closed, status: DocumentStatus): Agreement {
  const document = documentId === undefined ? undefined : documentOf(agreement, documentId);
  return document === undefined ? agreement : withDocument(agreement, { ...document, status });
}

/** Its workflow ends with the ending, and begins again when that is undone. */
export function wakeDocument({ documentId }: Closed): Wish[] {
  return documentId === undefined ? [] : [wakeSigning({ documentId })];
}
