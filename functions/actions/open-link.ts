import { isToken } from '../adapters/ids.ts';
import { hasSession, readLink } from '../adapters/table/link-store.ts';
import { type Agreement, documentOf } from '../domain/agreement/agreement.ts';
import { type SignedDocument, type Signer, signerOf } from '../domain/signing/signed-document.ts';
import { isOver, isPatientSide, mayActNow, openStepOf, sideAsked } from '../domain/signing/signers.ts';
import { type Deps, getAgreement } from './decide.ts';

/** What a signing link leads to. */
export interface SigningPlace {
  token: string;
  /** On the practice's own device. */
  isInOffice: boolean;
  agreement: Agreement;
  document: SignedDocument;
  signer: Signer;
}

export type OpenedLink =
  | { state: 'unknown' }
  /** A fresh link has taken its place. */
  | ({ state: 'revoked' } & SigningPlace)
  /** Too old; the document can still be signed. */
  | ({ state: 'link-expired' } & SigningPlace)
  | ({ state: 'declined' | 'expired' | 'closed' } & SigningPlace)
  /** Who are you? */
  | ({ state: 'identity' } & SigningPlace)
  /** Known, and something to do. */
  | ({ state: 'step'; step: NonNullable<ReturnType<typeof openStepOf>> } & SigningPlace)
  | ({ state: 'not-your-turn' } & SigningPlace)
  | ({ state: 'done' } & SigningPlace);

/** Where a signing link stands. Reads only: opening a link changes nothing. */
export async function openLink(deps: Deps, token: string, sessionToken: string | undefined): Promise<OpenedLink> {
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'sign') return { state: 'unknown' };
  const { agreement } = await getAgreement(deps, link.agreementId);
  const document = documentOf(agreement, link.documentId);
  const signer = document === undefined ? undefined : signerOf(document, link.signerId);
  if (document === undefined || signer === undefined || !isPatientSide(signer)) return { state: 'unknown' };
  const place = { token, isInOffice: link.isInOffice === true, agreement, document, signer };
  if (link.generation < (signer.links?.generation ?? 0)) return { state: 'revoked', ...place };
  if (document.status === 'declined') return { state: 'declined', ...place };
  if (document.status === 'voided') return { state: 'closed', ...place };
  if (document.status === 'expired' || (document.status === 'open' && isOver(document, deps.now, deps.timeZone)))
    return { state: 'expired', ...place };
  if (agreement.status === 'closed') return { state: 'closed', ...place };
  if (link.expiresAt <= deps.now) return { state: 'link-expired', ...place };
  const isKnown =
    sessionToken !== undefined &&
    isToken(sessionToken) &&
    (await hasSession(deps.table, sessionToken, token, deps.now));
  if (!isKnown) return { state: 'identity', ...place };
  return { ...standing(agreement, document, signer), ...place };
}

function standing(agreement: Agreement, document: SignedDocument, signer: Signer) {
  const step = openStepOf(agreement, document, signer);
  if (step === undefined) return { state: 'done' as const };
  if (mayActNow(agreement, document, signer)) return { state: 'step' as const, step };
  return { state: sideAsked(agreement, document) === 'patients' ? ('not-your-turn' as const) : ('done' as const) };
}
