import type { OpenedLink, SigningPlace } from '../../actions/open-link.ts';
import { personOf } from '../../domain/agreement/agreement.ts';
import { addDays, practiceDate } from '../../domain/calendar/practice-time.ts';
import { fullName } from '../../domain/people/person.ts';
import { renewalBy } from '../../domain/renewal/changed-terms.ts';
import { wantsPaper } from '../../domain/signing/signers.ts';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import type { Ways } from '../../pages/layout/next-steps.tsx';
import { recordsStatement } from '../../pages/records-statement.ts';
import { renderAgreementPage } from '../../pages/signing/agreement-page.tsx';
import { renderDeclinePage } from '../../pages/signing/decline-page.tsx';
import { renderPaperPage } from '../../pages/signing/paper-page.tsx';
import { renderPaymentPage } from '../../pages/signing/payment-page.tsx';
import { renderQuestionPage } from '../../pages/signing/question-page.tsx';
import { renderRecordsPage } from '../../pages/signing/records-page.tsx';
import { renderSignPage } from '../../pages/signing/sign-page.tsx';
import { renderTermsPage } from '../../pages/signing/terms-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';
import { withScript } from '../security.ts';
import { agreementTextOf } from './agreement-text.ts';
import { paymentOptions } from './payment-options.ts';
import { amountOf, capacityOf, disclosuresOf, joinsBy, keyTermsOf, physicianNameOf } from './signing-words.ts';

export type ScreenName = Extract<OpenedLink, { state: 'step' }>['step'] | 'decline' | 'question' | 'paper';

/** The path under which each screen's form is sent. */
export const formStepOf: Record<ScreenName, string> = {
  records: 'records',
  terms: 'terms',
  document: 'agreement',
  sign: 'sign',
  payment: 'payment',
  decline: 'decline',
  question: 'question',
  paper: 'paper',
};

export function isScreen(step: string): boolean {
  return Object.values(formStepOf).includes(step);
}

/** One screen of signing; with errors, as it was filled in. */
export async function showScreen(
  request: Request,
  place: SigningPlace,
  screen: ScreenName,
  again?: { values: FieldValues; errors?: FieldErrors },
): Promise<Answer> {
  const shown = page(await render(request, place, screen, again ?? {}), again?.errors === undefined ? 200 : 422);
  return screen === 'sign' ? withScript(shown) : shown;
}

async function render(
  request: Request,
  place: SigningPlace,
  screen: ScreenName,
  again: { values?: FieldValues; errors?: FieldErrors },
) {
  const { book } = request;
  const { token, agreement, document } = place;
  const today = practiceDate(request.deps.now, request.deps.timeZone);
  const common = {
    practice: book.practice,
    action: `/sign/${token}/${formStepOf[screen]}`,
    ways: {
      question: `/sign/${token}/question`,
      // Whoever is on paper already, or has signed, needs no other.
      paper: wantsPaper(agreement, place.signer) ? undefined : `/sign/${token}/paper`,
      decline: `/sign/${token}/decline`,
    },
    ...again,
  };
  switch (screen) {
    case 'records':
      return renderRecordsPage({ ...common, statement: recordsStatement(book.practice) });
    case 'terms':
      return renderTermsPage({
        ...common,
        terms: keyTermsOf(book, agreement, document, today),
        disclosures: disclosuresOf(book, agreement, document),
      });
    case 'document':
      return renderAgreementPage({ ...common, agreementHtml: await agreementTextOf(request, place) });
    case 'sign':
      return renderSign(request, place, common);
    case 'payment':
      return renderPaymentPage({
        ...common,
        physicianName: physicianNameOf(book, agreement),
        amountCents: amountOf(agreement, today),
        ...paymentOptions(request.payments),
      });
    case 'question':
      return renderQuestionPage({ ...common, backHref: `/sign/${token}` });
    case 'paper':
      return renderPaperPage({ ...common, backHref: `/sign/${token}` });
    case 'decline':
      return renderDeclinePage({
        ...common,
        ends: endsByDecline(place, today),
        joins: joinsBy(agreement, document),
        backHref: `/sign/${token}`,
      });
  }
}

/** What a no to changed terms ends, and when: with the term that runs, or now that it is over. */
function endsByDecline({ agreement, document }: SigningPlace, today: string): string | undefined {
  const renewal = renewalBy(agreement, document.documentId);
  if (renewal === undefined) return undefined;
  const lastDay = addDays(renewal.startsOn, -1);
  return lastDay < today ? today : lastDay;
}

type Common = {
  practice: Request['book']['practice'];
  action: string;
  ways: Ways;
};

function renderSign({ book, deps }: Request, { agreement, document, signer }: SigningPlace, common: Common): string {
  return renderSignPage({
    ...common,
    signerName: fullName(personOf(agreement, signer)),
    capacity: capacityOf(agreement, signer),
    terms: keyTermsOf(book, agreement, document, practiceDate(deps.now, deps.timeZone)),
    hidden: { textHash: document.textHash },
  });
}

/** After signing paper is too late; to decline is not, until the physician has signed. */
export function mayShow({ state, document }: Extract<OpenedLink, { state: 'step' | 'done' }>, step: string): boolean {
  return state === 'step' || (step !== 'paper' && (step === 'question' || document.status === 'open'));
}
