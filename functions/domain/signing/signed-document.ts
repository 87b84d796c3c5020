import type { ActingCapacity } from '../application/application.ts';
import type { PersonRef } from '../people/member.ts';

/** Where and how something was done, recorded at that moment. */
export interface Evidence {
  ip: string;
  userAgent: string;
}

export interface Signature extends Partial<Evidence> {
  at: string;
  /** As typed. */
  name: string;
  textHash: string;
  /** Drawn beside the typed name, which is what counts: the `d` of an SVG path on the pad (signing/drawing.ts). */
  drawing?: string;
  /** Signed on paper on that day, and recorded when it came back. */
  onPaper?: { signedOn: string; recordedBy: string };
}

export type SigningCapacity = 'self' | ActingCapacity | 'physician';

/** What shows that somebody may sign for another, as staff noted it. */
export interface Proof {
  /** "Power of attorney", as seen. */
  kind: string;
  expiresOn?: string;
  notedAt: string;
  notedBy: string;
}

/** A person who must sign, in a capacity. */
export interface Signer extends PersonRef {
  signerId: string;
  /** As whom this person signs in the first place; `wards` may add others. */
  capacity: SigningCapacity;
  /** The members for whom this person signs, other than themself, and in which capacity. */
  wards?: { memberId: string; capacity: ActingCapacity }[];
  proof?: Proof;
  /** Signs on paper, by wish or for lack of an email address. */
  onPaper?: boolean;
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

export type DocumentStatus = 'open' | 'completed' | 'declined' | 'expired' | 'voided';

/** A text to be signed, with its own signing round. */
export interface SignedDocument {
  documentId: string;
  /**
   * The later ones take the place of what was signed before: `changed-terms` once both sides have signed and its day has
   * come, `joining`, by which an adult becomes a member, once both sides have signed.
   */
  kind: 'agreement' | 'changed-terms' | 'joining';
  status: DocumentStatus;
  /** SHA-256 of the text, in hex. */
  textHash: string;
  templateVersion: number;
  disclosureIds: string[];
  /** Whether the patient's side signs one after the other, in the order of `signers`. */
  isInOrder: boolean;
  /** The last day on which it can be signed, in the practice's zone. Set when the signers are asked. */
  expiresOn?: string;
  signers: Signer[];
}

export function signerOf(document: SignedDocument, signerId: string): Signer | undefined {
  return document.signers.find((signer) => signer.signerId === signerId);
}
