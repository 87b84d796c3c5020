import { isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import type { ReceivedPayment } from '../ledger/ledger.ts';
import type { Agreement } from './agreement.ts';
import type { RecordedPayment, Refused } from './events.ts';

/** What staff record of a payment that was not charged, once for each form and on a day that is not to come. */
export function recordedPayment(
  { ledger }: Pick<Agreement, 'ledger'>,
  { medium, amountCents, receivedOn, reference, paymentId, by }: RecordedPayment,
  now: string,
  timeZone: string,
): { payment: { entryId: string; received: ReceivedPayment; cents: number } } | Refused {
  const entryId = `received-${paymentId}`;
  const before = ledger.find((entry) => entry.entryId === entryId);
  if (before !== undefined) {
    const isSame = before.amountCents === -amountCents && before.received?.reference === reference;
    return { refusal: isSame ? 'nothing_changes' : 'changed_meanwhile' };
  }
  if (!isCivilDate(receivedOn) || receivedOn > practiceDate(now, timeZone)) return { refusal: 'not_a_past_date' };
  if (amountCents <= 0) return { refusal: 'nothing_due' };
  return { payment: { entryId, received: { medium, receivedOn, reference, recordedBy: by }, cents: amountCents } };
}
