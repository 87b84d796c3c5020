import { ageOn } from '../calendar/practice-time.ts';

export interface PostalAddress {
  line1: string;
  line2?: string;
  city: string;
  /** Two letters. */
  state: string;
  postalCode: string;
}

/** Somebody who has to do with an agreement: signs for another, pays, or gets copies. */
export interface Party {
  firstName: string;
  lastName: string;
  /** Without one, everything goes by post. */
  email?: string;
  phone?: string;
  /** Known of whoever signs: asked when a signing link is opened. */
  birthDate?: string;
  address?: PostalAddress;
}

/** A patient. */
export interface Person extends Party {
  birthDate: string;
  address: PostalAddress;
  isMedicareBeneficiary: boolean;
  isMedicaidBeneficiary: boolean;
}

export function fullName({ firstName, lastName }: Pick<Party, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`;
}

/** Where people come of age later than at 18. Ala. Code 26-1-1, Neb. Rev. Stat. 43-2101, Miss. Code 1-3-27. */
const laterMajority: Readonly<Record<string, number>> = { AL: 19, NE: 19, MS: 21 };

/** Whether a parent or guardian signs for this person, by the rule of the home state. `today` is a civil date. */
export function isMinor({ birthDate, address }: Pick<Person, 'birthDate' | 'address'>, today: string): boolean {
  return ageOn(birthDate, today) < (laterMajority[address.state] ?? 18);
}
