import type { LinkTarget } from '../adapters/table/link-store.ts';
import type { Agreement, Member } from '../domain/agreement/agreement.ts';
import type { Physician, PracticeBook } from '../domain/practice/practice.ts';
import type { Mail } from '../pages/mails/mail.ts';
import type { Deps } from './decide.ts';

/** A mail before its link has a token: what the link is for, and the mail once its address is known. */
export interface ComposedNotice {
  to: string;
  link?: { path: 'confirm' | 'sign' | 'pay'; target: LinkTarget; expiresAt: string };
  mail(url: string): Mail;
}

/** What a mail about an agreement is made from. */
export interface NoticeContext {
  deps: Deps;
  book: PracticeBook;
  agreement: Agreement;
  member: Member;
  physician: Physician;
}
