import type { Agreement, AgreementStatus, Invoice, SignedDocument, Signer } from './agreement.ts';
import type { Decision, Wish } from './events.ts';

export function decided(
  agreement: Agreement,
  type: string,
  data: Record<string, unknown>,
  wishes: Wish[] = [],
): Decision {
  return { agreement, facts: [{ type, data: { ...data, status: agreement.status } }], wishes };
}

/** Two decisions, of which the second was taken upon the first. */
export function both(first: Decision, second: Decision): Decision {
  return {
    agreement: second.agreement,
    facts: [...first.facts, ...second.facts],
    wishes: [...first.wishes, ...second.wishes],
  };
}

export function withStatus(agreement: Agreement, status: AgreementStatus, now: string): Agreement {
  return { ...agreement, status, statusSince: now };
}

export function withDocument(agreement: Agreement, document: SignedDocument): Agreement {
  const documents = agreement.documents.map((one) => (one.documentId === document.documentId ? document : one));
  return { ...agreement, documents };
}

export function withSigner(agreement: Agreement, document: SignedDocument, signer: Signer): Agreement {
  const signers = document.signers.map((one) => (one.signerId === signer.signerId ? signer : one));
  return withDocument(agreement, { ...document, signers });
}

export function withInvoice(agreement: Agreement, invoice: Invoice): Agreement {
  const invoices = agreement.invoices.map((one) => (one.invoiceId === invoice.invoiceId ? invoice : one));
  return { ...agreement, invoices };
}

export function isMarked(agreement: Agreement, code: string): boolean {
  return agreement.needsAttention.some((mark) => mark.code === code);
}

/** Marked for a person's attention, once for each code. */
export function withMark(agreement: Agreement, code: string, now: string): Agreement {
  if (isMarked(agreement, code)) return agreement;
  return { ...agreement, needsAttention: [...agreement.needsAttention, { code, at: now }] };
}

/** The mark is gone, where there is one. */
export function withoutMark(agreement: Agreement, code: string): Agreement {
  if (!isMarked(agreement, code)) return agreement;
  return { ...agreement, needsAttention: agreement.needsAttention.filter((mark) => mark.code !== code) };
}

export function wakeSigning({ documentId }: Pick<SignedDocument, 'documentId'>): Wish {
  return { workflow: 'signing', documentId };
}
