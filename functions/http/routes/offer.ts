import { decide, getAgreement } from '../../actions/decide.ts';
import { isToken } from '../../adapters/ids.ts';
import { isMisdirected, readLink } from '../../adapters/table/link-store.ts';
import { type Agreement, personOf } from '../../domain/agreement/agreement.ts';
import { isOfferOver } from '../../domain/panel/panel.ts';
import { type OfferPageProps, renderOfferPage } from '../../pages/enrolment/offer-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { physicianNameOf } from './signing-words.ts';

/** Where somebody on the waiting list answers the offer of a freed seat, or leaves the list. Opening it changes nothing. */
export async function showOffer(request: Request): Promise<Answer> {
  const { practice } = request.book;
  const agreement = await agreementOf(request);
  if (agreement === undefined) return page(renderOfferPage({ practice, state: 'unknown' }), 404);
  const action = `/offer/${request.parameters.token}`;
  const physicianName = physicianNameOf(request.book, agreement);
  return page(renderOfferPage({ practice, action, physicianName, ...stateOf(request, agreement) }));
}

const answers = new Map<string, 'offer_accepted' | 'offer_declined' | 'waitlist_left'>([
  ['yes', 'offer_accepted'],
  ['no', 'offer_declined'],
  ['leave', 'waitlist_left'],
]);

/** Yes or no, or off the list; pressed too late or twice, the page says where it stands. */
export async function answerOffer(request: Request): Promise<Answer> {
  const { deps, evidence, form } = request;
  const agreement = await agreementOf(request);
  if (agreement === undefined) return showOffer(request);
  const type = answers.get(form.answer ?? '');
  if (type !== undefined) await decide(deps, agreement.agreementId, { type, evidence });
  return seeOther(`/offer/${request.parameters.token}`);
}

async function agreementOf({ deps, parameters }: Request): Promise<Agreement | undefined> {
  const token = parameters.token ?? '';
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'offer') return undefined;
  const { agreement } = await getAgreement(deps, link.agreementId);
  const [first] = agreement.documents[0]?.signers ?? [];
  if (first === undefined || isMisdirected(link, personOf(agreement, first))) return undefined;
  // Too late is a word of its own; of what became of it after a yes an old link says nothing.
  const isLapsed = stateOf({ deps }, agreement).state === 'lapsed';
  return link.expiresAt <= deps.now && !isLapsed ? undefined : agreement;
}

type OfferState =
  Exclude<OfferPageProps, { state: 'unknown' }> extends infer Props
    ? Props extends unknown
      ? Omit<Props, 'practice' | 'action' | 'physicianName'>
      : never
    : never;

function stateOf({ deps }: Pick<Request, 'deps'>, { status, offer, closedFor }: Agreement): OfferState {
  if (status === 'waitlisted') return { state: 'waiting' };
  if (status === 'offered' && offer !== undefined && offer.acceptedAt === undefined) {
    return isOfferOver(offer, deps.now, deps.timeZone)
      ? { state: 'lapsed' }
      : { state: 'offered', answerBy: offer.answerBy };
  }
  if (status !== 'closed') return { state: 'accepted' };
  if (closedFor === 'offer_lapsed') return { state: 'lapsed' };
  return { state: 'closed' };
}
