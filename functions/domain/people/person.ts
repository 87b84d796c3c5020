import { ageOn, turnsOn } from '../calendar/practice-time.ts';
import { ageOfMajority } from './age-of-majority.ts';

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
  /** Nothing is mailed to this address any more: letters go instead, until it is corrected. */
  emailRefused?: { at: string; because: EmailRefusal };
  /** Staff corrected the email address: until then the mail service may have kept it on its list of those it sends nothing. */
  emailCorrectedAt?: string;
  /** How often that was: links that were mailed before the last time are dead. */
  emailCorrections?: number;
  /** Known of whoever signs: asked when a signing link is opened. */
  birthDate?: string;
  address?: PostalAddress;
  /** A letter came back on that day: none is printed to this address until it is corrected. */
  letterReturnedOn?: string;
}

/**
 * Somebody complained about a mail, or the mail service sends nothing to the address, or somebody else reads it; or they
 * want no mails any more, until they agree to them again.
 */
export type EmailRefusal = 'complaint' | 'suppressed' | 'wrong-person' | 'withdrawn';

/** A patient. */
export interface Person extends Party {
  birthDate: string;
  address: PostalAddress;
  /** Two letters: where they live for a part of the year, beside their home. */
  seasonalState?: string;
  isMedicareBeneficiary: boolean;
  isMedicaidBeneficiary: boolean;
}

/** The states whose rules protect somebody: home, and second home. */
export function statesOf({ address, seasonalState }: Pick<Person, 'address' | 'seasonalState'>): string[] {
  return seasonalState === undefined ? [address.state] : [address.state, seasonalState];
}

/** Somebody of the same name at the same address: a couple may share a mailbox. */
export function isNamedAlike(one: Party, other: Party): boolean {
  return one.firstName === other.firstName && one.lastName === other.lastName && one.email === other.email;
}

export function fullName({ firstName, lastName }: Pick<Party, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`;
}

/** Gets letters in place of mails: by wish, for lack of an address, or since it takes no mail. */
export function goesByPost({ email, emailRefused }: Party, onPaper = false): boolean {
  return onPaper || email === undefined || emailRefused !== undefined;
}

/** Whether letters would not reach them: no address is known, or one came back from it. */
export function lacksAddress({ address, letterReturnedOn }: Party): boolean {
  return address === undefined || letterReturnedOn !== undefined;
}

/** Whether a parent or guardian signs for this person, by the rule of the home state. `today` is a civil date. */
export function isMinor({ birthDate, address }: Pick<Person, 'birthDate' | 'address'>, today: string): boolean {
  return ageOn(birthDate, today) < ageOfMajority(address.state);
}

/** The civil date from which on this person signs alone, by the rule of the home state. */
export function comesOfAgeOn({ birthDate, address }: Pick<Person, 'birthDate' | 'address'>): string {
  return turnsOn(birthDate, ageOfMajority(address.state));
}
