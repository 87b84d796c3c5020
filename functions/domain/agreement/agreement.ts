import type { Person } from '../application/application.ts';
import type { Plan } from '../practice/practice.ts';
import type { Price } from '../practice/price.ts';

/** DESIGN part 5; the later stages of a year (in_grace, ending, ended) join when the year is built. */
export type AgreementStatus =
  | 'waitlisted'
  | 'offered'
  | 'awaiting_signature'
  | 'awaiting_countersignature'
  | 'awaiting_payment'
  | 'active'
  | 'closed';

export type CloseReason = 'declined' | 'expired' | 'unpaid';

/** A patient covered by the agreement. */
export interface Member extends Person {
  memberId: string;
}

/** Where and how something was done, recorded at that moment. */
export interface Evidence {
  ip: string;
  userAgent: string;
}

export interface Signature extends Evidence {
  at: string;
  /** As typed. */
  name: string;
  textHash: string;
}

/** A person who must sign, in a capacity. */
export interface Signer {
  signerId: string;
  capacity: 'self' | 'physician';
  /** The member who signs; absent for the physician. */
  memberId?: string;
  /** When the signer was first asked; reminders count from here. */
  askedAt?: string;
  /** Links of an older generation than this one are dead. Raised when a fresh link is asked for. */
  links?: { generation: number; askedOn: string };
  recordsConsent?: Evidence & { at: string; statementHash: string };
  disclosuresAccepted?: Evidence & { at: string; ids: string[] };
  readAt?: string;
  /** Consent to automatic renewal is a choice of its own. */
  renewalConsent?: boolean;
  signature?: Signature;
}

export type DocumentStatus = 'open' | 'completed' | 'declined' | 'expired';

/** A text to be signed, with its own signing round. */
export interface SignedDocument {
  documentId: string;
  kind: 'agreement';
  status: DocumentStatus;
  /** SHA-256 of the text, in hex. */
  textHash: string;
  templateVersion: number;
  disclosureIds: string[];
  /** The last day on which it can be signed, in the practice's zone. Set when the signers are asked. */
  expiresOn?: string;
  signers: Signer[];
}

export interface Term {
  number: number;
  startsOn: string;
  endsOn: string;
}

export interface PaymentAttempt {
  at: string;
  methodNumber: number;
  outcome: 'succeeded' | 'failed';
  /** Stripe's decline code. */
  code?: string;
}

/** Money due for a term. The statuses are Stripe's. */
export interface Invoice {
  invoiceId: string;
  term: number;
  installment: number;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  amountCents: number;
  dueOn: string;
  attempts: PaymentAttempt[];
  chargeId?: string;
  paidAt?: string;
}

export interface PaymentMethod {
  /** Counts the methods that the payer has given, so that a declined one is told from a newer one without a clock. */
  number: number;
  reference: string;
  /** For people: "Visa ending in 4242". */
  label: string;
  savedAt: string;
}

/** The contract: members, signers, plan version, template version, money. */
export interface Agreement {
  schema: 1;
  agreementId: string;
  /** How many decisions have been taken; the version check of every write. */
  version: number;
  status: AgreementStatus;
  statusSince: string;
  /** Raised by a restart alone; part of every execution's name. */
  run: number;
  physicianId: string;
  /** The plan as it was signed: a later version of it changes nothing here. */
  plan: Plan;
  /** What was agreed for the first year: by the age on the day of the application. */
  price: Price;
  members: Member[];
  documents: SignedDocument[];
  terms: Term[];
  invoices: Invoice[];
  paymentMethod?: PaymentMethod;
  closedFor?: CloseReason;
  /** The next civil date on which something is to be started for it; an index holds it. */
  nextDate?: string;
  /** What a person must look at, by code. */
  needsAttention: { code: string; at: string }[];
  /** The audit trail so far: how many entries, and the hash of the last. */
  audit: { sequence: number; hash: string };
}

export function documentOf(agreement: Agreement, documentId: string): SignedDocument | undefined {
  return agreement.documents.find((document) => document.documentId === documentId);
}

export function invoiceOf(agreement: Agreement, invoiceId: string): Invoice | undefined {
  return agreement.invoices.find((invoice) => invoice.invoiceId === invoiceId);
}

export function signerOf(document: SignedDocument, signerId: string): Signer | undefined {
  return document.signers.find((signer) => signer.signerId === signerId);
}
