import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { isOfferOver } from '../panel/panel.ts';
import type { Agreement } from './agreement.ts';
import { close } from './close.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { decided, withStatus } from './with.ts';

type WaitlistEvent = Extract<
  AgreementEvent,
  { type: 'seat_offered' | 'offer_accepted' | 'offer_declined' | 'offer_lapsed' | 'waitlist_left' }
>;

const daysToAnswer = 7;
const wakeOnboarding = [{ workflow: 'onboarding' as const }];

/** Decides what happens on the waiting list: a freed seat is offered, and taken, or not, within seven days. */
export function onWaitlist(agreement: Agreement, event: WaitlistEvent, now: string, timeZone: string): Outcome {
  if (event.type === 'seat_offered') {
    if (agreement.status !== 'waitlisted') return { refusal: 'nothing_changes' };
    const offer = { offeredAt: now, answerBy: addDays(practiceDate(now, timeZone), daysToAnswer) };
    const { by, reason } = event;
    const data = { ...offer, ...(by === undefined ? {} : { by }), ...(reason === undefined ? {} : { reason }) };
    return decided({ ...withStatus(agreement, 'offered', now), offer }, event.type, data, wakeOnboarding);
  }
  if (event.type === 'waitlist_left') {
    if (agreement.status !== 'waitlisted') return { refusal: 'nothing_changes' };
    const { evidence, by } = event;
    return decided(close(agreement, 'withdrawn', now), event.type, { ...evidence, by }, wakeOnboarding);
  }
  const { offer } = agreement;
  if (agreement.status !== 'offered' || offer === undefined || offer.acceptedAt !== undefined) {
    return { refusal: 'nothing_changes' };
  }
  const isOver = isOfferOver(offer, now, timeZone);
  const said = (answer: Extract<WaitlistEvent, { type: 'offer_accepted' | 'offer_declined' }>) => {
    const { medium, by, evidence } = answer;
    return { ...(medium === undefined ? {} : { medium }), ...(by === undefined ? {} : { by }), ...evidence };
  };
  switch (event.type) {
    case 'offer_accepted': {
      if (isOver) return { refusal: 'document_closed' };
      const accepted = { ...agreement, offer: { ...offer, acceptedAt: now } };
      return decided(accepted, event.type, said(event), wakeOnboarding);
    }
    case 'offer_declined':
      return decided(close(agreement, 'offer_declined', now), event.type, said(event), wakeOnboarding);
    case 'offer_lapsed':
      if (!isOver) return { refusal: 'nothing_changes' };
      return decided(close(agreement, 'offer_lapsed', now), event.type, { answerBy: offer.answerBy });
  }
}
