import {
  type Agreement,
  type AgreementStatus,
  type CloseReason,
  type Ending,
  endingOf,
} from '../../domain/agreement/agreement.ts';
import type { AuditEntry } from '../../domain/audit/audit-trail.ts';
import { formatCents } from '../../domain/money/money.ts';
import { noticeTopic } from '../../domain/notices/notice.ts';
import { signingOf } from '../../domain/renewal/changed-terms.ts';
import { isPatientSide } from '../../domain/signing/signers.ts';
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

/** Where an agreement stands, and what comes next, in a sentence. */
export function stateSentence(agreement: Agreement, physicianName: string): string {
  const { status, offer, closedFor, terms, documents } = agreement;
  const [document] = documents;
  const open = document?.signers.filter((one) => isPatientSide(one) && one.signature === undefined).length ?? 0;
  const until = document?.expiresOn === undefined ? '' : `, until ${longDate(document.expiresOn)}`;
  switch (status) {
    case 'waitlisted':
      return `On the waiting list of ${physicianName}; a freed seat is offered by itself.`;
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
      const [term] = terms;
      const state =
        term === undefined ? 'In force.' : `In force from ${longDate(term.startsOn)} to ${longDate(term.endsOn)}.`;
      return `${state}${termsWords(agreement)}`;
    }
    case 'in_grace':
      return `The year is over, and nobody has said whether it goes on. The seat is kept, and nothing is charged.${termsWords(agreement)}`;
    case 'ending':
    case 'ended':
      return endingSentence(endingOf(agreement));
    case 'closed':
      return closedFor === undefined ? 'Closed.' : `Closed. ${closeWords[closedFor]}`;
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
  if (ending === undefined) return 'Ended.';
  const { by, endsOn, how, settlement } = ending;
  const who = endedBy[by];
  const refund = settlement === undefined ? '' : ` ${formatCents(settlement.refundedCents)} to be paid back.`;
  return `${who}${how === 'at-term-end' ? ', not renewed' : ''}; the last day is ${longDate(endsOn)}.${refund}`;
}

const attention: Record<string, string> = {
  mail_blocked: 'Email can’t be sent at the moment',
  mail_not_delivered: 'An email did not arrive',
  email_refused: 'Takes no email from us any more: letters go by post',
  letter_returned: 'A letter came back: find a new address',
  physician_not_reached: 'The physician’s email about the queue did not arrive',
  wish_failed: 'The next step could not be started',
  execution_failed: 'A step failed',
  execution_timed_out: 'A step took too long',
  execution_aborted: 'A step was stopped',
  wrong_person: 'An email reached the wrong person',
  paper_wanted: 'Wants paper',
  payer_declined: 'Whoever was to pay does not want to',
  question: 'Has a question',
  terms_declined: 'The physician declined the changed terms: decide how it goes on',
  version_not_sold: 'A newer version of the plan can’t be sold to them: it renews at their own',
  renewal_undecided: 'Thirty days after its year it is not decided whether it goes on',
  member_died: 'A member has died: see to what becomes of the household’s agreement',
  owed_at_end: 'It has ended, and a part of what was earned is not paid',
  refund_by_check: 'A refund is to be sent by check',
  doctor_changes_sooner: 'The physician leaves before the change of doctor was due, so it comes sooner: tell them',
  unpaid: 'A payment is still open: decide what becomes of it',
  charged_after_close: 'Money came although nothing was due: it has to go back',
  link_shut: 'Somebody guessed at the date of birth',
  turns_65: 'Turns 65 soon: see to Medicare',
  plan_not_for_state: 'Lives where this plan may not be sold',
  comes_of_age: 'Comes of age soon: has to sign in person',
  came_of_age: 'Has come of age: nobody else signs for them any more',
};

export function attentionWords(code: string): string {
  return attention[code] ?? code.replaceAll('_', ' ');
}

/** What a letter is, by the key of its notice. */
export function letterWords(noticeKey: string): string {
  const topic = noticeTopic(noticeKey);
  switch (topic.kind) {
    case 'request':
      return 'The papers to sign';
    case 'reminder':
      return 'A reminder to sign';
    case 'fresh':
      return 'The papers once more';
    case 'invoice':
      return 'The invoice';
    case 'receipt':
      return 'The receipt';
    case 'statement':
      return `What was paid in ${topic.year}`;
    case 'renewal':
      return 'The notice of renewal';
    case 'renewed':
      return 'That it is renewed';
    case 'grace':
      return 'That the year is over';
    case 'ending':
      return 'When it ends';
    case 'resumed':
      return 'That it goes on';
    case 'ended':
      return 'The closing statement';
    case 'newdoctor':
    case 'newdoctoragain':
      return 'The question about another doctor';
    case 'doctorsettled':
      return 'Who the doctor is from now on';
    case 'unpaid':
    case 'dunning':
      return 'About a payment that is open';
    case 'joined':
      return 'That a child is part of the plan';
    case 'left':
      return 'That somebody has left the plan';
    case 'comingofage':
      return 'That a child comes of age';
    case 'welcome':
      return 'The welcome, once in force';
    case 'offer':
      return 'A free seat';
    case 'waitlisted':
      return 'On the waiting list';
    case 'closed':
    case 'closedpayer':
    case 'applicationclosed':
      return 'That it is closed';
    case 'copy':
      return 'A copy for a helper';
    default:
      return 'A letter';
  }
}

const facts: Record<string, string> = {
  application_approved: 'Approved',
  seat_offered: 'A freed seat was offered',
  offer_accepted: 'The seat was accepted',
  offer_declined: 'The seat was not wanted',
  offer_lapsed: 'The offer of the seat lapsed',
  waitlist_left: 'Left the waiting list',
  signing_opened: 'The signers were asked',
  records_consented: 'Agreed to electronic records',
  disclosures_accepted: 'Accepted the disclosures',
  document_read: 'Read the agreement',
  signed: 'Signed',
  signed_on_paper: 'Signed on paper',
  countersigned: 'The physician signed',
  declined: 'Declined',
  document_expired: 'The time to sign ran out',
  payment_method_saved: 'A payment method was given',
  invoice_paid: 'Paid',
  payment_failed: 'A payment did not go through',
  invoice_given_up: 'The first payment was given up',
  date_came: 'Something fell due',
  invoice_escalated: 'A payment stayed open after the last reminder',
  invoice_extended: 'More time to pay was given',
  invoice_written_off: 'A payment was written off',
  payment_recorded: 'A payment was recorded',
  check_bounced: 'The bank took a check back',
  credit_given: 'Less was asked for',
  payment_pending: 'The bank has a payment',
  payment_unknown: 'The answer to a charge was lost; it is looked up',
  activated: 'In force',
  voided: 'Made void',
  service_used: 'A service was recorded',
  renewal_planned: 'The next year was prepared',
  renewal_accepted: 'The next year was said yes to',
  renewed_by_itself: 'Renewed by itself',
  renewed_by_signature: 'Renewed at the changed terms that both sides signed',
  signing_extended: 'More time to sign: until the days of grace are over',
  grace_begun: 'The year is over, undecided',
  grace_over: 'Thirty days later it is undecided still',
  physician_change_proposed: 'Another doctor was proposed',
  physician_change_reminded: 'Another doctor was asked about once more',
  physician_change_accepted: 'Another doctor was said yes to',
  physician_change_declined: 'Another doctor was said no to',
  physician_change_refused: 'The other doctor did not want to sign',
  physician_change_lapsed: 'The time for another doctor ran out',
  physician_change_signed: 'The new doctor signed',
  physician_changed: 'The new doctor took over',
  physician_leaves: 'Its doctor leaves the practice',
  ending_noticed: 'Its end was settled',
  ending_undone: 'The ending was undone',
  death_recorded: 'A death was recorded',
  death_undone: 'A death was recorded by mistake: undone',
  care_ended: 'It ended',
  refund_made: 'A part was paid back',
  member_added: 'A child was added',
  member_leaves: 'It was recorded that somebody leaves',
  member_stays: 'Whoever was to leave stays',
  departure_settled: 'What goes back for whoever left was settled',
  refund_posted: 'A check with the refund was posted',
  link_resent: 'A fresh link was sent',
  fresh_link_requested: 'A fresh link was asked for',
  wrong_person_reported: 'Reached the wrong person',
  identity_unlocked: 'Unlocked',
  identity_seen: 'Identity seen at the practice',
  paper_wanted: 'Paper was asked for',
  proof_noted: 'A proof was noted',
  contact_corrected: 'Contact data were corrected',
  email_refused: 'Letters go by post from now on',
  letter_returned: 'A letter came back',
  payer_named: 'A payer was named',
  payer_authorised: 'The payer agreed',
  payer_declined: 'The payer did not agree',
  helper_added: 'A helper gets copies',
  helper_revoked: 'A helper gets no more copies',
  question_asked: 'A question was asked',
  question_answered: 'A question was answered',
  restarted: 'What failed was begun again',
  repaired: 'Something did not fit together and was put right',
  attention_needed: 'Somebody should look',
  attention_settled: 'Looked at',
};

/** One line of the timeline. */
export function factWords({ type, data }: Pick<AuditEntry, 'type' | 'data'>): string {
  const about = typeof data.code === 'string' ? `: ${attentionWords(data.code)}` : '';
  const reason = typeof data.reason === 'string' && data.reason !== '' ? ` (${data.reason})` : '';
  return `${facts[type] ?? type.replaceAll('_', ' ')}${about}${reason}`;
}
