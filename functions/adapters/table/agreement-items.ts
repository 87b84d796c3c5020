import type { Agreement, Invoice, Member, SignedDocument, Term } from '../../domain/agreement/agreement.ts';
import { emailHash, keys } from './keys.ts';
import type { Item } from './table.ts';

const neverDue = '9999-12-31';

/** The agreement as the items of its partition: the root with what is single, one item each for what it has several of. */
export function toItems(agreement: Agreement): Item[] {
  const { agreementId, members, documents, terms, invoices, ...root } = agreement;
  const part = (sortKey: string) => keys.agreementPart(agreementId, sortKey);
  const [first] = members;
  return [
    {
      ...keys.agreement(agreementId),
      ...root,
      agreementId,
      GSI1PK: `PHYSICIAN#${agreement.physicianId}`,
      GSI1SK: `NAME#${[first?.lastName, first?.firstName].join(' ').toLowerCase()}#${agreementId}`,
      GSI2PK: `STATUS#${agreement.status}`,
      GSI2SK: `${agreement.nextDate ?? neverDue}#${agreementId}`,
    },
    ...members.map((member) => ({
      ...part(`MEMBER#${member.memberId}`),
      ...member,
      GSI1PK: `EMAIL#${emailHash(member.email)}`,
      GSI1SK: `AGREEMENT#${agreementId}`,
    })),
    ...documents.map((document) => ({ ...part(`DOCUMENT#${document.documentId}`), ...document })),
    ...terms.map((term) => ({ ...part(`TERM#${String(term.number).padStart(3, '0')}`), ...term })),
    ...invoices.map((invoice) => ({
      ...part(`INVOICE#${invoice.invoiceId}`),
      ...invoice,
      ...(invoice.status === 'draft' || invoice.status === 'open'
        ? { GSI2PK: `INVOICE#${invoice.status}`, GSI2SK: `${invoice.dueOn}#${agreementId}#${invoice.invoiceId}` }
        : {}),
    })),
  ];
}

/** The agreement from the items of its partition, or undefined when there is none. Other items are passed over. */
export function fromItems(items: Item[]): Agreement | undefined {
  const root = items.find((item) => item.SK === 'AGREEMENT');
  if (root === undefined) return undefined;
  const parts = <T>(prefix: string) =>
    items.filter((item) => String(item.SK).startsWith(prefix)).map((item) => withoutKeys(item) as T);
  return {
    ...(withoutKeys(root) as Omit<Agreement, 'members' | 'documents' | 'terms' | 'invoices'>),
    members: parts<Member>('MEMBER#'),
    documents: parts<SignedDocument>('DOCUMENT#'),
    terms: parts<Term>('TERM#'),
    invoices: parts<Invoice>('INVOICE#').sort((a, b) => a.term - b.term || a.installment - b.installment),
  };
}

/** An item without its keys and index keys: what it says. */
export function withoutKeys(item: Item): Item {
  const { PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK, GSI3PK, GSI3SK, ttl, ...rest } = item;
  return rest;
}
