import { noticeKeys } from '../notices/notice.ts';
import type { PersonRef } from '../people/member.ts';
import type { SignedDocument, Signer } from '../signing/signed-document.ts';
import { mayActNow } from '../signing/signers.ts';
import { type Agreement, documentOf, isSamePerson } from './agreement.ts';
import type { AgreementEvent, Outcome, Wish } from './events.ts';
import { decided, withMark, withPeople, withSigner } from './with.ts';

/** A fresh link takes the place of all older ones; asking again on the same day sends none. */
export function freshLink(agreement: Agreement, document: SignedDocument, signer: Signer, today: string): Outcome {
  if (signer.askedAt === undefined) return { refusal: 'not_your_turn' };
  if (signer.links !== undefined && signer.links.askedOn >= today) return { refusal: 'nothing_changes' };
  const fresh = withFreshLink(agreement, document.documentId, signer, today);
  const about = { documentId: document.documentId, signerId: signer.signerId };
  return decided(fresh.agreement, 'fresh_link_requested', about, [fresh.wish]);
}

/** By staff, as often as they are asked to: the link that was out is dead, another is on its way. */
export function resendLink(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  today: string,
  by: string,
): Outcome {
  if (signer.askedAt === undefined || !mayActNow(agreement, document, signer)) return { refusal: 'not_your_turn' };
  const fresh = withFreshLink(agreement, document.documentId, signer, today);
  const about = { documentId: document.documentId, signerId: signer.signerId, by };
  return decided(fresh.agreement, 'link_resent', about, [fresh.wish]);
}

/** The signer's links so far are dead, and a mail with another is wished for. */
export function withFreshLink(
  agreement: Agreement,
  documentId: string,
  signer: Signer,
  today: string,
): { agreement: Agreement; wish: Wish } {
  const document = documentOf(agreement, documentId);
  if (document === undefined) throw new RangeError(`Agreement ${agreement.agreementId} has no document ${documentId}`);
  const links = { generation: (signer.links?.generation ?? 0) + 1, askedOn: today };
  const noticeKey = noticeKeys.fresh(documentId, signer.signerId, links.generation);
  return {
    agreement: withSigner(agreement, document, { ...signer, links }),
    wish: { workflow: 'notice', noticeKey },
  };
}

/**
 * "I am not this person": the link is dead at once, nothing more is mailed to that address, and staff look for the right one.
 * Until then letters go out, as to whoever has no email.
 */
export function dropLinks(
  agreement: Agreement,
  document: SignedDocument,
  signer: Signer,
  event: Extract<AgreementEvent, { type: 'wrong_person_reported' }>,
  now: string,
  today: string,
): Outcome {
  if (signer.signature !== undefined) return { refusal: 'already_signed' };
  const links = { generation: (signer.links?.generation ?? 0) + 1, askedOn: today };
  const emailRefused = { at: now, because: 'wrong-person' } as const;
  const isThem = (one: PersonRef) => isSamePerson(one, signer);
  const refused = withPeople(agreement, isThem, (one) => ({ emailRefused, ...one }));
  const dropped = withMark(withSigner(refused, document, { ...signer, links }), 'wrong_person', now);
  const data = { documentId: document.documentId, signerId: signer.signerId, ...event.evidence };
  return decided(dropped, event.type, data);
}
