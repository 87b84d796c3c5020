import { lacksAddress } from '../people/person.ts';
import { wantsPaper } from '../signing/signers.ts';
import type { Agreement } from './agreement.ts';
import { type AgreementEvent, isRefused, type Outcome } from './events.ts';
import { correctContact, isPerson, peopleOf, withMarksOfPeople } from './on-contact.ts';
import { both, decided, type Someone, withMark, withPeople } from './with.ts';

type ConsentEvent = Extract<AgreementEvent, { type: 'email_withdrawn' | 'email_consented' }>;

/** Decides what becomes of somebody's consent to email: they withdraw it at any time, or give it again. */
export function onEmailConsent(agreement: Agreement, event: ConsentEvent, now: string, timeZone: string): Outcome {
  if (agreement.status === 'closed') return { refusal: 'document_closed' };
  const before = peopleOf(agreement).find(isPerson(event.person));
  if (before === undefined) return { refusal: 'not_found' };
  return event.type === 'email_withdrawn'
    ? withdraw(agreement, before, event, now, timeZone)
    : consent(agreement, before, event, now, timeZone);
}

/** Letters go to them from now on, to an address that is asked for where none serves. Staff look at what waits for a signature. */
function withdraw(
  agreement: Agreement,
  before: Someone,
  { type, person, address, by, evidence }: Extract<ConsentEvent, { type: 'email_withdrawn' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (before.email === undefined || wantsPaper(agreement, person)) return { refusal: 'nothing_changes' };
  if (address === undefined && lacksAddress(before)) return { refusal: 'step_missing' };
  const contact = { type: 'contact_corrected', person, contact: { ...(address && { address }) }, by } as const;
  const corrected = correctContact(agreement, contact, now, timeZone);
  const moved = isRefused(corrected) ? agreement : corrected.agreement;
  const withdrawn = withPeople(moved, isPerson(person), (one) => ({
    ...one,
    emailRefused: { at: now, because: 'withdrawn' },
  }));
  const seen = withMarksOfPeople(withdrawn);
  const marked = by === undefined ? withMark(seen, 'paper_wanted', now) : seen;
  const decision = decided(marked, type, { ...person, ...evidence, by });
  return isRefused(corrected) ? decision : both(corrected, decision);
}

/** Mails go to them again, at the address that they named. It may stand on the mail service's list since a complaint. */
function consent(
  agreement: Agreement,
  before: Someone,
  { type, person, email, medium, by }: Extract<ConsentEvent, { type: 'email_consented' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (before.emailRefused?.because !== 'withdrawn') return { refusal: 'nothing_changes' };
  const agreed = withPeople(agreement, isPerson(person), (one) => {
    const { emailRefused: _, ...rest } = one;
    return { ...rest, emailCorrectedAt: now } as typeof one;
  });
  const decision = decided(agreed, type, { ...person, medium, by });
  const contact = { type: 'contact_corrected', person, contact: { email }, by } as const;
  const corrected = correctContact(agreed, contact, now, timeZone);
  return isRefused(corrected) ? decision : both(decision, corrected);
}
