import type { ActingCapacity } from '../application/application.ts';
import type { CollectionPreset } from '../billing/collection.ts';
import { addDays } from '../calendar/practice-time.ts';
import type { LedgerEntry, ReceivedPayment } from '../ledger/ledger.ts';
import { sumCents } from '../money/money.ts';
import type { PlannedNotice } from '../notices/notice-plan.ts';
import type { MilestoneCode } from '../people/milestones.ts';
import type { Party, Person } from '../people/person.ts';
import type { PhysicianChange } from '../physician/physician-change.ts';
import type { Plan } from '../practice/practice.ts';
import type { Price } from '../practice/price.ts';
import type { ServiceUse } from '../use/service-use.ts';

/** DESIGN part 5. */
export type AgreementStatus =
  | 'waitlisted'
  | 'offered'
  | 'awaiting_signature'
  | 'awaiting_countersignature'
  | 'awaiting_payment'
  | 'active'
  /** The term is over, and nobody has decided about the next: seats are kept, nothing is charged. */
  | 'in_grace'
  /** In force until a day that is settled. */
  | 'ending'
  | 'ended'
  | 'closed';

export type CloseReason =
  | 'declined'
  | 'expired'
  | 'unpaid'
  /** By the practice, before it came into force. */
  | 'voided'
  /** Before it came into force. */
  | 'physician_left'
  /** On the waiting list: left it, or a freed seat was not wanted, or not answered for. */
  | 'withdrawn'
  | 'offer_declined'
  | 'offer_lapsed';

/** A patient covered by the agreement. */
export interface Member extends Person {
  memberId: string;
  /** On that civil date, as staff recorded it. Nothing is sent to them any more. */
  died?: { on: string; at: string; by: string };
  /** Of which days to come staff have been told: by code, the day that it was then. */
  noted?: Partial<Record<MilestoneCode, string>>;
  /** Of a child who was added during a term: who speaks for it, since no signed document names it. */
  joined?: { on: string; signerId: string; capacity: NamedGuardian['capacity']; recordedBy: string };
  /** Of a child: who speaks for it in the place of whoever signed for it. */
  guardian?: NamedGuardian;
  /** Leaves an agreement that goes on; settled once that day is over. */
  departure?: Departure;
}

/** Staff named another of the signers to speak for a child, and noted what shows that they may. */
export interface NamedGuardian {
  /** Counts those who were named for this child, from 1. */
  number: number;
  on: string;
  signerId: string;
  capacity: 'parent' | 'guardian';
  /** "Order of the family court", as seen. */
  proof: string;
  recordedBy: string;
  /** The signers who spoke for the child until then. */
  replaced: string[];
}

/** One member leaves, and the others stay. */
export interface Departure {
  /** The last day of care for this member. */
  lastDay: string;
  noticeReceivedOn: string;
  medium: CancelMedium;
  recordedBy: string;
  /** The last term that was priced with them. */
  pricedTo: number;
  /** By term: what was asked for before the day, for days after it. */
  credits?: { term: number; cents: number }[];
  /** By term, once it is settled: what of it goes back. */
  returned?: { term: number; cents: number }[];
  settlement?: Settlement;
}

/** Something that a person must look at. */
export interface Mark {
  code: string;
  at: string;
  /** Whom it is about, where that is one of several. */
  memberId?: string;
}

/** Where and how something was done, recorded at that moment. */
export interface Evidence {
  ip: string;
  userAgent: string;
}

export interface Signature extends Partial<Evidence> {
  at: string;
  /** As typed. */
  name: string;
  textHash: string;
  /** Drawn beside the typed name, which is what counts: the `d` of an SVG path on the pad (signing/drawing.ts). */
  drawing?: string;
  /** Signed on paper on that day, and recorded when it came back. */
  onPaper?: { signedOn: string; recordedBy: string };
}

/** Somebody of the agreement who is no member: signs for one, pays, or gets copies. */
export interface OtherParty extends Party {
  partyId: string;
}

/** Names a person of the agreement: a member, or another party. The physician is neither. */
export interface PersonRef {
  memberId?: string;
  partyId?: string;
}

export type SigningCapacity = 'self' | ActingCapacity | 'physician';

/** What shows that somebody may sign for another, as staff noted it. */
export interface Proof {
  /** "Power of attorney", as seen. */
  kind: string;
  expiresOn?: string;
  notedAt: string;
  notedBy: string;
}

/** A person who must sign, in a capacity. */
export interface Signer extends PersonRef {
  signerId: string;
  /** As whom this person signs in the first place; `wards` may add others. */
  capacity: SigningCapacity;
  /** The members for whom this person signs, other than themself, and in which capacity. */
  wards?: { memberId: string; capacity: ActingCapacity }[];
  proof?: Proof;
  /** Signs on paper, by wish or for lack of an email address. */
  onPaper?: boolean;
  /** When the signer was first asked; reminders count from here. */
  askedAt?: string;
  /** Links of an older generation than this one are dead. Raised when a fresh link is asked for. */
  links?: { generation: number; askedOn: string };
  recordsConsent?: Evidence & { at: string; statementHash: string };
  disclosuresAccepted?: Evidence & { at: string; ids: string[] };
  readAt?: string;
  /** Consent to automatic renewal is a choice of its own. */
  renewalConsent?: boolean;
  signature?: Signature;
}

export type DocumentStatus = 'open' | 'completed' | 'declined' | 'expired' | 'voided';

/** A text to be signed, with its own signing round. */
export interface SignedDocument {
  documentId: string;
  /** `changed-terms` takes the place of what was signed before, once both sides have signed and its day has come. */
  kind: 'agreement' | 'changed-terms';
  status: DocumentStatus;
  /** SHA-256 of the text, in hex. */
  textHash: string;
  templateVersion: number;
  disclosureIds: string[];
  /** Whether the patient's side signs one after the other, in the order of `signers`. */
  isInOrder: boolean;
  /** The last day on which it can be signed, in the practice's zone. Set when the signers are asked. */
  expiresOn?: string;
  signers: Signer[];
}

export interface Term {
  number: number;
  startsOn: string;
  endsOn: string;
  /** For all of it, the enrolment fee apart. */
  feeCents: number;
  /** Billed with the first. */
  enrolmentFeeCents?: number;
  /** Members who came or went during it: what is more or, below 0, less for the days from then on. */
  changes?: { memberId: string; from: string; feeCents: number }[];
}

/** The next term, from when it is prepared until it is decided. */
export interface Renewal {
  /** The number of the term that it would begin. */
  term: number;
  /** The civil dates of that term. */
  startsOn: string;
  endsOn: string;
  /** As it would be sold: the agreement's own, or the version that a price run has it at. */
  plan: Plan;
  price: Price;
  /** Its terms are others than those that run: the document that both sides have to sign first. */
  documentId?: string;
  notices: PlannedNotice[];
  /** Rules that keep it from renewing by itself, by id. */
  unmet: string[];
}

export type CancelMedium = 'page' | 'phone' | 'email' | 'letter' | 'in-person';

/** An agreement that was in force comes to its end, by notice. */
export interface Ending {
  /** Counts an agreement's endings, from 1: one that was undone may be followed by another. */
  number: number;
  by: 'patient' | 'practice' | 'death';
  /** It is not renewed, or it ends before that. */
  how: 'at-term-end' | 'on-date';
  /** The last day of care. */
  endsOn: string;
  /** The civil date from which the money is settled, where that is not the day after. */
  settlesOn?: string;
  noticeReceivedOn: string;
  medium: CancelMedium;
  /** The physician leaves, and no other takes it over. */
  cause?: 'physician-leaves';
  reason?: string;
  /** The member of staff who recorded it. */
  recordedBy?: string;
  /** The practice's own, on the day of the notice: whoever gives it within so many days gets everything back. */
  coolingOffDays: number;
  decidedAt: string;
  undoneAt?: string;
  /** The document that it closed, which was out to be signed; open again when it is undone. */
  documentId?: string;
  settlement?: Settlement;
}

/** What an ending came to, when care had ended. */
export interface Settlement {
  earnedCents: number;
  refundedCents: number;
  /** Earned and not paid: a person asks for it. */
  owedCents: number;
  /** The last day on which the refund may go out. */
  dueOn?: string;
  parts: RefundPart[];
}

/** A refund goes back the way it was paid. */
export interface RefundPart {
  /** The payment of the ledger that goes back, or a part of it does. */
  paymentId: string;
  amountCents: number;
  way: 'charge' | 'check';
  /** The provider's id, or the check's number. */
  refundId?: string;
  doneOn?: string;
}

export interface PaymentAttempt {
  at: string;
  methodNumber: number;
  /** How often this method had been tried before. */
  retry?: number;
  /** `pending`: the bank has not settled yet. `unknown`: the answer was lost. Both are looked up. */
  outcome: 'succeeded' | 'failed' | 'pending' | 'unknown';
  /** Stripe's decline code. */
  code?: string;
  /** Of a pending one: from when on to look again. UTC. */
  lookUpAt?: string;
}

/** Money due for a term. The statuses are Stripe's. */
export interface Invoice {
  invoiceId: string;
  term: number;
  installment: number;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  /** Of a draft, the amount may change still, with the members. */
  amountCents: number;
  /** What has been paid of it, never more than the amount; absent for 0. */
  paidCents?: number;
  /** What the practice asks less for it since it was opened; absent for 0. */
  creditedCents?: number;
  dueOn: string;
  /** Of a member who was added: the first of the days that it is for. */
  from?: string;
  attempts: PaymentAttempt[];
  /** Of a term: how the practice goes after it, as it was when the invoice was opened. A first payment has none. */
  collection?: CollectionPreset;
  /** Which round of collecting this is, from 1: another begins when one ended undecided. */
  round?: number;
  /** Since when the physician has to decide what becomes of it. */
  escalatedAt?: string;
  /** Until this day the physician gave more time. */
  extendedTo?: string;
  /** Why the practice asks for it no more. */
  writtenOff?: { at: string; by: string; reason: string };
  chargeId?: string;
  paidAt?: string;
  /** Of the payment that completed it, where it was not charged. */
  received?: ReceivedPayment;
}

export interface PaymentMethod {
  /** Counts the methods that the payer has given, so that a declined one is told from a newer one without a clock. */
  number: number;
  reference: string;
  /** For people: "Visa ending in 4242". */
  label: string;
  /** Nothing is charged to a check. */
  kind: 'card' | 'bank' | 'check';
  savedAt: string;
}

/** Pays in the first signer's place: somebody who sees money only; or, once it is in force, another signer. */
export interface Payer extends PersonRef {
  /** When the payer was asked, by a link of their own. */
  askedAt: string;
  /** Links of an older generation than this are dead. */
  links?: number;
  /** What the payer has agreed to; `term`: the one that ran then, absent for the first. */
  authorised?: Evidence & { at: string; scope: 'this-term' | 'until-told'; term?: number };
}

/** Paid, or was asked to, until somebody else was named; or did not want to. */
export interface FormerPayer extends PersonRef {
  until: string;
  /** How many links and methods there had been: whoever comes next counts on. */
  links: number;
  methods: number;
}

/** Gets copies of notices by a member's recorded consent, until it is revoked. */
export interface Helper {
  partyId: string;
  consentedAt: string;
  /** The signer who consented, or the member of staff who recorded it. */
  consentedBy: string;
  revokedAt?: string;
}

/** A line from a signer to the practice; never a medical one. */
export interface Question {
  questionId: string;
  signerId: string;
  askedAt: string;
  text: string;
  /** The next business day. */
  dueOn: string;
  answered?: { at: string; by: string };
}

/** The contract: members, signers, plan version, template version, money. */
export interface Agreement {
  schema: 1;
  agreementId: string;
  /** How many decisions have been taken; the version check of every write. */
  version: number;
  status: AgreementStatus;
  statusSince: string;
  /** Raised by a restart alone; part of every execution's name. */
  run: number;
  physicianId: string;
  /** The plan as it was signed, or renewed by a price run; other versions of it change nothing here. */
  plan: Plan;
  /** The first day that the patient chose, where the plan lets them. */
  startOn?: string;
  /** What was agreed for the first year: by the ages on the day of the application. */
  price: Price;
  members: Member[];
  /** Those who have left. */
  formerMembers?: Member[];
  /** The others who have to do with it. */
  parties: OtherParty[];
  /** Who pays, where it is not the first signer. */
  payer?: Payer;
  /** Who was to pay before, oldest first. */
  formerPayers?: FormerPayer[];
  helpers: Helper[];
  /** A freed seat was offered to somebody on the waiting list, who has until `answerBy` (the last day) to say yes. */
  offer?: { offeredAt: string; answerBy: string; acceptedAt?: string };
  questions: Question[];
  documents: SignedDocument[];
  terms: Term[];
  invoices: Invoice[];
  /** Every movement of its money, oldest first: their sum is what the payer owes. */
  ledger: LedgerEntry[];
  /** The last year that its payer got a statement of. */
  statedYear?: number;
  paymentMethod?: PaymentMethod;
  renewal?: Renewal;
  physicianChanges: PhysicianChange[];
  endings: Ending[];
  /** What of the included services was used. */
  uses: ServiceUse[];
  closedFor?: CloseReason;
  /** The civil date on which the sweep last began something for it. */
  cameOn?: string;
  /** The next civil date on which something is to be started for it; an index holds it. */
  nextDate?: string;
  /** What a person must look at, once a code and member. */
  needsAttention: Mark[];
  /** The audit trail so far: how many entries, and the hash of the last. */
  audit: { sequence: number; hash: string };
}

export function documentOf(agreement: Agreement, documentId: string): SignedDocument | undefined {
  return agreement.documents.find((document) => document.documentId === documentId);
}

export function invoiceOf(agreement: Agreement, invoiceId: string): Invoice | undefined {
  return agreement.invoices.find((invoice) => invoice.invoiceId === invoiceId);
}

/** The provider has not said yet what became of the last attempt: the bank has it, or the answer was lost. */
export function isOnItsWay({ attempts }: Pick<Invoice, 'attempts'>): boolean {
  const outcome = attempts.at(-1)?.outcome;
  return outcome === 'pending' || outcome === 'unknown';
}

export function hasDied(
  { members, formerMembers = [] }: Pick<Agreement, 'members' | 'formerMembers'>,
  { memberId }: PersonRef,
): boolean {
  return [...members, ...formerMembers].some((one) => one.memberId === memberId && one.died !== undefined);
}

/** The person whom a signer, payer or helper refers to. Throws a RangeError where there is none. */
export function personOf(
  agreement: Pick<Agreement, 'members' | 'formerMembers' | 'parties'>,
  ref: PersonRef,
): (Member | OtherParty) & Pick<Member, 'died'> {
  const { members, formerMembers = [] } = agreement;
  const person =
    [...members, ...formerMembers].find(({ memberId }) => memberId === ref.memberId) ??
    agreement.parties.find(({ partyId }) => partyId === ref.partyId);
  if (person === undefined)
    throw new RangeError(`The agreement has no ${ref.memberId ?? ref.partyId ?? 'such person'}`);
  return person;
}

/** Who pays: whoever was named for it and lives, or else the first signer who is still there and was not replaced. */
export function payingRef(
  agreement: Pick<Agreement, 'payer' | 'formerPayers' | 'documents' | 'members' | 'formerMembers'>,
): PersonRef & Pick<Signer, 'onPaper'> {
  const { payer, formerPayers = [], formerMembers = [], documents } = agreement;
  const signers = documents[0]?.signers.filter(({ capacity }) => capacity !== 'physician') ?? [];
  if (payer !== undefined && !hasDied(agreement, payer)) {
    const { memberId } = payer;
    return memberId === undefined ? payer : (signers.find((one) => one.memberId === memberId) ?? payer);
  }
  const living = signers.filter((one) => !hasDied(agreement, one));
  const isFree = (one: PersonRef) => ![...formerPayers, ...formerMembers].some((other) => isSamePerson(one, other));
  const signer = living.find(isFree) ?? living[0] ?? signers[0];
  if (signer === undefined) throw new RangeError('An agreement has a signer');
  return signer;
}

export function isSamePerson(one: PersonRef, other: PersonRef): boolean {
  return one.memberId === undefined ? one.partyId === other.partyId : one.memberId === other.memberId;
}

/** The ending that stands: the last one that was not undone. */
export function endingOf({ endings }: Pick<Agreement, 'endings'>): Ending | undefined {
  return endings.findLast(({ undoneAt }) => undoneAt === undefined);
}

/** The civil date from which an ending is settled. */
export function settlesOn({ settlesOn, endsOn }: Ending): string {
  return settlesOn ?? addDays(endsOn, 1);
}

/** What a whole term costs as its members are now, the enrolment fee apart. */
export function termFeeCents({ feeCents, changes = [] }: Term): number {
  return sumCents([feeCents, ...changes.map((change) => change.feeCents)]);
}

/** The term that a day lies in. */
export function termOn({ terms }: Pick<Agreement, 'terms'>, day: string): Term | undefined {
  return terms.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
}

export function signerOf(document: SignedDocument, signerId: string): Signer | undefined {
  return document.signers.find((signer) => signer.signerId === signerId);
}
