import type { CollectionPreset } from '../billing/collection.ts';
import type { RuleOverride } from '../notices/rule-overrides.ts';
import type { StartRule } from '../term/term.ts';
import type { PriceRun } from './price-run.ts';

/** The deployer: one practice per deployment. */
export interface Practice {
  name: string;
  /** As people dial it: "(555) 010-0100". On every screen. */
  phone: string;
  email: string;
  /** Lines of the postal address, on every mail. */
  address: string[];
  /** `#1f5f8b`: the practice's colour; contrast against white is at least 4.5:1. */
  colour: string;
  /** An application that is confirmed by mail is approved at once; otherwise staff decide. */
  approvesAutomatically: boolean;
  /** Whether the members of a household sign one after the other; else all are asked at once. */
  signsInOrder: boolean;
  /** How it goes after what stays open of a term: retries, reminders, and when the physician decides. */
  collection: CollectionPreset;
  /** A patient whose care ends, by their own will, within so many days of its first gets everything back; 0 for none. */
  coolingOffDays: number;
  /** Where it is: the rules of its state hold beside those of each patient's. */
  state: string;
  /** Days before a renewal on which its two notices go out. */
  noticeDays: { first: number; second: number };
  /** What its counsel says of the rules about notices. */
  ruleOverrides: RuleOverride[];
  /** Which versions of plans renewals are at, from which day on. */
  priceRuns?: PriceRun[] | undefined;
}

/** `opted-out` physicians sign private contracts with Medicare beneficiaries; the others may not sell what Medicare covers. */
export type MedicareStatus = 'not-opted-out' | 'opted-out';

export interface Physician {
  physicianId: string;
  name: string;
  /** Where the day's mail about the queue goes; an account of this address, once verified, signs at the desk. */
  email: string;
  medicareStatus: MedicareStatus;
  /** The panel's cap: how many members the physician takes. */
  panelCap: number;
}

export interface PlanService {
  name: string;
  /** Whether Medicare pays for such a service; "unsure" counts as "might". */
  coveredByMedicare: 'yes' | 'no' | 'unsure';
  /** How often in a year, where that is limited: such a service is counted. */
  timesAYear?: number | undefined;
  /** What each use is worth: taken off what goes back where the patient ends the year early and the law lets it. */
  priceCents?: number | undefined;
}

/** `dpc` bills no insurer; `bills-insurance` charges its fee for services that insurance does not cover. */
export type LegalModel = 'dpc' | 'bills-insurance';

export type InstallmentCount = 1 | 2 | 4 | 12;

export interface AgeBand {
  /** In whole years, on the day of the application. */
  fromAge: number;
  priceCents: number;
}

/** What a household of two or more pays together for a year, instead of each by their own age. */
export interface HouseholdPrice {
  priceCents: number;
  /** How many members that price is for. */
  upTo: number;
  /** For each further member. */
  additionalCents: number;
}

/** When a term ends: a year after it began, or on one day of the year for all, the first term being shorter and cheaper. */
export type RenewalRule =
  | { on: 'anniversary' }
  /** `monthDay` is the first day of each later term: `01-01`. */
  | { on: 'common-date'; monthDay: string; proration: 'day' | 'month' };

/** What is sold. A new version touches no agreement in force unless a price run selects it. */
export interface Plan {
  planId: string;
  version: number;
  name: string;
  /** One sentence that helps to compare. */
  summary: string;
  legalModel: LegalModel;
  /** For a year, below the first age band. */
  priceCents: number;
  /** Other prices from an age on; empty where all pay the same. */
  ageBands: AgeBand[];
  household?: HouseholdPrice | undefined;
  /** Once, with the first installment; 0 for none. */
  enrolmentFeeCents: number;
  installments: InstallmentCount;
  startRule: StartRule;
  renewal: RenewalRule;
  services: PlanService[];
  notCovered: string[];
}

export interface AgreementTemplate {
  templateId: string;
  version: number;
  /** Markdown with Liquid variables and conditional clauses. */
  text: string;
}

export interface Panel {
  physicianId: string;
  cap: number;
  seatsTaken: number;
  /** The physician leaves: nobody new is taken, and each agreement is offered to another, or ended. */
  leave?: PanelLeave;
}

export interface PanelLeave {
  /** The physician's last civil date. */
  on: string;
  /** Who is offered to the patients in their place. */
  offeredTo?: string;
  recordedAt: string;
  /** The member of staff. */
  recordedBy: string;
}

/** Everything that the public page needs. */
export interface PracticeBook {
  practice: Practice;
  physicians: Physician[];
  plans: Plan[];
  template: AgreementTemplate;
  /** Since when mails are refused because the sender is not verified yet. */
  mailBlockedSince?: string;
}

/** Throws a RangeError for a physician who is not in the practice's book. */
export function physicianOf({ physicians }: Pick<PracticeBook, 'physicians'>, physicianId: string): Physician {
  const physician = physicians.find((one) => one.physicianId === physicianId);
  if (physician === undefined) throw new RangeError(`The physician ${physicianId} is not in the practice's book`);
  return physician;
}
