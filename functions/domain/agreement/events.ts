import type { CollectionPreset } from '../billing/collection.ts';
import type { PaymentMethod } from '../billing/invoice.ts';
import type { CancelMedium, Ending } from '../ending/ending.ts';
import type { PaymentMedium } from '../ledger/ledger.ts';
import type { Payer, PersonRef } from '../people/member.ts';
import type { EmailRefusal, Party, Person, PostalAddress } from '../people/person.ts';
import type { PhysicianLeave } from '../physician/physician-change.ts';
import type { Evidence } from '../signing/signed-document.ts';
import type { ServiceUse, UseRefusal } from '../use/service-use.ts';
import type { Agreement, Renewal } from './agreement.ts';
import type { DrawnText } from './create-agreement.ts';
import type { Difference } from './differences.ts';

/** What can happen to an agreement. `now` is given beside it, never within. */
export type AgreementEvent =
  | { type: 'signing_opened'; documentId: string }
  | { type: 'records_consented'; documentId: string; signerId: string; statementHash: string; evidence: Evidence }
  | { type: 'disclosures_accepted'; documentId: string; signerId: string; ids: string[]; evidence: Evidence }
  | { type: 'document_read'; documentId: string; signerId: string }
  | {
      type: 'signed';
      documentId: string;
      signerId: string;
      name: string;
      textHash: string;
      /** An SVG path. */
      drawing?: string;
      /** Required of patients: yes or no to automatic renewal. */
      renewalConsent?: boolean;
      evidence: Evidence;
    }
  | {
      type: 'declined';
      documentId: string;
      signerId: string;
      reason: string;
      /** The practice's own, where an agreement in force comes to its end by it. */
      coolingOffDays?: number;
      evidence: Evidence;
    }
  | { type: 'document_expired'; documentId: string }
  | {
      type: 'payment_method_saved';
      method: Pick<PaymentMethod, 'reference' | 'label' | 'kind'>;
      evidence: Evidence;
      by?: string;
      payerNumber?: number;
    }
  | { type: 'payment_succeeded'; invoiceId: string; chargeId: string; amountCents: number; methodNumber: number }
  | { type: 'payment_failed'; invoiceId: string; code: string; methodNumber: number; retry?: number }
  | { type: 'payment_pending'; invoiceId: string; lookUpAt: string; methodNumber: number; retry?: number }
  | { type: 'payment_unknown'; invoiceId: string; methodNumber: number; retry?: number }
  | ({ type: 'payment_recorded'; invoiceId: string } & RecordedPayment)
  /** By staff: the bank took a check back. From then on it is gone after by the practice's way. */
  | { type: 'check_bounced'; paymentId: string; collection: CollectionPreset; by: string }
  /** By staff: the practice asks for less. `creditId` tells a form that comes twice. */
  | { type: 'credit_given'; invoiceId: string; creditId: string; amountCents: number; reason: string; by: string }
  | { type: 'invoice_given_up'; invoiceId: string }
  /** Of a term: the reminders are over, and it is open still. */
  | { type: 'invoice_escalated'; invoiceId: string }
  | { type: 'invoice_extended'; invoiceId: string; until: string; by: string }
  | { type: 'invoice_written_off'; invoiceId: string; reason: string; by: string }
  /** `terms`: the text to be signed, where the renewal names a document. */
  | { type: 'renewal_planned'; renewal: Renewal; terms?: DrawnText }
  | { type: 'renewal_accepted'; medium: CancelMedium; by?: string; evidence?: Evidence }
  /** The renewal date has come; `unproven` are the rules without a notice that is proven in its window. */
  | { type: 'renewal_due'; unproven: string[] }
  /** Thirty days after it, and nobody has decided. */
  | { type: 'grace_over' }
  /** By the patient, or by the practice: then the physician has decided, and a letter was posted. */
  | {
      type: 'ending_noticed';
      by: 'patient' | 'practice';
      how: Ending['how'];
      /** The last day of care, where it is not the term's last. */
      endsOn?: string;
      noticeReceivedOn: string;
      medium: CancelMedium;
      /** The practice's own, where the patient ends it. */
      coolingOffDays?: number;
      reason?: string;
      /** Of the practice: a breach, or a law that lets it end at once. */
      atOnce?: boolean;
      recordedBy?: string;
      evidence?: Evidence;
    }
  /** By staff: of what was owed when it ended, money has come; or it is asked for no more. */
  | ({ type: 'owed_paid' } & RecordedPayment)
  | { type: 'owed_written_off'; reason: string; by: string }
  /** By staff: of what came although nothing was due, so much has gone back. `paybackId` tells a form that comes twice. */
  | { type: 'paid_back'; paybackId: string; amountCents: number; reference: string; by: string }
  | { type: 'ending_undone'; by?: string; evidence?: Evidence }
  /** By staff, on a civil date that is not to come; and that it was recorded by mistake. */
  | { type: 'death_recorded'; memberId: string; diedOn: string; medium: CancelMedium; by: string }
  | { type: 'death_undone'; memberId: string; by: string }
  /** By staff: another physician is to take it over, by the patients' wish. */
  | { type: 'physician_change_proposed'; to: string; effectiveOn: string; by: string }
  /** Its physician leaves; `to` is offered in their place. Without an offer, or a yes to it, the agreement ends. */
  | { type: 'physician_leaves'; leave: PhysicianLeave; to?: string; by: string }
  /** One signer's answer to the change of that number. */
  | {
      type: 'physician_change_answered';
      number: number;
      signerId: string;
      answer: 'yes' | 'no';
      medium: CancelMedium;
      by?: string;
      evidence?: Evidence;
    }
  /** The new physician countersigns the agreement, whose text has that hash; or does not want to. */
  | {
      type: 'physician_change_signed';
      number: number;
      physicianId: string;
      name: string;
      textHash: string;
      evidence: Evidence;
    }
  | { type: 'physician_change_refused'; number: number; physicianId: string; reason: string; evidence: Evidence }
  /** The last day of care is over; for one member, where one is named. */
  | { type: 'care_ended'; memberId?: string }
  | { type: 'refund_made'; paymentId: string; refundId: string; memberId?: string }
  /** By staff: the check with the refund was posted. */
  | { type: 'refund_posted'; paymentId: string; checkNumber: string; by: string; memberId?: string }
  /** By staff: a child, by the wish of whoever signed and speaks for it. */
  | {
      type: 'member_added';
      person: Omit<Person, 'address'>;
      /** Tells a form that comes twice. */
      memberId: string;
      guardian: { signerId: string; capacity: 'parent' | 'guardian' };
      needsPrivateContract?: boolean;
      by: string;
    }
  /** By staff: an adult is asked to join; `text`: what all of them have to sign first. */
  | {
      type: 'adult_asked';
      person: Person;
      memberId: string;
      text: DrawnText;
      needsPrivateContract?: boolean;
      by: string;
    }
  /** By staff: they are not asked any more. */
  | { type: 'joining_stopped'; documentId: string; by: string }
  /** By staff: one leaves, the others stay. */
  | {
      type: 'member_leaves';
      memberId: string;
      lastDay: string;
      noticeReceivedOn: string;
      medium: CancelMedium;
      by: string;
    }
  | { type: 'member_stays'; memberId: string; by: string }
  /** By staff: another of the signers speaks for a child from now on; `proof` is what shows that they may. */
  | {
      type: 'guardian_named';
      memberId: string;
      signerId: string;
      capacity: 'parent' | 'guardian';
      proof: string;
      by: string;
    }
  /** By staff; `useId` tells a form that comes twice from another use. */
  | { type: 'service_used'; use: Omit<ServiceUse, 'recordedAt' | 'recordedBy'>; by: string }
  /** The sweep: the agreement's next date has come. */
  | { type: 'date_came'; collection: CollectionPreset }
  | { type: 'fresh_link_requested'; documentId: string; signerId: string }
  /** By staff, who may choose another than the longest-waiting with a reason; without `by`, since a seat was freed. */
  | { type: 'seat_offered'; by?: string; reason?: string }
  /** On the page, or as staff heard it. */
  | { type: 'offer_accepted' | 'offer_declined'; medium?: CancelMedium; by?: string; evidence?: Evidence }
  | { type: 'offer_lapsed' }
  | { type: 'waitlist_left'; evidence?: Evidence; by?: string }
  | { type: 'voided'; by: string; reason: string }
  /** `generation`: of the links that were out when it was asked for, so that a form sent twice sends one mail. */
  | { type: 'link_resent'; documentId: string; signerId: string; generation: number; by: string }
  | { type: 'wrong_person_reported'; documentId: string; signerId: string; evidence: Evidence }
  | { type: 'identity_unlocked'; documentId: string; signerId: string; by: string }
  | { type: 'identity_seen'; documentId: string; signerId: string; by: string; seen: string }
  | { type: 'paper_wanted'; documentId: string; signerId: string; by?: string }
  | {
      type: 'signed_on_paper';
      documentId: string;
      signerId: string;
      name: string;
      signedOn: string;
      renewalConsent: boolean;
      by: string;
    }
  | { type: 'proof_noted'; documentId: string; signerId: string; kind: string; expiresOn?: string; by: string }
  | {
      type: 'contact_corrected';
      person: PersonRef;
      contact: Contact;
      /** With a new address: everybody who lived at the old one has moved along. */
      wholeHousehold?: boolean;
      /** Absent of whoever gives their own, on their page. */
      by?: string | undefined;
    }
  /** To staff, or on their own page; with an address where none served for letters. */
  | { type: 'email_withdrawn'; person: PersonRef; address?: PostalAddress; by?: string; evidence?: Evidence }
  /** By staff: whoever withdrew it has agreed to email again, at that address. */
  | { type: 'email_consented'; person: PersonRef; email: string; medium: CancelMedium; by: string }
  /** By staff, of a member. */
  | { type: 'birth_date_corrected'; memberId?: string; partyId?: string; birthDate: string; by: string }
  /** Of a mail of the agreement to that address: somebody complained, or it was not sent. `at`: when the mail service says so. */
  | { type: 'email_refused'; email: string; because: EmailRefusal; at: string }
  /** By staff: the letter of that notice, posted on that day, came back from somebody's postal address. */
  | {
      type: 'letter_returned';
      noticeKey: string;
      person: PersonRef;
      postedOn: string;
      returnedOn: string;
      by: string;
    }
  | ({ type: 'payer_authorised'; scope: NonNullable<Payer['authorised']>['scope'] } & PayersWord)
  | ({ type: 'payer_declined' } & PayersWord)
  /** By staff: another party, or a member who signs. `replaces`: how many had been replaced, which tells a form that comes twice. */
  | ({ type: 'payer_named'; replaces: number; by: string } & ({ party: Party } | { memberId: string }))
  | { type: 'helper_added'; party: Party; consentedBy: PersonRef; by: string }
  | { type: 'helper_revoked'; partyId: string; by: string }
  | { type: 'question_asked'; signerId: string; text: string }
  | { type: 'question_answered'; questionId: string; by: string }
  /** By staff: what failed begins again, under the next run. */
  | { type: 'restarted'; by: string }
  /** The sweep: what it found to differ in the agreement of this version. */
  | { type: 'repaired'; version: number; differences: readonly Difference[] }
  /** `wish`: what an execution that failed was for. */
  | { type: 'attention_needed'; code: string; wish?: Wish }
  | { type: 'attention_settled'; code: string; memberId?: string };

/** On the payer's own page, or to staff. */
export interface PayersWord {
  evidence?: Evidence;
  medium?: CancelMedium;
  by?: string;
  /** Told to staff: how many had been replaced then, which says whose word it is. */
  payerNumber?: number;
  /** Told to staff, that they stop: which method of theirs that is about. */
  methodNumber?: number;
}

/** What of somebody's contact data is corrected. */
export interface Contact {
  email?: string;
  phone?: string;
  address?: PostalAddress;
  /** Of a member: '' where it is none any more. */
  seasonalState?: string;
}

/** What was decided; becomes an entry of the audit trail. */
export interface Fact {
  type: string;
  data: Record<string, unknown>;
}

/** A workflow to be started or woken. */
export type Wish =
  | { workflow: 'onboarding' }
  | { workflow: 'signing'; documentId: string }
  | { workflow: 'billing'; invoiceId: string }
  | { workflow: 'renewal'; term: number }
  /** Once care has ended: refunds and the closing statement. Of one member who left, by id. */
  | { workflow: 'termination'; ending: number | string }
  /** `run`: of one that begins again; the first without. */
  | { workflow: 'notice'; noticeKey: string; run?: number };

/** A physician's panel has seats to offer again: not an agreement's wish, but the panel's. */
export type PanelWish = { workflow: 'offers' };

/** `signing#d1`: which workflow of its owner, also the name of its wake token. */
export function workflowName(wish: Wish | PanelWish): string {
  switch (wish.workflow) {
    case 'onboarding':
    case 'offers':
      return wish.workflow;
    case 'signing':
      return `signing#${wish.documentId}`;
    case 'billing':
      return `billing#${wish.invoiceId}`;
    case 'renewal':
      return `renewal#${wish.term}`;
    case 'termination':
      return `termination#${wish.ending}`;
    case 'notice':
      return `notice#${wish.noticeKey}`;
  }
}

/** What staff record of a check, a transfer or cash. */
export interface RecordedPayment {
  /** Tells a form that comes twice. */
  paymentId: string;
  medium: PaymentMedium;
  amountCents: number;
  receivedOn: string;
  /** The check's number. */
  reference: string;
  by: string;
}

/** Why an event was refused, for the caller to answer calmly. */
export type RefusalCode =
  | 'not_found'
  | 'already_signed'
  | 'not_your_turn'
  | 'step_missing'
  | 'text_changed'
  | 'document_closed'
  | 'nothing_due'
  /** Somebody else has recorded another thing under the same id. */
  | 'changed_meanwhile'
  /** More than is left to pay. */
  | 'too_much'
  /** An agreement in force is ended with notice, not voided. */
  | 'in_force'
  | 'payment_on_its_way'
  /** Its terms change: a yes is a signature. */
  | 'to_be_signed'
  | 'not_a_past_date'
  | 'not_a_coming_date'
  /** The practice ends an agreement with thirty days' notice at least. */
  | 'too_soon'
  /** Where the patient lives, money has to go back within days of the notice, and care would go on longer. */
  | 'too_late'
  | 'too_many'
  /** Another change of physician is under way. */
  | 'change_under_way'
  /** The physician's panel has no free seat. */
  | 'panel_full'
  /** An adult signs in person. */
  | 'signs_alone'
  /** For a minor somebody else signs. */
  | 'not_of_age'
  /** Somebody is asked to join, and what they sign names everybody and the price. */
  | 'joining_under_way'
  /** The last one does not leave: the agreement ends. */
  | 'last_member'
  /** Somebody else has to pay, or to sign for the children, before this one leaves. */
  | 'pays_for_others'
  /** Another price would hold, or somebody else sign: it is another contract. */
  | 'other_contract'
  | 'signs_for_others'
  | UseRefusal
  | 'nothing_changes';

export interface Decision {
  agreement: Agreement;
  facts: Fact[];
  wishes: Wish[];
}

export type Refused = { refusal: RefusalCode };

export type Outcome = Decision | Refused;

export function isRefused(outcome: Outcome): outcome is Refused {
  return 'refusal' in outcome;
}
