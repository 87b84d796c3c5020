import { billingRound, billingStep } from '../billing/billing-step.ts';
import { invoiceOf, isFirstPayment } from '../billing/invoice.ts';
import { practiceDate } from '../calendar/practice-time.ts';
import { endingOf, settlesOn } from '../ending/ending.ts';
import { terminationStep } from '../ending/termination-step.ts';
import type { Practicalities } from '../notices/due-notices.ts';
import { isSent, noticeKeys } from '../notices/notice.ts';
import { renewalRound, renewalStep } from '../renewal/renewal-step.ts';
import { patientSigners } from '../signing/signers.ts';
import { signingRound, signingStep } from '../signing/signing-step.ts';
import type { Agreement } from './agreement.ts';
import type { Wish } from './events.ts';
import { renewalDue } from './on-date.ts';
import { onboardingStep } from './onboarding-step.ts';

/** A workflow of an agreement that follows its position step by step. */
export type SteppedWish = Exclude<Wish, { workflow: 'notice' }>;

/** What a workflow does next for its agreement. Throws a RangeError where the agreement has nothing of that kind. */
export function stepOf(agreement: Agreement, wish: SteppedWish, now: string, by: Practicalities) {
  switch (wish.workflow) {
    case 'onboarding':
      return onboardingStep(agreement, now, by);
    case 'signing':
      return signingStep(agreement, wish.documentId, now, by);
    case 'billing':
      return billingStep(agreement, wish.invoiceId, now, by);
    case 'renewal':
      return renewalStep(agreement, wish.term, now, by);
    case 'termination':
      return terminationStep(agreement, wish.ending, now, by);
  }
}

/** The name of the execution that a wish starts; used once, so that whatever begins once more has another. */
export function executionName(agreement: Agreement, wish: SteppedWish): string {
  const { agreementId, run } = agreement;
  switch (wish.workflow) {
    case 'onboarding':
      return `onboarding-${agreementId}-r${run}`;
    case 'signing':
      return `signing-${agreementId}-${signingRound(agreement, wish.documentId)}-r${run}`;
    case 'billing': {
      const invoice = invoiceOf(agreement, wish.invoiceId);
      return `billing-${agreementId}-${invoice === undefined ? wish.invoiceId : billingRound(invoice)}-r${run}`;
    }
    case 'renewal':
      return `renewal-${agreementId}-${renewalRound(agreement, wish.term)}-r${run}`;
    case 'termination':
      return `termination-${agreementId}-${wish.ending}-r${run}`;
  }
}

/** Those that an agreement of this status is carried on by on a day; each begins where the table says it stands. */
export function workflowsOf(agreement: Agreement, today: string): SteppedWish[] {
  const { status, documents, invoices, renewal, formerPlan, terms, formerMembers = [] } = agreement;
  switch (status) {
    case 'waitlisted':
      return [];
    case 'offered':
    case 'awaiting_signature':
    case 'awaiting_countersignature':
    case 'awaiting_payment':
    case 'closed':
      return [{ workflow: 'onboarding' }];
    case 'active':
    case 'in_grace':
    case 'ending':
    case 'ended': {
      const open = invoices.filter((one) => one.status === 'open' && !isFirstPayment(one));
      const ending = endingOf(agreement);
      const isOver =
        ending !== undefined && (status === 'ended' || (status === 'ending' && settlesOn(ending) <= today));
      // Until its next one is planned; while that is planned anew, it is the renewal's.
      const isFirstYear = terms.length === 1 && renewal === undefined && formerPlan === undefined;
      const term = renewal?.term ?? renewalDue(agreement, today);
      return [
        // The welcome may be what is missing.
        ...(isFirstYear ? [{ workflow: 'onboarding' as const }] : []),
        ...open.map(({ invoiceId }) => ({ workflow: 'billing' as const, invoiceId })),
        ...documents
          .filter((one) => one.status === 'open')
          .map(({ documentId }) => ({ workflow: 'signing' as const, documentId })),
        ...(term === undefined ? [] : [{ workflow: 'renewal' as const, term }]),
        ...formerMembers.map(({ memberId }) => ({ workflow: 'termination' as const, ending: memberId })),
        ...(isOver ? [{ workflow: 'termination' as const, ending: ending.number }] : []),
      ];
    }
  }
}

/** Those of them that have something left to do: each has a wish that is still open, or an execution that runs. */
export function unfinishedOf(agreement: Agreement, now: string, by: Practicalities): SteppedWish[] {
  // Whoever becomes a helper later gets no welcome, and nothing runs for it.
  const isWelcomed =
    agreement.terms.length > 0 &&
    patientSigners(agreement)
      // Whoever joined later is welcomed otherwise.
      .filter(({ signerId }) => agreement.documents[0]?.signers.some((first) => first.signerId === signerId))
      .every(({ signerId }) => isSent(by.notices.get(noticeKeys.welcome(signerId))));
  return workflowsOf(agreement, practiceDate(now, by.timeZone))
    .filter(({ workflow }) => workflow !== 'onboarding' || !isWelcomed)
    .filter((wish) => stepOf(agreement, wish, now, by).next !== 'end');
}
