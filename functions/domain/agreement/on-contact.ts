import { isCivilDate, practiceDate } from '../calendar/practice-time.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { PersonRef } from '../people/member.ts';
import { type Party, type PostalAddress, statesOf } from '../people/person.ts';
import { stateRefusal } from '../practice/plan-refusal.ts';
import { patientSigners } from '../signing/signers.ts';
import { type Agreement, payingRef } from './agreement.ts';
import type { AgreementEvent, Decision, Outcome, Wish } from './events.ts';
import { joiningOf } from './joining.ts';
import { isDated, withNextDate } from './next-date.ts';
import { withFreshLink } from './on-link.ts';
import { isPayerAsked } from './on-payer.ts';
import { planAgain } from './plan-again.ts';
import { decided, type Someone, withMark, withoutMark, withPeople } from './with.ts';

type ContactEvent = Extract<AgreementEvent, { type: 'contact_corrected' | 'email_refused' | 'letter_returned' }>;

/** Decides what happens to somebody's addresses: they are corrected, or turn out to be of no use. */
export function onContact(agreement: Agreement, event: ContactEvent, now: string, timeZone: string): Outcome {
  if (agreement.status === 'closed') return { refusal: 'document_closed' };
  switch (event.type) {
    case 'contact_corrected':
      return correctContact(agreement, event, now, timeZone);
    case 'email_refused':
      return refuseEmail(agreement, event, now);
    case 'letter_returned':
      return returnLetter(agreement, event, now, timeZone);
  }
}

/**
 * A mistyped address is mended: the links that went to the old one are dead, and fresh ones go to the new. Mails and letters
 * go out again where they were refused or came back, though it be the same address: staff know that it is good. Whoever
 * wants no mails gets none at another address either. Where a member lives in another state now, what follows from states is
 * looked at again.
 */
export function correctContact(
  agreement: Agreement,
  { person, contact, wholeHousehold, by }: Extract<ContactEvent, { type: 'contact_corrected' }>,
  now: string,
  timeZone: string,
): Outcome {
  const isThem = isPerson(person);
  const before: Someone | undefined = peopleOf(agreement).find(isThem);
  if (before === undefined) return { refusal: 'not_found' };
  const { seasonalState = before.seasonalState, ...given } = contact;
  const { address } = given;
  const isWithdrawn = before.emailRefused?.because === 'withdrawn';
  const isMended = before.emailRefused !== undefined && !isWithdrawn;
  const isNewEmail = contact.email !== undefined && (contact.email !== before.email || isMended);
  // A form that came twice.
  const isSame =
    JSON.stringify({ ...before, ...given, seasonalState: seasonalState || undefined }) === JSON.stringify(before);
  const isNewAddress = address !== undefined && before.letterReturnedOn !== undefined;
  if (isSame && !isNewEmail && !isNewAddress) return { refusal: 'nothing_changes' };
  const corrected = withPeople(agreement, isThem, (one) => {
    const { emailRefused, letterReturnedOn, seasonalState: _, ...rest } = one;
    return {
      ...rest,
      ...given,
      ...(seasonalState && { seasonalState }),
      ...(isNewEmail && { emailCorrectedAt: now, emailCorrections: (before.emailCorrections ?? 0) + 1 }),
      ...(emailRefused && (isWithdrawn || !isNewEmail) && { emailRefused }),
      ...(address === undefined && letterReturnedOn !== undefined && { letterReturnedOn }),
    } as typeof one;
  });
  const movesAlong = (one: Someone) => !isThem(one) && isSameHome(one.address, before.address);
  const all =
    wholeHousehold && address !== undefined
      ? withPeople(corrected, movesAlong, (one) => {
          const { letterReturnedOn: _, ...rest } = one;
          return { ...rest, address } as typeof one;
        })
      : corrected;
  const data = { ...person, fields: Object.keys(contact), ...(wholeHousehold ? { wholeHousehold } : {}), by };
  const moved = afterMove(agreement, withMarksOfPeople(all), now);
  if (!isNewEmail) return decided(moved.agreement, 'contact_corrected', data, moved.wishes);
  const number = (before.emailCorrections ?? 0) + 1;
  return withNewLinks(moved, { isThem, number }, practiceDate(now, timeZone), data);
}

function isSameHome(one: PostalAddress | undefined, other: PostalAddress | undefined): boolean {
  return (
    one !== undefined &&
    JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other ?? {}).sort())
  );
}

type Moved = Pick<Decision, 'agreement' | 'wishes'>;

/**
 * Whether the plan may be sold where they live now is a person's to look at. A next term that is planned is planned again
 * by the rules of the new states; the days on which people come of age may be others.
 */
function afterMove(before: Agreement, after: Agreement, now: string): Moved {
  let agreement = after;
  for (const member of after.members) {
    const was = before.members.find(({ memberId }) => memberId === member.memberId);
    if (was?.address.state === member.address.state) continue;
    const refusal = stateRefusal(after.plan, member);
    agreement =
      refusal === undefined
        ? withoutMark(agreement, 'plan_not_for_state', member.memberId)
        : withMark(agreement, 'plan_not_for_state', now, member.memberId);
  }
  const moved = allStatesOf(before) === allStatesOf(after) ? { agreement, wishes: [] } : planAgain(agreement);
  return { ...moved, agreement: withNextDate(moved.agreement) };
}

function allStatesOf({ members }: Agreement): string {
  return [...new Set(members.flatMap(statesOf))].sort().join();
}

/** Whatever waits for them is sent anew: to sign, to answer, to pay; and the way to their page. */
function withNewLinks(
  { agreement, wishes: before }: Moved,
  { isThem, number }: { isThem: (one: PersonRef) => boolean; number: number },
  today: string,
  data: Record<string, unknown>,
): Outcome {
  let changed = agreement;
  const wishes: Wish[] = [...before];
  for (const document of agreement.documents.filter(({ status }) => status === 'open')) {
    for (const signer of document.signers.filter(isThem)) {
      if (signer.askedAt === undefined) continue;
      const fresh = withFreshLink(changed, document.documentId, signer, today);
      changed = fresh.agreement;
      wishes.push(fresh.wish);
    }
  }
  const { payer } = agreement;
  const keys: string[] = [];
  if (payer !== undefined && isThem(payer)) {
    const links = (payer.links ?? 0) + 1;
    changed = { ...changed, payer: { ...payer, links } };
    if (agreement.paymentMethod === undefined) keys.push(noticeKeys.payerFresh(links));
  }
  if (isThem(payingRef(agreement)) && !isPayerAsked(agreement)) {
    const open = agreement.invoices.filter(({ status }) => status === 'open');
    keys.push(...open.map(({ invoiceId }) => noticeKeys.payFresh(invoiceId, number)));
  }
  const [first] = agreement.documents[0]?.signers ?? [];
  const isWaiting = agreement.status === 'waitlisted' || isOfferOpen(agreement);
  if (isWaiting && first !== undefined && isThem(first)) keys.push(noticeKeys.offerFresh(first.signerId, number));
  const signer = isDated(agreement) ? patientSigners(agreement).find(isThem) : undefined;
  if (signer !== undefined) keys.push(noticeKeys.planFresh(signer.signerId, number));
  wishes.push(...keys.map((noticeKey): Wish => ({ workflow: 'notice', noticeKey })));
  return decided(changed, 'contact_corrected', data, wishes);
}

function isOfferOpen({ status, offer }: Agreement): boolean {
  return status === 'offered' && offer !== undefined && offer.acceptedAt === undefined;
}

/**
 * Whoever has this address gets letters from now on; a household may share it. What was said of it before staff corrected
 * it counts no more, and an address that nobody has any more changes nothing.
 */
function refuseEmail(
  agreement: Agreement,
  { type, email, because, at }: Extract<ContactEvent, { type: 'email_refused' }>,
  now: string,
): Outcome {
  const isTheirs = (one: Party) =>
    one.email?.toLowerCase() === email.toLowerCase() && (one.emailCorrectedAt ?? '') < at;
  const theirs = peopleOf(agreement).filter(isTheirs);
  if (theirs.length === 0) return { refusal: 'not_found' };
  if (theirs.every(({ emailRefused }) => emailRefused !== undefined)) return { refusal: 'nothing_changes' };
  const refused = withPeople(agreement, isTheirs, (one) => ({ emailRefused: { at: now, because }, ...one }));
  const people = theirs.map(({ memberId, partyId }) => memberId ?? partyId);
  return decided(withMark(refused, 'email_refused', now), type, { people, because });
}

/** A letter came back: it proves nothing, and none goes to that address until somebody finds a better one. */
function returnLetter(
  agreement: Agreement,
  { type, noticeKey, person, postedOn, returnedOn, by }: Extract<ContactEvent, { type: 'letter_returned' }>,
  now: string,
  timeZone: string,
): Outcome {
  const isThem = isPerson(person);
  if (!peopleOf(agreement).some(isThem)) return { refusal: 'not_found' };
  if (!isCivilDate(returnedOn) || returnedOn < postedOn || returnedOn > practiceDate(now, timeZone)) {
    return { refusal: 'not_a_past_date' };
  }
  const returned = withPeople(agreement, isThem, (one) => ({ letterReturnedOn: returnedOn, ...one }));
  const data = { noticeKey, ...person, postedOn, returnedOn, by };
  return decided(withMark(returned, 'letter_returned', now), type, data);
}

/** What people's addresses marked goes once none of them is bad any more. */
export function withMarksOfPeople(agreement: Agreement): Agreement {
  const people = peopleOf(agreement);
  const mailed = people.every(({ emailRefused }) => emailRefused === undefined || emailRefused.because === 'withdrawn')
    ? withoutMark(agreement, 'email_refused')
    : agreement;
  const known = people.every(({ emailRefused }) => emailRefused?.because !== 'wrong-person')
    ? withoutMark(mailed, 'wrong_person')
    : mailed;
  return people.every(({ letterReturnedOn }) => letterReturnedOn === undefined)
    ? withoutMark(known, 'letter_returned')
    : known;
}

export function isPerson({ memberId, partyId }: PersonRef): (one: PersonRef) => boolean {
  return (one) => (memberId === undefined ? one.partyId === partyId : one.memberId === memberId);
}

export function peopleOf(agreement: Agreement): Someone[] {
  const joining = joiningOf(agreement);
  return [...agreement.members, ...(joining === undefined ? [] : [joining.asked]), ...agreement.parties];
}
