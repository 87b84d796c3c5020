import type { Invoice } from '../billing/invoice.ts';
import type { Member, PersonRef } from '../people/member.ts';
import type { Party } from '../people/person.ts';
import type { SignedDocument, Signer } from '../signing/signed-document.ts';
import { isPatientSide } from '../signing/signers.ts';
import type { Agreement, AgreementStatus, Mark } from './agreement.ts';
import { type Decision, type Wish, workflowName } from './events.ts';

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

/** What the sweep began on a day belonged to the status of then: in another it may have to begin on the same day. */
export function withStatus({ cameOn: _, ...rest }: Agreement, status: AgreementStatus, now: string): Agreement {
  return { ...rest, status, statusSince: now };
}

export function withDocument(agreement: Agreement, document: SignedDocument): Agreement {
  const documents = agreement.documents.map((one) => (one.documentId === document.documentId ? document : one));
  return { ...agreement, documents };
}

export function withSigner(agreement: Agreement, document: SignedDocument, signer: Signer): Agreement {
  const signers = document.signers.map((one) => (one.signerId === signer.signerId ? signer : one));
  return withDocument(agreement, { ...document, signers });
}

/** The patient's side is waited for again: the physician is not asked any more, and the last day stays. */
export function withoutPhysicianAsked(agreement: Agreement, document: SignedDocument, now: string): Agreement {
  const signers = document.signers.map((signer) => {
    const { askedAt: _, ...notAsked } = signer;
    return isPatientSide(signer) ? signer : notAsked;
  });
  const without = withDocument(agreement, { ...document, signers });
  return agreement.status === 'awaiting_countersignature' ? withStatus(without, 'awaiting_signature', now) : without;
}

export function withInvoice(agreement: Agreement, invoice: Invoice): Agreement {
  const invoices = agreement.invoices.map((one) => (one.invoiceId === invoice.invoiceId ? invoice : one));
  return { ...agreement, invoices };
}

export function isMarked(agreement: Agreement, code: string, memberId?: string): boolean {
  return agreement.needsAttention.some((mark) => mark.code === code && mark.memberId === memberId);
}

/** Marked for a person's attention, once for each code; where it is about one member, once for each code and member. */
export function withMark(agreement: Agreement, code: string, now: string, memberId?: string): Agreement {
  if (isMarked(agreement, code, memberId)) return agreement;
  const mark = { code, at: now, ...(memberId === undefined ? {} : { memberId }) };
  return { ...agreement, needsAttention: [...agreement.needsAttention, mark] };
}

/** Marked for what failed; the mark keeps all that did, each once, so that it can begin again. */
export function withFailure(agreement: Agreement, code: string, now: string, wish: Wish): Agreement {
  const marked = withMark(agreement, code, now);
  const kept = marked.needsAttention.find((mark) => mark.code === code)?.wishes ?? [];
  if (kept.some((one) => workflowName(one) === workflowName(wish))) return marked;
  const wishes = [...kept, wish];
  const needsAttention = marked.needsAttention.map((mark) => (mark.code === code ? { ...mark, wishes } : mark));
  return { ...marked, needsAttention };
}

/** The mark is gone, where there is one. */
export function withoutMark(agreement: Agreement, code: string, memberId?: string): Agreement {
  if (!isMarked(agreement, code, memberId)) return agreement;
  const isIt = (mark: Mark) => mark.code === code && mark.memberId === memberId;
  return { ...agreement, needsAttention: agreement.needsAttention.filter((mark) => !isIt(mark)) };
}

export function wakeSigning({ documentId }: Pick<SignedDocument, 'documentId'>): Wish {
  return { workflow: 'signing', documentId };
}

/** Whatever collects what is open. */
export function wakeBilling({ invoices }: Pick<Agreement, 'invoices'>): Wish[] {
  const open = invoices.filter(({ status }) => status === 'open');
  return open.map(({ invoiceId }) => ({ workflow: 'billing', invoiceId }));
}

/** Anybody of an agreement, member or other party. */
export type Someone = Party & PersonRef & Pick<Member, 'seasonalState'>;

/** Those whom it is about, changed alike. */
export function withPeople(
  agreement: Agreement,
  isThem: (one: Someone) => boolean,
  change: <P extends Someone>(one: P) => P,
): Agreement {
  return {
    ...agreement,
    members: agreement.members.map((one) => (isThem(one) ? change(one) : one)),
    ...(agreement.askedMembers && {
      askedMembers: agreement.askedMembers.map((one) => (isThem(one) ? change(one) : one)),
    }),
    parties: agreement.parties.map((one) => (isThem(one) ? change(one) : one)),
  };
}
