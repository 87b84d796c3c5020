import type { AskedMember } from '../people/member.ts';
import type { SignedDocument } from '../signing/signed-document.ts';
import type { Agreement } from './agreement.ts';

type Household = Pick<Agreement, 'askedMembers' | 'documents'>;

/** The adult whom a document takes in once both sides have signed it; undefined of any other document, and of a member. */
export function joiningBy({ askedMembers = [] }: Pick<Household, 'askedMembers'>, documentId: string) {
  return askedMembers.find((one) => one.documentId === documentId);
}

/** The adult who is asked to join now, with the document; there is one at most. */
export function joiningOf(agreement: Household): { asked: AskedMember; document: SignedDocument } | undefined {
  const document = agreement.documents.find(({ kind, status }) => kind === 'joining' && status === 'open');
  const asked = document && joiningBy(agreement, document.documentId);
  return document === undefined || asked === undefined ? undefined : { asked, document };
}
