import type { LinkTarget } from '../adapters/table/link-store.ts';
import { type Agreement, personOf } from '../domain/agreement/agreement.ts';
import type { Member } from '../domain/people/member.ts';
import { goesByPost, type Party } from '../domain/people/person.ts';
import type { Physician, PracticeBook } from '../domain/practice/practice.ts';
import type { Signer } from '../domain/signing/signed-document.ts';
import type { Mail } from '../pages/mails/mail.ts';
import type { Deps } from './decide.ts';

/** A mail before its link has a token: what the link is for, and the mail once its address is known. */
export interface ComposedNotice {
  /** Who reads it; their postal address is where a letter goes. */
  reader: Reader;
  /** Goes by post. */
  byPost: boolean;
  link?: {
    path: LinkPath;
    target: LinkTarget;
    expiresAt: string;
    /** A page below the link's own. */
    page?: 'receipt' | 'doctor' | `statement/${number}`;
  };
  /** Or a page that is everybody's own to open, after signing in. */
  page?: '/desk/queue';
  /** UTC; it is not sent before. */
  notBefore?: string;
  mail(url: string): Mail;
}

export type Reader = Party & Pick<Member, 'died'>;

export type LinkPath = 'confirm' | 'sign' | 'pay' | 'plan' | 'offer' | 'payer';

/** What a mail about an agreement is made from. */
export interface NoticeContext {
  deps: Deps;
  book: PracticeBook;
  agreement: Agreement;
  physician: Physician;
}

/** A signer of the patients' side as the reader of a mail. */
export function toSigner(agreement: Agreement, signer: Signer): Pick<ComposedNotice, 'reader' | 'byPost'> {
  return toParty(personOf(agreement, signer), signer.onPaper);
}

export function toParty(reader: Reader, onPaper = false): Pick<ComposedNotice, 'reader' | 'byPost'> {
  return { reader, byPost: goesByPost(reader, onPaper) };
}

/** A physician as the reader of a mail, addressed by title and name. */
export function toPhysician({ name, email }: Physician): Pick<ComposedNotice, 'reader' | 'byPost'> {
  return { reader: { firstName: name, lastName: '', email }, byPost: false };
}
