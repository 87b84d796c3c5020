/** How far ahead a state lets a patient be asked to pay. */
export interface PrepaymentRule {
  name: string;
  monthsAhead: number;
  cite: string;
  source: string;
  /** When a person last read the source. */
  checkedOn: string;
}

/** By the patient's home state. Each row has its source; a state that is not here sets no such limit that we know of. */
export const prepaymentRules: Readonly<Record<string, PrepaymentRule>> = {
  AZ: {
    name: 'Arizona',
    monthsAhead: 12,
    cite: 'A.R.S. 44-1799.92',
    source: 'https://www.azleg.gov/ars/44/01799-92.htm',
    checkedOn: '2026-11-25',
  },
  SD: {
    name: 'South Dakota',
    monthsAhead: 12,
    cite: 'SDCL 34-54-3',
    source: 'https://sdlegislature.gov/api/Statutes/2079233.html',
    checkedOn: '2026-11-25',
  },
  // More than a month ahead must lie in a trust account and be drawn by the month, which nothing here keeps.
  WA: {
    name: 'Washington',
    monthsAhead: 1,
    cite: 'RCW 48.150.030',
    source: 'https://app.leg.wa.gov/RCW/default.aspx?cite=48.150&full=true',
    checkedOn: '2026-11-25',
  },
};
