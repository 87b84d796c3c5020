import type { Agreement, Evidence, PaymentMethod } from './agreement.ts';

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
      /** Required of patients: yes or no to automatic renewal. */
      renewalConsent?: boolean;
      evidence: Evidence;
    }
  | { type: 'declined'; documentId: string; signerId: string; reason: string; evidence: Evidence }
  | { type: 'document_expired'; documentId: string }
  | { type: 'payment_method_saved'; method: Pick<PaymentMethod, 'reference' | 'label'>; evidence: Evidence }
  | { type: 'payment_succeeded'; invoiceId: string; chargeId: string; methodNumber: number }
  | { type: 'payment_failed'; invoiceId: string; code: string; methodNumber: number }
  | { type: 'invoice_given_up'; invoiceId: string }
  | { type: 'fresh_link_requested'; documentId: string; signerId: string }
  | { type: 'attention_needed'; code: string }
  | { type: 'attention_settled'; code: string };

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
  | { workflow: 'notice'; noticeKey: string };

/** Why an event was refused, for the caller to answer calmly. */
export type RefusalCode =
  | 'not_found'
  | 'already_signed'
  | 'not_your_turn'
  | 'step_missing'
  | 'text_changed'
  | 'document_closed'
  | 'nothing_due'
  | 'nothing_changes';

export interface Decision {
  agreement: Agreement;
  facts: Fact[];
  wishes: Wish[];
}

export type Outcome = Decision | { refusal: RefusalCode };

export function isRefused(outcome: Outcome): outcome is { refusal: RefusalCode } {
  return 'refusal' in outcome;
}
