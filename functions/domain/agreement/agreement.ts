import type { Invoice, PaymentMethod } from '../billing/invoice.ts';
import type { Ending } from '../ending/ending.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { sumCents } from '../money/money.ts';
import type { PlannedNotice } from '../notices/notice-plan.ts';
import type { AskedMember, FormerPayer, Helper, Member, OtherParty, Payer, PersonRef } from '../people/member.ts';
import type { PhysicianChange } from '../physician/physician-change.ts';
import type { Plan } from '../practice/practice.ts';
import type { Price } from '../practice/price.ts';
import type { SignedDocument, Signer } from '../signing/signed-document.ts';
import type { ServiceUse } from '../use/service-use.ts';
import type { Wish } from './events.ts';

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

/** Something that a person must look at. */
export interface Mark {
  code: string;
  at: string;
  /** Whom it is about, where that is one of several. */
  memberId?: string;
  /** Of a failure: what failed and stands still since, each once. */
  wishes?: Wish[];
}

export interface Term {
  number: number;
  startsOn: string;
  endsOn: string;
  /** For all of it, the enrolment fee apart. */
  feeCents: number;
  /** Billed with the first. */
  enrolmentFeeCents?: number;
  /** The one of the renewal that it began by. */
  payerRound?: number;
  /** What it was sold at, where a later term was settled at another plan or price. */
  soldAt?: { plan: Plan; price: Price };
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
  /** How the payer paid when it was planned: the rules of its notices follow from that. */
  method?: PaymentMethod['kind'];
  /** Which telling of a payer who does not sign this is, from 1: another where price or method changed after the one before. */
  payerRound?: number;
  /** Its terms are others than those that run: the document that both sides have to sign first. */
  documentId?: string;
  notices: PlannedNotice[];
  /** Rules that keep it from renewing by itself, by id. */
  unmet: string[];
}

/** Of a plan of the next term that holds no more. */
export interface FormerPlan extends Pick<Renewal, 'term' | 'method'> {
  feeCents: number;
  payerRound: number;
  noticeNumbers: number[];
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
  /** Adults who were asked to join and are no members: not yet, or it came to nothing. */
  askedMembers?: AskedMember[];
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
  /** What the next term was planned at before it was planned anew; its notices told that price. */
  formerPlan?: FormerPlan;
  physicianChanges: PhysicianChange[];
  endings: Ending[];
  /** What of the included services was used. */
  uses: ServiceUse[];
  closedFor?: CloseReason;
  /** The civil date on which the sweep last began the renewal, or the settlement of an ending, that is to come. */
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

export function hasDied(
  { members, formerMembers = [] }: Pick<Agreement, 'members' | 'formerMembers'>,
  { memberId }: PersonRef,
): boolean {
  return [...members, ...formerMembers].some((one) => one.memberId === memberId && one.died !== undefined);
}

/** The person whom a signer, payer or helper refers to. Throws a RangeError where there is none. */
export function personOf(
  agreement: Pick<Agreement, 'members' | 'formerMembers' | 'askedMembers' | 'parties'>,
  ref: PersonRef,
): (Member | OtherParty) & Pick<Member, 'died'> {
  const { members, formerMembers = [], askedMembers = [] } = agreement;
  const person =
    [...members, ...formerMembers, ...askedMembers].find(({ memberId }) => memberId === ref.memberId) ??
    agreement.parties.find(({ partyId }) => partyId === ref.partyId);
  if (person === undefined)
    throw new RangeError(`The agreement has no ${ref.memberId ?? ref.partyId ?? 'such person'}`);
  return person;
}

/**
 * Who pays: whoever was named for it and lives, or else the first signer who is still there and was not replaced. Whoever
 * signed first comes before those who joined since.
 */
export function payingRef(
  agreement: Pick<Agreement, 'payer' | 'formerPayers' | 'documents' | 'members' | 'formerMembers'>,
): PersonRef & Pick<Signer, 'onPaper'> {
  const { payer, formerPayers = [], formerMembers = [], documents } = agreement;
  const signers = documents
    .filter(({ status }, index) => index === 0 || status === 'completed')
    .flatMap((document) => document.signers.filter(({ capacity }) => capacity !== 'physician'));
  if (payer !== undefined && !hasDied(agreement, payer)) {
    const { memberId } = payer;
    return memberId === undefined ? payer : (signers.find((one) => one.memberId === memberId) ?? payer);
  }
  const living = signers.filter((one) => !hasDied(agreement, one));
  const isNoneOf = (others: PersonRef[]) => (one: PersonRef) => !others.some((other) => isSamePerson(one, other));
  const staying = living.filter(isNoneOf(formerMembers));
  const signer = staying.find(isNoneOf(formerPayers)) ?? staying[0] ?? living[0] ?? signers[0];
  if (signer === undefined) throw new RangeError('An agreement has a signer');
  return signer;
}

export function isSamePerson(one: PersonRef, other: PersonRef): boolean {
  return one.memberId === undefined ? one.partyId === other.partyId : one.memberId === other.memberId;
}

/** What a whole term costs as its members are now, the enrolment fee apart. */
export function termFeeCents({ feeCents, changes = [] }: Term): number {
  return sumCents([feeCents, ...changes.map((change) => change.feeCents)]);
}

/** What was signed for a term, whatever later ones are settled at. */
export function planOf({ plan }: Pick<Agreement, 'plan'>, { soldAt }: Pick<Term, 'soldAt'>): Plan {
  return soldAt?.plan ?? plan;
}

/** The term that a day lies in. */
export function termOn({ terms }: Pick<Agreement, 'terms'>, day: string): Term | undefined {
  return terms.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
}
