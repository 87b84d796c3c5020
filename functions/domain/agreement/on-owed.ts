import { owedAtEndCents } from '../ending/owed-at-end.ts';
import { partsOf } from '../ending/settle.ts';
import { type LedgerEntry, ledgerEntry, withEntry } from '../ledger/ledger.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { recordedPayment } from './recorded-payment.ts';
import { stateAnew } from './state-anew.ts';
import { decided, withMark, withoutMark } from './with.ts';

type OwedEvent = Extract<AgreementEvent, { type: 'owed_paid' | 'owed_written_off' | 'paid_back' }>;

/**
 * What was owed when it ended is paid, all of it, a part, or more; or the practice asks for it no more. It is of no
 * invoice: those that were open are void by then, since a part of each was earned at most. What came although nothing was
 * due has gone back, from the newest payments.
 */
export function onOwed(agreement: Agreement, event: OwedEvent, now: string, timeZone: string): Outcome {
  const owedCents = owedAtEndCents(agreement);
  switch (event.type) {
    case 'owed_paid': {
      const recorded = recordedPayment(agreement, event, now, timeZone);
      if ('refusal' in recorded) return recorded;
      if (owedCents <= 0) return { refusal: 'nothing_due' };
      const { medium, amountCents, receivedOn, by } = event;
      const paid = withMovement(agreement, ledgerEntry({ ...recorded.payment, at: now, kind: 'payment' }), now);
      const leftCents = Math.max(0, owedAtEndCents(paid));
      const data = { amountCents, leftCents, medium, receivedOn, by };
      return decided(paid, event.type, data, stateAnew(paid, recorded.payment.entryId, timeZone));
    }
    case 'owed_written_off': {
      if (owedCents <= 0) return { refusal: 'nothing_due' };
      const { reason, by } = event;
      const entryId = `write-off-${agreement.ledger.length}`;
      const entry = ledgerEntry({ entryId, at: now, kind: 'write-off', cents: owedCents });
      return decided(withMovement(agreement, entry, now), event.type, { amountCents: owedCents, reason, by });
    }
    case 'paid_back': {
      const { amountCents, reference, paybackId, by } = event;
      const isKnown = agreement.ledger.some(({ entryId }) => entryId.startsWith(`paid-back-${paybackId}-`));
      if (isKnown) return { refusal: 'nothing_changes' };
      if (amountCents <= 0 || owedCents >= 0) return { refusal: 'nothing_due' };
      if (amountCents > -owedCents) return { refusal: 'too_much' };
      const entries = partsOf(agreement, amountCents).map(({ paymentId, amountCents: cents }) => {
        const entryId = `paid-back-${paybackId}-${paymentId}`;
        return { ...ledgerEntry({ entryId, at: now, kind: 'refund', cents }), paymentId };
      });
      const after = { ...agreement, ledger: entries.reduce(withEntry, agreement.ledger) };
      const settled = owedAtEndCents(after) < 0 ? after : withoutMark(after, 'charged_after_close');
      return decided(settled, event.type, { amountCents, reference, by });
    }
  }
}

function withMovement(agreement: Agreement, entry: LedgerEntry, now: string): Agreement {
  return withOwedMarks({ ...agreement, ledger: withEntry(agreement.ledger, entry) }, now);
}

/** The marks of an agreement that has ended say how it stands after money has come. */
export function withOwedMarks(agreement: Agreement, now: string): Agreement {
  const owedCents = owedAtEndCents(agreement);
  const marked = owedCents < 0 ? withMark(agreement, 'charged_after_close', now) : agreement;
  return owedCents > 0 ? withMark(marked, 'owed_at_end', now) : withoutMark(marked, 'owed_at_end');
}
