import fc from 'fast-check';
import { type Agreement, documentOf } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { type AgreementEvent, type Decision, isRefused } from '../../../../functions/domain/agreement/events.ts';
import { joiningOf } from '../../../../functions/domain/agreement/joining.ts';
import { nextMemberId } from '../../../../functions/domain/agreement/member-ids.ts';
import { guardianCandidates } from '../../../../functions/domain/agreement/on-guardian.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { failuresOf } from '../../../../functions/domain/billing/billing-step.ts';
import { remainingCents } from '../../../../functions/domain/ledger/invoice-money.ts';
import { openChange } from '../../../../functions/domain/physician/physician-change.ts';
import type { AgeBand, RenewalRule } from '../../../../functions/domain/practice/practice.ts';
import type { SignedDocument } from '../../../../functions/domain/signing/signed-document.ts';
import { askedSigners, openStepOf } from '../../../../functions/domain/signing/signers.ts';
import { nextTerm } from '../../../../functions/domain/term/term.ts';
import { anApplication, aPerson, aPlan, approvedWith, events } from '../../../support/builders.ts';
import { signedBy } from '../../../support/household.ts';

// Random lives of an agreement. Events by chance alone rarely get anywhere, so half of them are the one that is due.

/** Something that happens: its event follows from the agreement as it is then. */
export interface Happening {
  what: 'due' | keyof typeof events;
  minutesLater: number;
  /** Spoils the event: another person, another invoice, another text. */
  twist: 'none' | 'other-signer' | 'unknown-ids' | 'other-text' | 'part-of-it';
}

const day = 24 * 60;

export const timeZones = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Santiago',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

/** Five years with both changes of the clocks, a leap day among them. */
export const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2031, 0, 1) })
  .map((milliseconds) => new Date(milliseconds).toISOString());

export const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.oneof(fc.constant('due' as const), fc.constantFrom(...(Object.keys(events) as (keyof typeof events)[]))),
  // Clocks of different machines may stand a minute apart, so time may seem to run backwards.
  minutesLater: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -1, max: 60 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 * day }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 100 * day }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 500 * day }) },
  ),
  twist: fc.oneof(
    { weight: 4, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('other-signer', 'unknown-ids', 'other-text', 'part-of-it') },
  ),
});

export function later(instantBefore: string, minutes: number): string {
  return new Date(Date.parse(instantBefore) + minutes * 60_000).toISOString();
}

export function eventOf({ what, twist }: Happening, agreement: Agreement): AgreementEvent {
  const event = what === 'due' ? dueEvent(agreement) : current(events[what], agreement);
  switch (twist) {
    case 'none':
      return event;
    case 'other-signer':
      return 'signerId' in event ? { ...event, signerId: event.signerId === 's1' ? 's2' : 's1' } : event;
    case 'unknown-ids':
      if ('invoiceId' in event) return { ...event, invoiceId: 't7-i7' };
      return 'documentId' in event ? { ...event, documentId: 'd7' } : event;
    case 'other-text':
      return 'textHash' in event ? { ...event, textHash: 'c'.repeat(64) } : event;
    case 'part-of-it':
      return 'ids' in event ? { ...event, ids: event.ids.slice(1) } : event;
  }
}

/** What brings the agreement on, as the people and workflows would do it. */
function dueEvent(agreement: Agreement): AgreementEvent {
  const document = documentOf(agreement, 'd1');
  if (agreement.status === 'offered' || document === undefined) return events.signingOpened;
  if (agreement.status === 'awaiting_payment') return current(events.paymentSucceeded, agreement);
  if (agreement.formerMembers?.at(-1)?.departure?.settlement === undefined && agreement.formerMembers !== undefined) {
    return current(events.departureSettled, agreement);
  }
  if (agreement.status === 'active') {
    const joining = joiningOf(agreement);
    if (joining !== undefined) return nextOf(agreement, joining.document);
    if (agreement.invoices.some(({ status }) => status === 'open')) return current(events.paymentSucceeded, agreement);
    const isDraft = agreement.invoices.some(({ status }) => status === 'draft');
    if (isDraft) return events.dateCame;
    if (agreement.renewal === undefined) return current(events.renewalPlanned, agreement);
    // Of some plans the notices never arrive.
    return { ...events.renewalDue, unproven: agreement.plan.installments === 1 ? ['contract'] : [] };
  }
  if (agreement.status === 'in_grace') return events.graceOver;
  if (agreement.status === 'ending') return events.careEnded;
  return nextOf(agreement, document);
}

/** What brings the signing of a document on. */
function nextOf(agreement: Agreement, document: SignedDocument): AgreementEvent {
  const { documentId, disclosureIds: ids, textHash } = document;
  if (document.expiresOn === undefined) return { ...events.signingOpened, documentId };
  const [signer] = askedSigners(agreement, document);
  if (signer === undefined) return events.methodSaved;
  const about = { documentId, signerId: signer.signerId };
  if (signer.capacity === 'physician') return { ...events.countersigned, ...about, textHash };
  switch (openStepOf(agreement, document, signer)) {
    case 'records':
      return { ...events.recordsConsented, ...about };
    case 'terms':
      return { ...events.disclosuresAccepted, ...about, ids };
    case 'document':
      return { ...events.documentRead, ...about };
    case 'sign':
      return { ...events.signed, ...about, textHash };
    default:
      return events.methodSaved;
  }
}

/** Payments are of the oldest invoice that is open then, with the newest method. */
function current(event: AgreementEvent, agreement: Agreement): AgreementEvent {
  const last = agreement.terms.at(-1);
  if (event.type === 'renewal_planned' && last !== undefined) {
    const { plan, price, terms } = agreement;
    const { number: term, startsOn, endsOn } = nextTerm(terms, terms[0]?.startsOn ?? '', plan.renewal);
    return {
      ...event,
      renewal: { ...event.renewal, term, startsOn, endsOn, plan, price: { ...price, enrolmentFeeCents: 0 } },
    };
  }
  if (event.type === 'ending_noticed' && last !== undefined) {
    return { ...event, endsOn: last.endsOn, noticeReceivedOn: agreement.statusSince.slice(0, 10) };
  }
  if (event.type === 'member_added' || event.type === 'adult_asked') {
    return { ...event, memberId: nextMemberId(agreement) };
  }
  const { documentId } = joiningOf(agreement)?.document ?? {};
  const isAboutDocument =
    event.type === 'declined' || event.type === 'document_expired' || event.type === 'joining_stopped';
  if (isAboutDocument && documentId !== undefined) return { ...event, documentId };
  if (event.type === 'payer_named') {
    const replaces = agreement.formerPayers?.length ?? 0;
    // Another than the one who is asked already.
    const email = `payer${agreement.parties.length}@example.com`;
    return { ...event, replaces, ...('party' in event ? { party: { ...event.party, email } } : {}) };
  }
  if (event.type === 'guardian_named') {
    const child = agreement.members.find(({ memberId }) => guardianCandidates(agreement, memberId).length > 0);
    const [signer] = child === undefined ? [] : guardianCandidates(agreement, child.memberId);
    return { ...event, memberId: child?.memberId ?? 'm3', signerId: signer?.signerId ?? 's2' };
  }
  const leaver = agreement.members.at(-1)?.memberId ?? '';
  if (event.type === 'member_leaves') {
    const noticeReceivedOn = agreement.statusSince.slice(0, 10);
    const lastDay = agreement.members.length % 2 === 0 ? noticeReceivedOn : (last?.endsOn ?? noticeReceivedOn);
    return { ...event, memberId: leaver, noticeReceivedOn, lastDay };
  }
  if (event.type === 'owed_paid') return { ...event, paymentId: `o${agreement.ledger.length}` };
  if (event.type === 'paid_back') return { ...event, paybackId: `b${agreement.ledger.length}` };
  if (event.type === 'member_stays') return { ...event, memberId: leaver };
  const former = agreement.formerMembers?.at(-1);
  if (event.type === 'care_ended' && event.memberId !== undefined && former !== undefined) {
    return { ...event, memberId: former.memberId };
  }
  const part = former?.departure?.settlement?.parts.find(({ doneOn }) => doneOn === undefined);
  if ((event.type === 'refund_made' || event.type === 'refund_posted') && part !== undefined) {
    return { ...event, paymentId: part.paymentId, memberId: former?.memberId ?? '' };
  }
  if (event.type === 'check_bounced' || event.type === 'refund_made' || event.type === 'refund_posted') {
    const payments = agreement.ledger.filter(({ kind }) => kind === 'payment').toReversed();
    const way = event.type === 'refund_made' ? 'charge' : 'received';
    return { ...event, paymentId: payments.find(({ entryId }) => entryId.startsWith(way))?.entryId ?? event.paymentId };
  }
  if (event.type === 'physician_change_proposed') {
    return { ...event, to: otherThan(agreement), effectiveOn: agreement.statusSince.slice(0, 10) };
  }
  const change = openChange(agreement);
  if ('number' in event && change !== undefined) {
    return 'physicianId' in event
      ? { ...event, number: change.number, physicianId: change.to }
      : { ...event, number: change.number };
  }
  const methodNumber = agreement.paymentMethod?.number ?? 1;
  const open = agreement.invoices.find(({ status }) => status === 'open');
  if (!('invoiceId' in event) || open === undefined) return event;
  const { invoiceId } = open;
  const amountCents = remainingCents(open);
  if (event.type === 'payment_recorded') {
    // All of it, a part, or more.
    const share = [1, 1, 0.4, 1.5][agreement.ledger.length % 4] ?? 1;
    const paymentId = `p${agreement.ledger.length}`;
    return { ...event, invoiceId, paymentId, amountCents: Math.max(1, Math.floor(share * amountCents)) };
  }
  if (event.type === 'credit_given') {
    return { ...event, invoiceId, creditId: `c${agreement.ledger.length}`, amountCents: Math.ceil(amountCents / 10) };
  }
  if (!('methodNumber' in event)) return { ...event, invoiceId };
  const tried = { ...event, invoiceId, methodNumber };
  return tried.type === 'payment_succeeded'
    ? { ...tried, chargeId: `ch_${invoiceId}`, amountCents }
    : { ...tried, retry: failuresOf(open, methodNumber).length };
}

/** There are two physicians. */
export function otherThan({ physicianId }: Pick<Agreement, 'physicianId'>): string {
  return physicianId === 'dr-other' ? 'dr-sample' : 'dr-other';
}

/** A decision that was taken, and upon what. */
export interface Step {
  before: Agreement;
  event: AgreementEvent;
  now: string;
  timeZone: string;
  decision: Decision;
}

export interface Life {
  born: Decision;
  bornAt: string;
  steps: Step[];
  last: Agreement;
}

/** A life from its beginning, with every decision that was not refused. */
export const life: fc.Arbitrary<Life> = fc
  .record({
    bornAt: instant,
    timeZone: fc.constantFrom(...timeZones),
    seatFree: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    // Some are a household in force: two adults, each of whom may speak for the child.
    isHousehold: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    // To some an adult is asked to join as soon as they are in force: how far that has come by then.
    joining: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat({ max: 12 }) }),
    // Some turn 65 meanwhile.
    birthDate: fc.constantFrom('1951-05-17', '1964-02-29', '1963-07-01', '1966-01-01'),
    plan: fc
      .record({
        priceCents: fc.integer({ min: 100, max: 5_000_000 }),
        enrolmentFeeCents: fc.constantFrom(0, 15_000),
        // All pay as at seventy here.
        ageBands: fc.constantFrom<AgeBand[]>([], [{ fromAge: 65, priceCents: 333_333 }]),
        household: fc.constantFrom(undefined, { priceCents: 120_000, upTo: 2, additionalCents: 10_001 }),
        installments: fc.constantFrom(1, 2, 4, 12),
        startRule: fc.constantFrom('payment-day', 'first-of-next-month'),
        renewal: fc.constantFrom<RenewalRule>(
          { on: 'anniversary' },
          { on: 'common-date', monthDay: '01-01', proration: 'day' },
          { on: 'common-date', monthDay: '02-29', proration: 'month' },
        ),
      })
      .map(aPlan),
    happenings: fc.array(happening, { minLength: 5, maxLength: 40, size: 'max' }),
  })
  .map(({ bornAt, timeZone, seatFree, isHousehold, joining, birthDate, plan, happenings }) => {
    const others = [aPerson({ birthDate: '1979-01-01' }), aPerson({ birthDate: '2021-01-01' })];
    const members = [aPerson({ birthDate }), ...(isHousehold ? others : [])];
    const application = anApplication({ members, actsAs: 'parent' });
    const born = deepFrozen(createAgreement(application, approvedWith({ plan, seatFree }), bornAt));
    const steps: Step[] = [];
    let last = born.agreement;
    let now = bornAt;
    const happens = (event: AgreementEvent) => {
      const outcome = transition(last, event, now, timeZone);
      if (isRefused(outcome)) return;
      const decision = deepFrozen(outcome);
      steps.push({ before: last, event, now, timeZone, decision });
      last = decision.agreement;
    };
    for (const event of isHousehold ? signedBy('s1', 's2') : joining === undefined ? [] : signedBy('s1'))
      happens(current(event, last));
    if (joining !== undefined) happens(current(events.adultAsked, last));
    for (let steps = 0; steps < (joining ?? 0); steps += 1) happens(dueEvent(last));
    for (const one of happenings) {
      now = later(now, one.minutesLater);
      happens(eventOf(one, last));
    }
    return { born, bornAt, steps, last };
  });

/** What is given to a decision is frozen: a rule that changes its argument throws. */
function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
