import type { Agreement, AgreementStatus, CloseReason } from '../../functions/domain/agreement/agreement.ts';
import { createAgreement, type DrawnText } from '../../functions/domain/agreement/create-agreement.ts';
import { type AgreementEvent, type Decision, isRefused } from '../../functions/domain/agreement/events.ts';
import { transition } from '../../functions/domain/agreement/transition.ts';
import type { Application } from '../../functions/domain/application/application.ts';
import { addDays, instantAt, practiceDate } from '../../functions/domain/calendar/practice-time.ts';
import { remainingCents } from '../../functions/domain/ledger/invoice-money.ts';
import type { Notice } from '../../functions/domain/notices/notice.ts';
import type { Person } from '../../functions/domain/people/person.ts';
import type { Physician, Plan } from '../../functions/domain/practice/practice.ts';
import { type Price, priceAt } from '../../functions/domain/practice/price.ts';
import type { Evidence } from '../../functions/domain/signing/signed-document.ts';
import { daysToSign } from '../../functions/domain/signing/signers.ts';

// Plainly fictional people and things for tests. Agreements are made by the domain's own decisions, never by hand.

export const newYork = 'America/New_York';
/** A first payment that is still open on this day after its first failure is given up. */
const daysToPay = 21;
/** A Monday, ten in the morning in New York. */
export const monday = '2026-03-02T15:00:00.000Z';

export const evidence: Evidence = { ip: '192.0.2.7', userAgent: 'Test Browser 1.0' };

export const drawnText: DrawnText = {
  textHash: 'a'.repeat(64),
  templateVersion: 3,
  disclosureIds: ['not-insurance', 'fee-covers', 'how-to-end'],
};

export function aPerson(given: Partial<Person> = {}): Person {
  return {
    firstName: 'Paula',
    lastName: 'Example',
    birthDate: '1951-05-17',
    email: 'paula.example@example.com',
    phone: '(555) 010-0123',
    address: { line1: '12 Sample Street', city: 'Albany', state: 'NY', postalCode: '12207' },
    isMedicareBeneficiary: false,
    isMedicaidBeneficiary: false,
    ...given,
  };
}

export function anApplication(given: Partial<Application> = {}): Application {
  return {
    schema: 1,
    applicationId: 'app0000000000001',
    status: 'unconfirmed',
    revision: 1,
    planId: 'individual',
    physicianId: 'dr-sample',
    members: [aPerson()],
    emailConsentAt: monday,
    appliedAt: monday,
    ...given,
  };
}

export function aPlan(given: Partial<Plan> = {}): Plan {
  return {
    planId: 'individual',
    version: 1,
    name: 'Individual',
    summary: 'One adult, round the clock.',
    legalModel: 'bills-insurance',
    priceCents: 240_000,
    ageBands: [],
    enrolmentFeeCents: 0,
    installments: 1,
    startRule: 'payment-day',
    renewal: { on: 'anniversary' },
    services: [{ name: 'Telemedicine visits', coveredByMedicare: 'no' }],
    notCovered: ['Hospital care'],
    ...given,
  };
}

/** What a person of seventy pays. */
export function aPrice(plan = aPlan()): Price {
  return priceAt(plan, 70);
}

export function aPhysician(given: Partial<Physician> = {}): Physician {
  return {
    physicianId: 'dr-sample',
    name: 'Dr. Sam Sample',
    email: 'sam.sample@example.com',
    medicareStatus: 'not-opted-out',
    panelCap: 3,
    ...given,
  };
}

/** What an application is approved with. */
export function approvedWith({ plan = aPlan(), seatFree = true, timeZone = newYork } = {}) {
  return { plan, price: aPrice(plan), text: drawnText, seatFree, signsInOrder: false, timeZone };
}

const patient = { documentId: 'd1', signerId: 's1' };
const physician = { documentId: 'd1', signerId: 's2' };

/** Every event as it comes when all is well; tests change what they are about. */
export const events = {
  signingOpened: { type: 'signing_opened', documentId: 'd1' },
  recordsConsented: { type: 'records_consented', ...patient, statementHash: 'b'.repeat(64), evidence },
  disclosuresAccepted: { type: 'disclosures_accepted', ...patient, ids: drawnText.disclosureIds, evidence },
  documentRead: { type: 'document_read', ...patient },
  signed: {
    type: 'signed',
    ...patient,
    name: 'Paula Example',
    textHash: drawnText.textHash,
    renewalConsent: true,
    evidence,
  },
  methodSaved: {
    type: 'payment_method_saved',
    method: { reference: 'pm_card_visa', label: 'Visa ending in 4242', kind: 'card' },
    evidence,
  },
  otherMethodSaved: {
    type: 'payment_method_saved',
    method: { reference: 'pm_card_mastercard', label: 'Mastercard ending in 4444', kind: 'card' },
    evidence,
  },
  readByPhysician: { type: 'document_read', ...physician },
  countersigned: {
    type: 'signed',
    ...physician,
    name: 'Dr. Sam Sample',
    textHash: drawnText.textHash,
    evidence,
  },
  declined: { type: 'declined', ...patient, reason: 'Not for me after all.', evidence },
  declinedByPhysician: { type: 'declined', ...physician, reason: 'The panel changes.', evidence },
  documentExpired: { type: 'document_expired', documentId: 'd1' },
  /** `afterEvents` makes it what is open. */
  paymentSucceeded: {
    type: 'payment_succeeded',
    invoiceId: 't1-i1',
    chargeId: 'ch_1',
    amountCents: 240_000,
    methodNumber: 1,
  },
  paymentFailed: { type: 'payment_failed', invoiceId: 't1-i1', code: 'card_declined', methodNumber: 1 },
  paymentPending: {
    type: 'payment_pending',
    invoiceId: 't1-i1',
    lookUpAt: '2026-03-06T15:00:00.000Z',
    methodNumber: 1,
  },
  paymentUnknown: { type: 'payment_unknown', invoiceId: 't1-i1', methodNumber: 1 },
  checkChosen: {
    type: 'payment_method_saved',
    method: { reference: 'check', label: 'Check', kind: 'check' },
    evidence,
  },
  paymentRecorded: {
    type: 'payment_recorded',
    invoiceId: 't1-i1',
    paymentId: 'p1',
    medium: 'check',
    amountCents: 240_000,
    receivedOn: '2026-03-02',
    reference: '1041',
    by: 'staff-1',
  },
  checkBounced: { type: 'check_bounced', paymentId: 'received-p1', collection: 'standard', by: 'staff-1' },
  creditGiven: {
    type: 'credit_given',
    invoiceId: 't1-i1',
    creditId: 'c1',
    amountCents: 10_000,
    reason: 'A week without a doctor.',
    by: 'staff-1',
  },
  invoiceGivenUp: { type: 'invoice_given_up', invoiceId: 't1-i1' },
  dateCame: { type: 'date_came', collection: 'standard' },
  invoiceEscalated: { type: 'invoice_escalated', invoiceId: 't1-i2' },
  invoiceExtended: { type: 'invoice_extended', invoiceId: 't1-i2', until: '2026-08-01', by: 'staff-1' },
  invoiceWrittenOff: { type: 'invoice_written_off', invoiceId: 't1-i2', reason: 'Hardship.', by: 'staff-1' },
  renewalPlanned: {
    type: 'renewal_planned',
    renewal: {
      term: 2,
      startsOn: '2027-03-02',
      endsOn: '2028-03-01',
      plan: aPlan(),
      price: { feeCents: 250_000, enrolmentFeeCents: 0 },
      notices: [
        { noticeNumber: 1, on: '2027-01-26', letterBy: '2027-02-15', serves: [] },
        { noticeNumber: 2, on: '2027-02-10', letterBy: '2027-02-15', serves: [] },
      ],
      unmet: [],
    },
  },
  renewalAccepted: { type: 'renewal_accepted', medium: 'page', evidence },
  renewalDue: { type: 'renewal_due', unproven: [] },
  graceOver: { type: 'grace_over' },
  cancelled: {
    type: 'ending_noticed',
    by: 'patient',
    how: 'on-date',
    endsOn: '2026-03-02',
    noticeReceivedOn: '2026-03-02',
    medium: 'page',
    coolingOffDays: 0,
    evidence,
  },
  serviceUsed: {
    type: 'service_used',
    use: { useId: 'u1', service: 'Telemedicine visits', memberId: 'm1', on: '2026-03-02' },
    by: 'staff-1',
  },
  physicianLeaves: { type: 'physician_leaves', leave: { on: '2026-05-31' }, by: 'staff-1' },
  leaverReplaced: {
    type: 'physician_leaves',
    leave: { on: '2026-05-31' },
    to: 'dr-other',
    by: 'staff-1',
  },
  doctorProposed: { type: 'physician_change_proposed', to: 'dr-other', effectiveOn: '2026-03-16', by: 'staff-1' },
  doctorAccepted: {
    type: 'physician_change_answered',
    number: 1,
    signerId: 's1',
    answer: 'yes',
    medium: 'page',
    evidence,
  },
  doctorDeclined: {
    type: 'physician_change_answered',
    number: 1,
    signerId: 's1',
    answer: 'no',
    medium: 'phone',
    by: 'staff-1',
  },
  doctorSigned: {
    type: 'physician_change_signed',
    number: 1,
    physicianId: 'dr-other',
    name: 'Dr. Olga Other',
    textHash: drawnText.textHash,
    evidence,
  },
  doctorRefused: {
    type: 'physician_change_refused',
    number: 1,
    physicianId: 'dr-other',
    reason: 'The panel changes.',
    evidence,
  },
  memberAdded: {
    type: 'member_added',
    memberId: 'm2',
    person: {
      firstName: 'Kim',
      lastName: 'Example',
      birthDate: '2020-02-29',
      isMedicareBeneficiary: false,
      isMedicaidBeneficiary: false,
    },
    guardian: { signerId: 's1', capacity: 'parent' },
    by: 'staff-1',
  },
  adultAsked: {
    type: 'adult_asked',
    memberId: 'm2',
    person: {
      firstName: 'Lee',
      lastName: 'Example',
      birthDate: '1990-06-30',
      email: 'lee.example@example.com',
      address: { line1: '1 Sample Street', city: 'Sampleton', state: 'NY', postalCode: '10000' },
      isMedicareBeneficiary: false,
      isMedicaidBeneficiary: false,
    },
    text: { textHash: 'e'.repeat(64), templateVersion: 1, disclosureIds: ['not-insurance'] },
    by: 'staff-1',
  },
  joiningStopped: { type: 'joining_stopped', documentId: 'd2', by: 'staff-1' },
  memberLeaves: {
    type: 'member_leaves',
    memberId: 'm2',
    lastDay: '2026-03-02',
    noticeReceivedOn: '2026-03-02',
    medium: 'phone',
    by: 'staff-1',
  },
  memberStays: { type: 'member_stays', memberId: 'm2', by: 'staff-1' },
  guardianNamed: {
    type: 'guardian_named',
    memberId: 'm3',
    signerId: 's2',
    capacity: 'parent',
    proof: 'A birth certificate',
    by: 'staff-1',
  },
  payerNamed: {
    type: 'payer_named',
    party: { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' },
    replaces: 0,
    by: 'staff-1',
  },
  payerAuthorised: { type: 'payer_authorised', scope: 'until-told', evidence },
  payerDeclined: { type: 'payer_declined', evidence },
  departureSettled: { type: 'care_ended', memberId: 'm2' },
  endingUndone: { type: 'ending_undone', evidence },
  deathRecorded: { type: 'death_recorded', memberId: 'm1', diedOn: '2026-03-02', medium: 'phone', by: 'staff-1' },
  deathUndone: { type: 'death_undone', memberId: 'm1', by: 'staff-1' },
  careEnded: { type: 'care_ended' },
  owedPaid: {
    type: 'owed_paid',
    paymentId: 'p9',
    medium: 'check',
    amountCents: 10_000,
    receivedOn: '2026-03-02',
    reference: '1049',
    by: 'staff-1',
  },
  paidBack: { type: 'paid_back', paybackId: 'b1', amountCents: 10_000, reference: '2002', by: 'staff-1' },
  owedWrittenOff: { type: 'owed_written_off', reason: 'Hardship.', by: 'staff-1' },
  refundMade: { type: 'refund_made', paymentId: 'charge-ch_1', refundId: 're_1' },
  refundPosted: { type: 'refund_posted', paymentId: 'received-p1', checkNumber: '2001', by: 'staff-1' },
  freshLink: { type: 'fresh_link_requested', ...patient },
  freshLinkForPhysician: { type: 'fresh_link_requested', ...physician },
  seatOffered: { type: 'seat_offered' },
  offerAccepted: { type: 'offer_accepted', evidence },
  offerDeclined: { type: 'offer_declined', evidence },
  offerLapsed: { type: 'offer_lapsed' },
  waitlistLeft: { type: 'waitlist_left', evidence },
  voided: { type: 'voided', by: 'staff-1', reason: 'Entered twice.' },
  linkResent: { type: 'link_resent', ...patient, generation: 0, by: 'staff-1' },
  wrongPerson: { type: 'wrong_person_reported', ...patient, evidence },
  paperWanted: { type: 'paper_wanted', ...patient },
  signedOnPaper: {
    type: 'signed_on_paper',
    ...patient,
    name: 'Paula Example',
    signedOn: '2026-03-02',
    renewalConsent: true,
    by: 'staff-1',
  },
  addressCorrected: {
    type: 'contact_corrected',
    person: { memberId: 'm1' },
    contact: { email: 'paula.corrected@example.com' },
    by: 'staff-1',
  },
  emailRefused: {
    type: 'email_refused',
    email: 'paula.example@example.com',
    because: 'complaint',
    at: '2026-03-02T14:59:00.000Z',
  },
  emailWithdrawn: { type: 'email_withdrawn', person: { memberId: 'm1' }, by: 'staff-1' },
  emailConsented: {
    type: 'email_consented',
    person: { memberId: 'm1' },
    email: 'paula.example@example.com',
    medium: 'phone',
    by: 'staff-1',
  },
  letterReturned: {
    type: 'letter_returned',
    noticeKey: 'renewal-2-1-s1',
    person: { memberId: 'm1' },
    postedOn: '2026-02-27',
    returnedOn: '2026-03-02',
    by: 'staff-1',
  },
  questionAsked: { type: 'question_asked', signerId: 's1', text: 'May I pay by check?' },
  questionAnswered: { type: 'question_answered', questionId: 'q1', by: 'staff-1' },
  restarted: { type: 'restarted', by: 'staff-1' },
  repaired: {
    type: 'repaired',
    version: 0,
    differences: [{ code: 'failed_unnoticed', workflow: { workflow: 'onboarding' }, as: 'failed' }],
  },
  attentionNeeded: { type: 'attention_needed', code: 'execution_failed' },
  attentionSettled: { type: 'attention_settled', code: 'execution_failed' },
} as const satisfies Record<string, AgreementEvent>;

/** Ten in the morning of a later day of the practice: after its mails of that day. */
export function daysLater(days: number, now = monday, timeZone = newYork): string {
  return instantAt(addDays(practiceDate(now, timeZone), days), '10:00', timeZone);
}

/** What an event decides. Throws where it is refused. */
export function decideOn(agreement: Agreement, event: AgreementEvent, now = monday, timeZone = newYork): Decision {
  const outcome = transition(agreement, event, now, timeZone);
  if (isRefused(outcome)) {
    throw new Error(`"${event.type}" was refused while ${agreement.status}: ${outcome.refusal}`);
  }
  return outcome;
}

/** The agreement after these events, one after the other. Throws where one is refused. */
export function afterEvents(
  agreement: Agreement,
  those: AgreementEvent[],
  now = monday,
  timeZone = newYork,
): Agreement {
  return those.reduce(
    (before, event) => decideOn(before, ofWhatIsOpen(before, event), now, timeZone).agreement,
    agreement,
  );
}

/** A charge is of what is open of its invoice, each by its own id. */
export function ofWhatIsOpen(agreement: Agreement, event: AgreementEvent): AgreementEvent {
  if (event.type !== 'payment_succeeded') return event;
  const invoice = agreement.invoices.find((one) => one.invoiceId === event.invoiceId && one.status === 'open');
  if (invoice === undefined) return event;
  const chargeId = event.invoiceId === 't1-i1' ? event.chargeId : `ch_${event.invoiceId}`;
  return { ...event, chargeId, amountCents: remainingCents(invoice) };
}

interface AgreementChoices {
  status: AgreementStatus;
  /** How it came to be closed. */
  closedFor?: CloseReason;
  application?: Application;
  plan?: Plan;
  /** When everything happened that brought it there; what must come later, as giving up does, comes on its own day. */
  now?: string;
  timeZone?: string;
}

const patientSigns = [
  events.signingOpened,
  events.recordsConsented,
  events.disclosuresAccepted,
  events.documentRead,
  events.signed,
  events.methodSaved,
];
const untilCountersigned = [...patientSigns, events.countersigned];
const pathTo = {
  waitlisted: [],
  offered: [],
  awaiting_signature: [events.signingOpened],
  awaiting_countersignature: patientSigns,
  awaiting_payment: untilCountersigned,
  active: [...untilCountersigned, events.paymentSucceeded],
  ending: [...untilCountersigned, events.paymentSucceeded, events.cancelled],
} satisfies Record<Exclude<AgreementStatus, 'closed' | 'ended' | 'in_grace'>, AgreementEvent[]>;

/** An agreement that has come to a status on the shortest way, by the domain's own decisions. */
export function anAgreement(choices: AgreementChoices): Agreement {
  const { status, closedFor = 'declined', now = monday, timeZone = newYork } = choices;
  const { application = anApplication(), plan = aPlan() } = choices;
  const given = approvedWith({ plan, seatFree: status !== 'waitlisted', timeZone });
  const { agreement } = createAgreement(application, given, now);
  if (status === 'ended') {
    const ending = afterEvents(agreement, pathTo.ending, now, timeZone);
    return afterEvents(ending, [events.careEnded], daysLater(1, now, timeZone), timeZone);
  }
  if (status === 'in_grace') {
    const planned = afterEvents(agreement, [...pathTo.active, events.renewalPlanned], now, timeZone);
    const unproven = { ...events.renewalDue, unproven: ['contract'] };
    return afterEvents(planned, [unproven], daysLater(366, now, timeZone), timeZone);
  }
  if (status !== 'closed') return afterEvents(agreement, pathTo[status], now, timeZone);
  switch (closedFor) {
    case 'declined':
      return afterEvents(agreement, [events.signingOpened, events.declined], now, timeZone);
    case 'expired': {
      const opened = afterEvents(agreement, pathTo.awaiting_signature, now, timeZone);
      return afterEvents(opened, [events.documentExpired], daysLater(daysToSign + 1, now, timeZone), timeZone);
    }
    case 'voided':
      return afterEvents(agreement, [events.signingOpened, events.voided], now, timeZone);
    case 'physician_left':
      return afterEvents(agreement, [events.signingOpened, events.physicianLeaves], now, timeZone);
    case 'withdrawn':
    case 'offer_declined':
    case 'offer_lapsed': {
      const waiting = createAgreement(application, { ...given, seatFree: false }, now).agreement;
      if (closedFor === 'withdrawn') return afterEvents(waiting, [events.waitlistLeft], now, timeZone);
      const offered = afterEvents(waiting, [events.seatOffered], now, timeZone);
      return closedFor === 'offer_declined'
        ? afterEvents(offered, [events.offerDeclined], now, timeZone)
        : afterEvents(offered, [events.offerLapsed], daysLater(8, now, timeZone), timeZone);
    }
    case 'unpaid': {
      const unpaid = afterEvents(agreement, [...untilCountersigned, events.paymentFailed], now, timeZone);
      return afterEvents(unpaid, [events.invoiceGivenUp], daysLater(daysToPay, now, timeZone), timeZone);
    }
  }
}

/** Notices that have been sent, by their keys. */
export function sentNotices(...noticeKeys: string[]): Map<string, Notice> {
  return new Map(
    noticeKeys.map((noticeKey) => [noticeKey, { noticeKey, state: 'sent', claimedAt: monday, sentAt: monday }]),
  );
}

/** In force, signed by everyone of a household; from its offer. */
export function signedByAll(offered: Agreement): Agreement {
  const opened = afterEvents(offered, [events.signingOpened]);
  const signers = opened.documents[0]?.signers.filter(({ capacity }) => capacity !== 'physician') ?? [];
  const those = [events.recordsConsented, events.disclosuresAccepted, events.documentRead, events.signed];
  const signed = signers.reduce(
    (before, { signerId }) =>
      afterEvents(
        before,
        those.map((one) => ({ ...one, signerId })),
      ),
    opened,
  );
  const countersigned = { ...events.countersigned, signerId: `s${signers.length + 1}` };
  return afterEvents(signed, [events.methodSaved, countersigned, events.paymentSucceeded]);
}
