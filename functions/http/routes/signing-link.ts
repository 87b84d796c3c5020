import { linkPause } from '../../actions/identify.ts';
import type { OpenedLink, SigningPlace } from '../../actions/open-link.ts';
import { isPayerAsked } from '../../domain/agreement/on-payer.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { renewalBy } from '../../domain/renewal/changed-terms.ts';
import { patientSideHasSigned } from '../../domain/signing/signers.ts';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { renderDonePage } from '../../pages/signing/done-page.tsx';
import { renderIdentityPage } from '../../pages/signing/identity-page.tsx';
import { renderLinkPage } from '../../pages/signing/link-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';
import { agreementTextOf } from './agreement-text.ts';
import { amountOf, firstPaymentCents, joinsBy, physicianNameOf, signaturesOf } from './signing-words.ts';

type LinkState =
  | Exclude<OpenedLink, { state: 'step' }>
  | ({
      state: 'fresh-sent' | 'question-asked' | 'paper-asked' | 'wrong-person' | 'wrong-person-noted';
    } & SigningPlace);

/** Everything that a signing link can answer other than a screen to fill in. */
export async function showLinkState(request: Request, opened: LinkState): Promise<Answer> {
  const { practice } = request.book;
  switch (opened.state) {
    case 'unknown':
      return page(renderLinkPage({ practice, state: 'unknown' }), 404);
    case 'revoked':
      return page(renderLinkPage({ practice, state: opened.state }), 410);
    case 'declined':
    case 'closed':
    case 'expired':
      // The agreement itself goes on, whatever became of a later document.
      if (opened.document.kind !== 'agreement') {
        const state = opened.document.kind === 'joining' ? 'joining-over' : 'terms-over';
        return page(renderLinkPage({ practice, state }), 410);
      }
      if (opened.state !== 'expired') return page(renderLinkPage({ practice, state: opened.state }), 410);
      return page(renderLinkPage({ practice, state: 'expired', expiredOn: opened.document.expiresOn }), 410);
    case 'link-expired':
      if (opened.document.status !== 'open') return page(renderLinkPage({ practice, state: 'already-signed' }));
      return page(renderLinkPage({ practice, state: 'link-expired', action: `/sign/${opened.token}/fresh` }), 410);
    case 'fresh-sent':
    case 'not-your-turn':
    case 'wrong-person-noted':
      return page(renderLinkPage({ practice, state: opened.state }));
    case 'question-asked':
    case 'paper-asked':
      return page(renderLinkPage({ practice, state: opened.state, backHref: `/sign/${opened.token}` }));
    case 'wrong-person': {
      const [action, backHref] = [`/sign/${opened.token}/wrong-person`, `/sign/${opened.token}`];
      return page(renderLinkPage({ practice, state: 'wrong-person', action, backHref }));
    }
    case 'identity':
      return showIdentity(request, opened);
    case 'done':
      return page(await donePage(request, opened));
  }
}

export async function showIdentity(
  request: Request,
  place: SigningPlace,
  again?: { values?: FieldValues; errors?: FieldErrors; triesLeft?: number; hidden?: Record<string, string> },
): Promise<Answer> {
  const { practice } = request.book;
  const pause = await linkPause(request.deps, place);
  if (pause !== undefined) return page(renderLinkPage({ practice, state: pause }), 429);
  return page(
    renderIdentityPage({
      practice,
      physicianName: physicianNameOf(request.book, place.agreement),
      expiresOn: place.document.status === 'open' ? place.document.expiresOn : undefined,
      action: `/sign/${place.token}/identity`,
      wrongPersonHref: `/sign/${place.token}/wrong-person`,
      ...again,
    }),
    again?.errors === undefined ? 200 : 422,
  );
}

async function donePage(request: Request, place: SigningPlace): Promise<string> {
  const { book, deps } = request;
  const { agreement, document } = place;
  const renewal = renewalBy(agreement, document.documentId);
  return renderDonePage({
    practice: book.practice,
    amountCents: renewal ? firstPaymentCents(renewal) : amountOf(agreement, practiceDate(deps.now, deps.timeZone)),
    changesOn: document.kind === 'changed-terms' ? (renewal?.startsOn ?? '') : undefined,
    joins: joinsBy(agreement, document),
    isOthersTurn: !patientSideHasSigned(agreement, document),
    isPayerAsked: document.kind === 'agreement' && isPayerAsked(agreement),
    signatures: signaturesOf(book, deps.timeZone, agreement, document),
    agreementHtml: await agreementTextOf(request, place),
    physicianName: physicianNameOf(book, agreement),
    expiresOn: document.status === 'open' ? document.expiresOn : undefined,
    isCountersigned: document.status === 'completed',
  });
}
