import { addToInstant } from '../calendar/practice-time.ts';
import type { Party, Person } from '../people/person.ts';
import type { Physician } from '../practice/practice.ts';
import { needsPrivateContract } from '../practice/private-contract.ts';

/** In which capacity somebody signs for members who can't sign for themselves. */
export type ActingCapacity =
  | 'parent'
  /** Of a child. */
  | 'guardian'
  /** By a power of attorney. */
  | 'agent'
  /** Of an adult, appointed by a court. */
  | 'court-guardian';

/** Whose signature binds an adult: it does not end as a child's signer's does. */
export function signsForAdults(capacity: string | undefined): boolean {
  return capacity === 'agent' || capacity === 'court-guardian';
}

/** Somebody who acts for the members without being one of them. */
export interface Representative extends Party {
  birthDate: string;
}

/** A request by the public form; holds no seat. Its id becomes the agreement's when it is approved. */
export interface Application {
  schema: 1;
  applicationId: string;
  /** `confirmed` waits for the staff's decision. */
  status: ApplicationStatus;
  /** Raised when the applicant sends a corrected form before confirming. */
  revision: number;
  planId: string;
  physicianId: string;
  /** Those to be covered. The first is the applicant, unless a representative is. */
  members: Person[];
  representative?: Representative;
  /** How minors are signed for, or everybody where somebody acts for adults. */
  actsAs?: ActingCapacity;
  /** The first day that the applicant chose, where the plan lets them. */
  startOn?: string;
  /** Somebody else who is to pay. */
  payer?: Party;
  /** When the applicant agreed that ordinary email is used; without it, everything goes by post. */
  emailConsentAt?: string;
  appliedAt: string;
  /** SHA-256 of the network address that it came from; absent where staff entered it. */
  networkHash?: string;
  /** Entered by staff, for somebody on paper or on the phone. */
  enteredBy?: string;
  /** The staff's refusal, or the applicant's withdrawal. */
  closed?: { at: string; by?: string; reason: RefusalReason | 'withdrawn' };
  /** A mail that its applicant waits for, and that failed. */
  failed?: FailedMail;
}

/** Which mail, when it failed, and under which run, from 1. */
export interface FailedMail {
  noticeKey: string;
  at: string;
  run: number;
}

export type ApplicationStatus = 'unconfirmed' | 'confirmed' | 'approved' | 'refused' | 'withdrawn';

/** Why an application is refused. None of them says anything about health, so that none can be asked about it. */
export const refusalReasons = {
  'panel-closed': 'The doctor takes no new patients',
  'plan-not-offered': 'The plan is not offered to this applicant',
  'outside-area': 'The home is outside the area that the practice serves',
  'not-reached': 'The practice could not reach the applicant',
  duplicate: 'The applicant has applied already',
} as const;

export type RefusalReason = keyof typeof refusalReasons;

const daysToConfirm = 7;

/** An application that was never confirmed is gone after seven days. */
export function confirmBy(application: Application): string {
  return addToInstant(application.appliedAt, { days: daysToConfirm });
}

/** An agreement that is not over, or an application that waits for a decision, of the same people. */
export interface EarlierContact {
  kind: 'agreement' | 'application';
  id: string;
}

/** Who sent the form, and to whom the practice writes about it. */
export function applicantOf({
  representative,
  members: [first],
}: Pick<Application, 'representative' | 'members'>): Party {
  const applicant = representative ?? first;
  if (applicant === undefined) throw new RangeError('An application has a member');
  return applicant;
}

/**
 * Whether it may be approved without anybody looking: in many states a fee from somebody with Medicaid is not allowed, and
 * a private contract is not made by itself.
 */
export function mayBeApprovedUnseen(
  { members }: Pick<Application, 'members'>,
  physician: Pick<Physician, 'medicareStatus'>,
): boolean {
  return (
    members.every(({ isMedicaidBeneficiary }) => !isMedicaidBeneficiary) && !needsPrivateContract(physician, members)
  );
}
