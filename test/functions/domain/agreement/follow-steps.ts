import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { type AgreementEvent, isRefused } from '../../../../functions/domain/agreement/events.ts';
import { type OnboardingStep, onboardingStep } from '../../../../functions/domain/agreement/onboarding-step.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { type BillingStep, billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { type SigningStep, signingStep } from '../../../../functions/domain/signing/signing-step.ts';
import { anApplication, approvedWith, events, ofWhatIsOpen } from '../../../support/builders.ts';
import { eventOf, later } from './random-life.ts';

// The workflows without their machines: does what each step says, moves the clock through each wait, and lets people act
// in between.

type Step = OnboardingStep | SigningStep | BillingStep;

/** What a person does, and at which part of the wait that goes on then: 0 at once, 1 at the moment that it ends. */
export interface Deed {
  what: 'due' | 'methodSaved' | 'otherMethodSaved' | 'declined' | 'declinedByPhysician' | 'freshLink' | 'nothing';
  part: number;
}

export interface World {
  bornAt: string;
  timeZone: string;
  deeds: Deed[];
  /** Whether each charge goes through; those beyond the list do not. */
  charges: boolean[];
  /** How long each mailing stands still, in minutes; those beyond the list do not. */
  mailDelays: number[];
}

export interface Ended {
  outcome: string;
  agreement: Agreement;
  endedAt: string;
  steps: number;
  sent: { key: string; at: string }[];
  waits: { from: string; until: string }[];
  charged: number[];
}

/** Follows the steps from the offer to the end. Throws where a step is refused or nothing comes to an end. */
export function followSteps(world: World, maxSteps: number): Ended {
  const { timeZone } = world;
  const [deeds, charges, mailDelays] = [[...world.deeds], [...world.charges], [...world.mailDelays]];
  const notices = new Map<string, Notice>();
  const ended: Omit<Ended, 'outcome' | 'agreement' | 'endedAt' | 'steps'> = { sent: [], waits: [], charged: [] };
  const born = createAgreement(anApplication(), approvedWith(), world.bornAt);
  let { agreement } = born;
  let now = world.bornAt;

  for (let steps = 1; steps <= maxSteps; steps += 1) {
    const step = nextStep();
    switch (step.next) {
      case 'lapse':
        decide(events.offerLapsed);
        break;
      case 'open':
        decide(events.signingOpened);
        break;
      case 'expire':
        decide(events.documentExpired);
        break;
      case 'collect':
        collect();
        break;
      case 'give-up':
        decide(events.invoiceGivenUp);
        break;
      case 'mail':
        now = later(now, mailDelays.shift() ?? 0);
        for (const key of step.noticeKeys) send(key);
        break;
      case 'wait':
        waitUntil(step.until);
        break;
      case 'end':
        return { ...ended, outcome: step.outcome, agreement, endedAt: now, steps };
      default:
        throw new Error(`Nobody can do "${step.next}"`);
    }
  }
  throw new Error(`Not at an end after ${maxSteps} steps: ${agreement.status}`);

  /** A child that the parent starts has something to do: else the two would go round in a circle. */
  function nextStep(): Step {
    const by = { agreementId: agreement.agreementId, notices, timeZone };
    const parent = onboardingStep(agreement, now, by);
    if (parent.next !== 'sign' && parent.next !== 'bill') return parent;
    const child =
      parent.next === 'sign'
        ? signingStep(agreement, parent.documentId, now, by)
        : billingStep(agreement, parent.invoiceId, now, by);
    if (child.next === 'end') throw new Error(`Nothing to ${parent.next} while ${agreement.status}`);
    return child;
  }

  function decide(event: AgreementEvent): void {
    const outcome = transition(agreement, event, now, timeZone);
    if (isRefused(outcome)) throw new Error(`"${event.type}" was refused: ${outcome.refusal}`);
    agreement = outcome.agreement;
  }

  function collect(): void {
    const methodNumber = agreement.paymentMethod?.number ?? 0;
    ended.charged.push(methodNumber);
    decide(
      ofWhatIsOpen(agreement, { ...(charges.shift() ? events.paymentSucceeded : events.paymentFailed), methodNumber }),
    );
  }

  function send(noticeKey: string): void {
    if (notices.has(noticeKey)) throw new Error(`"${noticeKey}" was sent already`);
    notices.set(noticeKey, { noticeKey, state: 'sent', claimedAt: now, sentAt: now });
    ended.sent.push({ key: noticeKey, at: now });
  }

  function waitUntil(until: string): void {
    if (until <= now) throw new Error(`A wait at ${now} until ${until} would never end`);
    ended.waits.push({ from: now, until });
    const deed = deeds.shift();
    if (deed === undefined || deed.what === 'nothing') {
      now = until;
      return;
    }
    now = new Date(Date.parse(now) + Math.round(deed.part * (Date.parse(until) - Date.parse(now)))).toISOString();
    const what = deed.what === 'due' && agreement.status === 'awaiting_payment' ? 'methodSaved' : deed.what;
    const event = eventOf({ what, minutesLater: 0, twist: 'none' }, agreement);
    // A person may be too late or out of turn; that changes nothing.
    const outcome = transition(agreement, event, now, timeZone);
    if (!isRefused(outcome)) agreement = outcome.agreement;
  }
}
