import type { PaymentAttempt } from './invoice.ts';

/** How a practice goes after what stays open of a term. */
export const collectionPresets = ['gentle', 'standard', 'brisk'] as const;
export type CollectionPreset = (typeof collectionPresets)[number];

interface Collection {
  /** Days after the first failure on which the same card is tried once more, where trying again may help. */
  retryDays: readonly number[];
  /** Days of neutral reminders. */
  reminderDays: readonly number[];
  /** The day from which the physician decides; nobody is dropped by software. */
  decideDay: number;
}

export const collections: Readonly<Record<CollectionPreset, Collection>> = {
  gentle: { retryDays: [], reminderDays: [3, 7, 14, 21], decideDay: 30 },
  standard: { retryDays: [3, 7], reminderDays: [3, 7, 14], decideDay: 21 },
  brisk: { retryDays: [1, 3, 5, 7], reminderDays: [3, 7, 14], decideDay: 15 },
};

/** Beside Stripe's decline codes: the bank took a check back. */
export const checkReturned = 'check_returned';

/**
 * Stripe's decline codes after which trying the same card again may help. All others are hard: card networks fine whoever
 * tries them again. https://docs.stripe.com/declines/codes
 */
const softDeclines: readonly string[] = [
  'approve_with_id',
  'card_declined',
  'card_velocity_exceeded',
  'do_not_honor',
  'generic_decline',
  'insufficient_funds',
  'issuer_not_available',
  'processing_error',
  'reenter_transaction',
  'try_again_later',
  'withdrawal_count_limit_exceeded',
];

export function isSoftDecline(code: string | undefined): boolean {
  return code !== undefined && softDeclines.includes(code);
}

export function isHardDecline({ outcome, code }: Pick<PaymentAttempt, 'outcome' | 'code'>): boolean {
  return outcome === 'failed' && code !== checkReturned && !isSoftDecline(code);
}
