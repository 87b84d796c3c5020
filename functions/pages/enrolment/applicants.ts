/** Who an application is for; the form asks for as many people. */
export type ForWhom = 'me' | 'family' | 'child' | 'other';

export interface Applicants {
  forWhom: ForWhom;
  /** Adults who are patients; of a family the applicant is one of them. */
  adults: number;
  children: number;
}

export const mostAdults = 4;
export const mostChildren = 6;

/** The fields' prefixes of each patient, in order: the applicant's own fields have none. */
export function patientsOf({ forWhom, adults, children }: Applicants): { prefix: string; isChild: boolean }[] {
  const isApplicantAPatient = forWhom === 'me' || forWhom === 'family';
  return Array.from({ length: adults + children }, (_, index) => ({
    prefix: index === 0 && isApplicantAPatient ? '' : `p${index + 1}-`,
    isChild: index >= adults,
  }));
}
