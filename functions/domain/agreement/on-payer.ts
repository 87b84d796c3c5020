import { isOnItsWay, type PaymentMethod } from '../billing/invoice.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { PersonRef } from '../people/member.ts';
import { isNamedAlike } from '../people/person.ts';
import { isFree } from '../practice/price.ts';
import { patientSigners } from '../signing/signers.ts';
import { type Agreement, isSamePerson, payingRef, personOf } from './agreement.ts';
import type { AgreementEvent, Outcome, PayersWord, Wish } from './events.ts';
import { isDated, withNextDate } from './next-date.ts';
import { decided, wakeBilling, wakeSigning, withMark, withoutMark, withoutPhysicianAsked } from './with.ts';

type PayerNamed = Extract<AgreementEvent, { type: 'payer_named' }>;

/**
 * Staff name who pays. Of an agreement in force the one before is told, and nothing more is charged to them: their method is
 * gone. Nothing is charged to the new one either before they have agreed, by a link of their own; what falls due until then
 * stays open. What was paid is left as it is, and goes back the way it came.
 */
export function namePayer(agreement: Agreement, event: PayerNamed, now: string): Outcome {
  const { formerPayers = [], paymentMethod, payer } = agreement;
  // A form that came twice, or late.
  const refusal = isNamedNow(agreement, event) ? 'nothing_changes' : 'changed_meanwhile';
  if (event.replaces !== formerPayers.length) return { refusal };
  if (isDated(agreement)) return replacePayer(agreement, event, now);
  if (!('party' in event) || refusal === 'nothing_changes') return { refusal };
  if (paymentMethod !== undefined && !isOthersToStop(agreement)) return { refusal };
  // What the bank has can't be called back.
  if (agreement.invoices.some(isOnItsWay)) return { refusal: 'payment_on_its_way' };
  const { asked, person } = askNext(payer === undefined ? agreement : released(agreement, now), event, now);
  const number = asked.formerPayers?.length ?? 0;
  const wishes = [
    // Whoever was only asked finds that their link is dead.
    ...(paymentMethod === undefined ? [] : [{ workflow: 'notice' as const, noticeKey: noticeKeys.paysNoMore(number) }]),
    ...wakeOpen(agreement),
    ...wakeBilling(agreement),
  ];
  return decided(asked, event.type, { ...person, by: event.by }, wishes);
}

/** Whether the way to pay is that of somebody who was named for it, and who may stop. */
export function isOthersToStop({ payer, paymentMethod, status }: Agreement): boolean {
  return payer !== undefined && paymentMethod !== undefined && status !== 'ended';
}

/**
 * Nobody is named any more. Where the physician was asked to sign already, a way to pay is waited for again: the physician
 * is not asked any more, and the last day stays.
 */
function released(agreement: Agreement, now: string): Agreement {
  const without = withoutPayer(agreement, now);
  if (agreement.status !== 'awaiting_countersignature' || isFree(agreement.price)) return without;
  const document = without.documents.find(({ kind, status }) => kind === 'agreement' && status === 'open');
  return document === undefined ? without : withoutPhysicianAsked(without, document, now);
}

function isNamedNow(agreement: Agreement, event: PayerNamed): boolean {
  const { payer } = agreement;
  if (payer === undefined) return false;
  if ('memberId' in event) return payer.memberId === event.memberId;
  return isNamedAlike(personOf(agreement, payer), event.party);
}

/** Whoever is named is asked, with links of their own where others were asked before. */
function askNext(agreement: Agreement, event: PayerNamed, now: string) {
  const { agreement: named, person } = withPerson(agreement, event);
  const former = named.formerPayers?.at(-1);
  const links = 1 + (former?.links ?? 0);
  const payer = { ...person, askedAt: now, ...(former === undefined ? {} : { links }) };
  return { asked: { ...withoutMark(named, 'payer_declined'), payer }, person, links };
}

/**
 * Whoever was named does not want to pay, or not any more: nothing more is charged to them. The first signer is asked
 * instead, at once where that one has signed, or with the next invoice; staff may name another.
 */
export function stopPayer(
  agreement: Agreement,
  { type, ...how }: Extract<AgreementEvent, { type: 'payer_declined' }>,
  now: string,
): Outcome {
  const { payer, paymentMethod } = agreement;
  const isPaying = paymentMethod !== undefined;
  // A no from before they gave a way to pay does not stop it.
  if (how.by !== undefined && how.methodNumber !== paymentMethod?.number) return { refusal: 'changed_meanwhile' };
  if (payer === undefined || (isPaying && !isOthersToStop(agreement))) return { refusal: 'nothing_changes' };
  // What the bank has can't be called back, and its receipt is the payer's of now.
  if (isPaying && agreement.invoices.some(isOnItsWay)) return { refusal: 'payment_on_its_way' };
  const stopped = withNextDate(released(withMark(agreement, 'payer_declined', now), now));
  const wishes = [...wakeOpen(agreement), ...wakeBilling(agreement)];
  return decided(stopped, type, { ...refOf(payer), ...(isPaying ? { paid: true } : {}), ...wordOf(how) }, wishes);
}

function replacePayer(agreement: Agreement, event: PayerNamed, now: string): Outcome {
  const before = payingRef(agreement);
  if ('memberId' in event) {
    if (before.memberId === event.memberId) return { refusal: 'nothing_changes' };
    if (!payerCandidates(agreement).includes(event.memberId)) return { refusal: 'not_found' };
  }
  // What the bank has can't be called back, and its receipt is the payer's of now.
  if (agreement.invoices.some(isOnItsWay)) return { refusal: 'payment_on_its_way' };
  const { asked, person, links } = askNext(withoutPayer(agreement, now), event, now);
  const number = asked.formerPayers?.length ?? 0;
  return decided(withNextDate(asked), event.type, { ...person, by: event.by }, [
    { workflow: 'notice', noticeKey: noticeKeys.paysNoMore(number) },
    { workflow: 'notice', noticeKey: noticeKeys.payerFresh(links) },
    // A method that was to be tried again is tried no more.
    ...wakeBilling(agreement),
  ]);
}

/** Whether whoever was named to pay is asked for a payment method now. */
export function isPayerAsked(agreement: Agreement): boolean {
  return agreement.payer !== undefined && isMethodMissing(agreement);
}

/** Whether whoever is to pay has not said how, and it is time to: also where whoever had said it has stopped. */
export function isMethodMissing({ status, paymentMethod, price }: Agreement): boolean {
  const isTime = status === 'awaiting_signature' || status === 'awaiting_payment' || isDated({ status });
  return isTime && paymentMethod === undefined && !isFree(price);
}

/** How a payer's word came, as the trail keeps it: on their page, or to staff. */
export function wordOf({ evidence, medium, by }: PayersWord): Record<string, unknown> {
  return { ...evidence, ...(medium === undefined ? {} : { medium }), ...(by === undefined ? {} : { by }) };
}

/** Who may be named of those who sign: members who stay and do not pay yet, by id. */
export function payerCandidates(agreement: Agreement): string[] {
  const paying = payingRef(agreement);
  return patientSigners(agreement).flatMap(({ memberId }) => {
    const member = agreement.members.find((one) => one.memberId === memberId);
    const isAble = member !== undefined && member.departure === undefined && !isSamePerson(member, paying);
    return isAble ? [member.memberId] : [];
  });
}

/** Nobody is named, and no method is there; whoever paid until now is kept on record. */
export function withoutPayer(agreement: Agreement, now: string): Agreement {
  const { payer, paymentMethod: _, ...rest } = agreement;
  const before = rest.formerPayers ?? [];
  const former = {
    ...refOf(payer ?? payingRef(agreement)),
    until: now,
    links: payer?.links ?? before.at(-1)?.links ?? 0,
    methods: methodsOf(agreement),
  };
  return { ...rest, formerPayers: [...before, former] };
}

/** How many methods there have been, of whoever has paid. */
export function methodsOf({ paymentMethod, formerPayers = [] }: Agreement): number {
  return paymentMethod?.number ?? formerPayers.at(-1)?.methods ?? 0;
}

/** A method as it is kept when whoever pays gives it. */
export function methodGiven(
  agreement: Agreement,
  method: Pick<PaymentMethod, 'reference' | 'label' | 'kind'>,
  now: string,
): PaymentMethod {
  return { ...method, number: methodsOf(agreement) + 1, savedAt: now, givenBy: refOf(payingRef(agreement)) };
}

/** Names a person, and nothing else of them. */
export function refOf({ memberId, partyId }: PersonRef): PersonRef {
  if (memberId !== undefined) return { memberId };
  return partyId === undefined ? {} : { partyId };
}

function withPerson(agreement: Agreement, event: PayerNamed): { agreement: Agreement; person: PersonRef } {
  if ('memberId' in event) return { agreement, person: { memberId: event.memberId } };
  const partyId = nextPartyId(agreement);
  const parties = [...agreement.parties, { partyId, ...event.party }];
  return { agreement: { ...agreement, parties }, person: { partyId } };
}

export function nextPartyId({ parties }: Agreement): string {
  return `p${parties.length + 1}`;
}

function wakeOpen(agreement: Agreement): Wish[] {
  return agreement.documents.filter(({ status }) => status === 'open').map(wakeSigning);
}
