import { addToInstant } from '../calendar/practice-time.ts';

export interface PostalAddress {
  line1: string;
  line2?: string;
  city: string;
  /** Two letters. */
  state: string;
  postalCode: string;
}

export interface Person {
  firstName: string;
  lastName: string;
  birthDate: string;
  email: string;
  phone: string;
  address: PostalAddress;
  isMedicareBeneficiary: boolean;
}

/** A request by the public form; holds no seat. Its id becomes the agreement's when it is approved. */
export interface Application {
  schema: 1;
  applicationId: string;
  /** `confirmed` waits for the staff's decision. */
  status: 'unconfirmed' | 'confirmed' | 'approved';
  /** Raised when the applicant sends a corrected form before confirming. */
  revision: number;
  planId: string;
  physicianId: string;
  person: Person;
  /** When the applicant agreed that ordinary email is used. */
  emailConsentAt: string;
  appliedAt: string;
}

const daysToConfirm = 7;

/** An application that was never confirmed is gone after seven days. */
export function confirmBy(application: Application): string {
  return addToInstant(application.appliedAt, { days: daysToConfirm });
}
