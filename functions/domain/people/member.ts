import type { CancelMedium, Settlement } from '../ending/ending.ts';
import type { Evidence } from '../signing/signed-document.ts';
import type { MilestoneCode } from './milestones.ts';
import type { Party, Person } from './person.ts';

/** A patient covered by the agreement. */
export interface Member extends Person {
  memberId: string;
  /** On that civil date, as staff recorded it. Nothing is sent to them any more. `pricedTo`: the last term priced with them. */
  died?: { on: string; at: string; by: string; pricedTo?: number };
  /** Of which days to come staff have been told: by code, the day that it was then. */
  noted?: Partial<Record<MilestoneCode, string>>;
  /** Came during a term. Of a child: who speaks for it, since no signed document names it. */
  joined?: { on: string; recordedBy: string; guardian?: Pick<NamedGuardian, 'signerId' | 'capacity'> };
  /** Of a child: who speaks for it in the place of whoever signed for it. */
  guardian?: NamedGuardian;
  /** Leaves an agreement that goes on; settled once that day is over. */
  departure?: Departure;
}

/** An adult who is asked to join while a year runs: a member once both sides have signed that document. */
export interface AskedMember extends Person {
  memberId: string;
  documentId: string;
  askedBy: string;
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

/** Somebody of the agreement who is no member: signs for one, pays, or gets copies. */
export interface OtherParty extends Party {
  partyId: string;
}

/** Names a person of the agreement: a member, or another party. The physician is neither. */
export interface PersonRef {
  memberId?: string;
  partyId?: string;
}

/** Pays in the first signer's place: somebody who sees money only; or, once it is in force, another signer. */
export interface Payer extends PersonRef {
  /** When the payer was asked, by a link of their own. */
  askedAt: string;
  /** Links of an older generation than this are dead. */
  links?: number;
  /** What the payer has agreed to; `term`: the one that ran then, absent for the first. */
  authorised?: Partial<Evidence> & { at: string; scope: 'this-term' | 'until-told'; term?: number };
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
  consentedBy: PersonRef;
  /** The member of staff who wrote it down. */
  recordedBy: string;
  revokedAt?: string;
}
