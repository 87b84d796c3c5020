import { getAgreement } from '../../actions/decide.ts';
import { isToken } from '../../adapters/ids.ts';
import { isMisdirected, readLink } from '../../adapters/table/link-store.ts';
import { type Agreement, personOf } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { type SignedDocument, type Signer, signerOf } from '../../domain/signing/signed-document.ts';
import { hasLeft } from '../../domain/signing/signers.ts';
import { renderPlanGonePage } from '../../pages/plan/plan-gone-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';

/** Whose page of an agreement in force a link leads to. */
export interface PlanPlace {
  agreement: Agreement;
  document: SignedDocument;
  signer: Signer;
}

/**
 * What the link leads to; undefined where it is none, too old, or of somebody who has left: they see nothing of those who
 * stayed, nor end their plan, by an older mail's link.
 */
export async function planPlaceOf({ deps, parameters }: Request): Promise<PlanPlace | undefined> {
  const token = parameters.token ?? '';
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'plan' || link.expiresAt <= deps.now) return undefined;
  const { agreement } = await getAgreement(deps, link.agreementId);
  const document = agreement.documents.find((one) => signerOf(one, link.signerId) !== undefined);
  const signer = document && signerOf(document, link.signerId);
  if (document === undefined || signer === undefined || hasLeft(agreement, signer)) return undefined;
  if (isMisdirected(link, personOf(agreement, signer))) return undefined;
  return { agreement, document, signer };
}

/** What a page of the plan is given beside the practice and its ways. */
export type StateOf<Props> = Props extends unknown ? Omit<Props, 'practice' | 'action' | 'backHref'> : never;

export function gone({ book }: Request): Answer {
  return page(renderPlanGonePage(book), 404);
}

export function pathOf({ parameters }: Request): string {
  return `/plan/${parameters.token}`;
}

/** A civil date. */
export function todayOf({ deps }: Request): string {
  return practiceDate(deps.now, deps.timeZone);
}
