/** A state that lets a patient be asked for one month's fee at a time. */
export interface MonthlyFeesOnly {
  name: string;
  cite: string;
}

/** By the patient's home state. */
export const monthlyFeesOnly: Readonly<Record<string, MonthlyFeesOnly>> = {
  // More than a month ahead must lie in a trust account and be drawn by the month, which nothing here keeps.
  // https://app.leg.wa.gov/RCW/default.aspx?cite=48.150&full=true
  WA: { name: 'Washington', cite: 'RCW 48.150.030' },
};
