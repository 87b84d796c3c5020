import { practiceDate } from '../calendar/practice-time.ts';
import type { Agreement } from './agreement.ts';
import { type AgreementEvent, isRefused, type Outcome } from './events.ts';
import { withNextDate } from './next-date.ts';
import { correctBirthDate } from './on-birth-date.ts';
import { onContact } from './on-contact.ts';
import { onDate } from './on-date.ts';
import { onDeath } from './on-death.ts';
import { onEmailConsent } from './on-email-consent.ts';
import { onEnding } from './on-ending.ts';
import { stopWhatHoldsNoMore } from './on-joining.ts';
import { onMembers } from './on-members.ts';
import { onOwed } from './on-owed.ts';
import { onPaper } from './on-paper.ts';
import { onPayment } from './on-payment.ts';
import { onPeople } from './on-people.ts';
import { onPhysician } from './on-physician.ts';
import { onRenewal } from './on-renewal.ts';
import { onRepair } from './on-repair.ts';
import { onSigning } from './on-signing.ts';
import { onUse } from './on-use.ts';
import { onWaitlist } from './on-waitlist.ts';
import { restart } from './restart.ts';
import { voidAgreement } from './void.ts';
import { decided, isMarked, withFailure, withMark, withoutMark } from './with.ts';

/**
 * The one place that decides what an event does to an agreement: the agreement as it will be, the facts for the audit
 * trail, and the workflows to start or wake; or a refusal. Pure: `now` is a UTC instant, dates are the practice zone's.
 */
export function transition(agreement: Agreement, event: AgreementEvent, now: string, timeZone: string): Outcome {
  const decision = decide(agreement, event, now, timeZone);
  if (isRefused(decision)) return decision;
  const outcome = stopWhatHoldsNoMore(agreement, decision, now);
  if (outcome.agreement.ledger === agreement.ledger) return outcome;
  // Where money has moved, a statement of the year comes to be due.
  const isBegun = outcome.agreement.terms.length > 0 && outcome.agreement.status !== 'closed';
  return isBegun ? { ...outcome, agreement: withNextDate(outcome.agreement) } : outcome;
}

function decide(agreement: Agreement, event: AgreementEvent, now: string, timeZone: string): Outcome {
  if ('payerNumber' in event && event.payerNumber !== (agreement.formerPayers?.length ?? 0)) {
    return { refusal: 'changed_meanwhile' };
  }
  switch (event.type) {
    case 'signing_opened':
    case 'records_consented':
    case 'disclosures_accepted':
    case 'document_read':
    case 'signed':
    case 'declined':
    case 'document_expired':
    case 'fresh_link_requested':
    case 'link_resent':
    case 'wrong_person_reported':
    case 'identity_unlocked':
    case 'identity_seen':
      return onSigning(agreement, event, now, timeZone);
    case 'payment_method_saved':
    case 'payment_succeeded':
    case 'payment_failed':
    case 'payment_pending':
    case 'payment_unknown':
    case 'payment_recorded':
    case 'check_bounced':
    case 'credit_given':
    case 'invoice_given_up':
    case 'invoice_escalated':
    case 'invoice_extended':
    case 'invoice_written_off':
      return onPayment(agreement, event, now, timeZone);
    case 'signed_on_paper':
    case 'paper_wanted':
    case 'proof_noted':
      return onPaper(agreement, event, now, timeZone);
    case 'seat_offered':
    case 'offer_accepted':
    case 'offer_declined':
    case 'offer_lapsed':
    case 'waitlist_left':
      return onWaitlist(agreement, event, now, timeZone);
    case 'contact_corrected':
    case 'email_refused':
    case 'letter_returned':
      return onContact(agreement, event, now, timeZone);
    case 'email_withdrawn':
    case 'email_consented':
      return onEmailConsent(agreement, event, now, timeZone);
    case 'birth_date_corrected':
      return correctBirthDate(agreement, event, practiceDate(now, timeZone));
    case 'payer_authorised':
    case 'payer_declined':
    case 'payer_named':
    case 'helper_added':
    case 'helper_revoked':
    case 'question_asked':
    case 'question_answered':
      return onPeople(agreement, event, now, timeZone);
    case 'renewal_planned':
    case 'renewal_accepted':
    case 'renewal_due':
    case 'grace_over':
      return onRenewal(agreement, event, now, timeZone);
    case 'ending_noticed':
    case 'ending_undone':
    case 'care_ended':
    case 'refund_made':
    case 'refund_posted':
      return onEnding(agreement, event, now, timeZone);
    case 'owed_paid':
    case 'owed_written_off':
    case 'paid_back':
      return onOwed(agreement, event, now, timeZone);
    case 'death_recorded':
    case 'death_undone':
      return onDeath(agreement, event, now, timeZone);
    case 'physician_change_proposed':
    case 'physician_leaves':
    case 'physician_change_answered':
    case 'physician_change_signed':
    case 'physician_change_refused':
      return onPhysician(agreement, event, now, timeZone);
    case 'service_used':
      return onUse(agreement, event, now, timeZone);
    case 'member_added':
    case 'adult_asked':
    case 'joining_stopped':
    case 'member_leaves':
    case 'member_stays':
    case 'guardian_named':
      return onMembers(agreement, event, now, timeZone);
    case 'date_came':
      return onDate(agreement, event, now, timeZone);
    case 'voided':
      return voidAgreement(agreement, event, now);
    case 'restarted':
      return restart(agreement, event, practiceDate(now, timeZone));
    case 'repaired':
      return onRepair(agreement, event, now, timeZone);
    case 'attention_needed': {
      const { type, code, wish } = event;
      const marked = wish === undefined ? withMark(agreement, code, now) : withFailure(agreement, code, now, wish);
      if (marked === agreement) return { refusal: 'nothing_changes' };
      return decided(marked, type, { code, ...(wish === undefined ? {} : { wish }) });
    }
    case 'attention_settled': {
      const { type, code, memberId } = event;
      if (!isMarked(agreement, code, memberId)) return { refusal: 'nothing_changes' };
      const about = { code, ...(memberId === undefined ? {} : { memberId }) };
      return decided(withoutMark(agreement, code, memberId), type, about);
    }
  }
}
