/** A state in which people come of age later than elsewhere. */
export interface MajorityRule {
  name: string;
  /** In whole years. */
  age: number;
  cite: string;
  /** Where it was read. */
  source: string;
  /** When it was last held against its source. */
  checkedOn: string;
}

const otherwise = 18;
const checkedOn = '2026-11-27';

/**
 * By the home state. Alabama and Mississippi let people of 18 bind themselves by some contracts; whether by this one, their
 * rows leave open, and a parent or guardian signs until the later day.
 */
export const majorityRules: Readonly<Record<string, MajorityRule>> = {
  AL: {
    name: 'Alabama',
    age: 19,
    cite: 'Ala. Code 26-1-1',
    source: 'https://demo.womenslaw.org/laws/al/statutes/section-26-1-1-age-majority-designated-19-years',
    checkedOn,
  },
  NE: {
    name: 'Nebraska',
    age: 19,
    cite: 'Neb. Rev. Stat. 43-2101',
    source: 'https://minors.uslegal.com/age-of-majority/nebraska-age-of-majority-law/',
    checkedOn,
  },
  MS: {
    name: 'Mississippi',
    age: 21,
    cite: 'Miss. Code 1-3-27',
    source: 'http://minors.uslegal.com/age-of-majority/mississippi-age-of-majority-law/',
    checkedOn,
  },
};

/** The age in whole years at which people of a state, of two letters, sign for themselves. */
export function ageOfMajority(state: string): number {
  return majorityRules[state]?.age ?? otherwise;
}
