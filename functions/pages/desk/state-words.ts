import { type Agreement, type AgreementStatus, type CloseReason, termOn } from '../../domain/agreement/agreement.ts';
import { type Ending, endingOf, type Settlement } from '../../domain/ending/ending.ts';
import { formatCents } from '../../domain/money/money.ts';
import { signingOf } from '../../domain/renewal/changed-terms.ts';
import { livingPatients } from '../../domain/signing/signers.ts';
import { longDate } from '../civil-date-words.ts';

export const statusWords: Record<AgreementStatus, string> = {
  waitlisted: 'On the waiting list',
  offered: 'Offered',
  awaiting_signature: 'Waits for the patient',
  awaiting_countersignature: 'Waits for the physician',
  awaiting_payment: 'Waits for the first payment',
  active: 'In force',
  in_grace: 'Over, and not decided',
  ending: 'Ends soon',
  ended: 'Ended',
  closed: 'Closed',
};

const closeWords: Record<CloseReason, string> = {
  declined: 'It was declined.',
  expired: 'It was not signed in time.',
  unpaid: 'The first payment did not come in time.',
  voided: 'The practice made it void.',
  physician_left: 'Its physician leaves the practice.',
  withdrawn: 'They left the waiting list.',
  offer_declined: 'They did not want the seat that was offered.',
  offer_lapsed: 'They did not answer the offer of a seat in time.',
};

/** What comes after the words of the status: since when, for how long, and what is next. */
export function stateSentence(agreement: Agreement, physicianName: string, today: string): string {
  const { status, offer, closedFor, terms, documents } = agreement;
  const [document] = documents;
  const asked = document === undefined ? [] : livingPatients(agreement, document);
  const open = asked.filter(({ signature }) => signature === undefined).length;
  const until = document?.expiresOn === undefined ? '' : `, until ${longDate(document.expiresOn)}`;
  switch (status) {
    case 'waitlisted':
      return `Of ${physicianName}; a freed seat is offered by itself.`;
    case 'offered':
      return offer !== undefined && offer.acceptedAt === undefined
        ? `A freed seat is offered; they have until ${longDate(offer.answerBy)} to say yes.`
        : 'Approved, with a seat; the agreement goes out to be signed.';
    case 'awaiting_signature':
      if (open > 0) return `${open === 1 ? 'One person has' : `${open} people have`} still to sign${until}.`;
      return `All have signed; a payment method is still to come${until}.`;
    case 'awaiting_countersignature':
      return `All on the patient’s side is done; ${physicianName} has still to sign${until}.`;
    case 'awaiting_payment':
      return 'Both sides have signed; the first payment is still open.';
    case 'active': {
      // Where a later year is settled already, the one that runs.
      const term = termOn(agreement, today) ?? terms.at(-1);
      const state = term === undefined ? '' : `From ${longDate(term.startsOn)} to ${longDate(term.endsOn)}.`;
      return `${state}${termsWords(agreement)}`;
    }
    case 'in_grace':
      return `The year is over, and nobody has said whether it goes on. The seat is kept, and nothing is charged.${termsWords(agreement)}`;
    case 'ending':
    case 'ended':
      return endingSentence(endingOf(agreement));
    case 'closed':
      return closedFor === undefined ? '' : closeWords[closedFor];
  }
}

/** Of changed terms: whether they are signed. */
function termsWords(agreement: Agreement): string {
  const { renewal } = agreement;
  if (renewal === undefined) return '';
  const day = longDate(renewal.startsOn);
  switch (signingOf(agreement)) {
    case 'none':
      return '';
    case 'open':
      return ` The terms change on ${day}; they are not signed by both sides yet.`;
    case 'done':
      return ` Both sides have signed the terms that hold from ${day} on.`;
  }
}

const endedBy = {
  patient: 'Cancelled by the patient',
  practice: 'Ended by the practice',
  death: 'Ended by a death',
} as const;

function endingSentence(ending: Ending | undefined): string {
  if (ending === undefined) return '';
  const { by, endsOn, how, settlement } = ending;
  const who = endedBy[by];
  const refund =
    settlement === undefined
      ? ''
      : ` ${settlement.refundedCents === 0 ? 'Nothing' : formatCents(settlement.refundedCents)} to be paid back${usedWords(settlement)}.${owedWords(settlement)}`;
  return `${who}${how === 'at-term-end' ? ', not renewed' : ''}; the last day is ${longDate(endsOn)}.${refund}`;
}

function owedWords({ owedCents }: Settlement): string {
  return owedCents === 0 ? '' : ` ${formatCents(owedCents)} of what was earned was not paid.`;
}

function usedWords({ usedServicesCents }: Settlement): string {
  return usedServicesCents === undefined
    ? ''
    : `, ${formatCents(usedServicesCents)} for services that were used taken off`;
}
