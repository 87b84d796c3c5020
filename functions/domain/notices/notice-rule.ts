/** What a notice, a consent or a contract must hold beside the window, as far as the row's sources say. */
export type NoticeExtra =
  | 'how-to-cancel'
  /** What is bought, for how much and how often. */
  | 'service-and-amount'
  /** The days of the charge and of the last no, not "in 30 days". */
  | 'calendar-dates'
  | 'old-and-new-price'
  /** Terms that change stand in the notice, in bold of 12 points at least. */
  | 'changed-terms-in-12-point-bold'
  /** The contract's clause about renewal in bold. */
  | 'bold-clause'
  /** A yes to the renewal of its own, at signing. */
  | 'separate-opt-in'
  /** A yes to this renewal, each time. */
  | 'active-yes'
  | 'cancel-as-easy-as-sign-up';

/** A length of time in steps of the calendar: the months first, then the days. */
export interface CalendarSpan {
  months?: number;
  days?: number;
}

/** One rule about what must be told before a term renews, a price changes, or a card or account is charged. */
export interface NoticeRule {
  /** Short and stable: audit trails and overrides name it. */
  ruleId: string;
  /** Of a state: whose patients or practices it protects. */
  state?: string;
  /** Of a network: by the payer's method. */
  method?: 'card' | 'bank';
  /**
   * `price-change` holds only where a year's price changes, `amount-change` where what is charged is another amount than
   * before; the others always.
   */
  subject: 'renewal' | 'price-change' | 'amount-change' | 'charge';
  /** Days before the anchor: no earlier than the first, no later than the second. A rule without either asks for no notice. */
  earliestDays?: number;
  latestDays?: number;
  /**
   * `cancel-by` is the last day to say no, `earliest` whichever of it and the renewal comes first. A price changes and a
   * term is charged on the day of the renewal.
   */
  countedFrom: 'renewal' | 'cancel-by' | 'earliest' | 'change' | 'charge';
  /** The term that ends has at least this length; "more than 60 days" is 61. */
  minTerm?: CalendarSpan;
  /** And the term that follows this. */
  minRenewed?: CalendarSpan;
  extras: readonly NoticeExtra[];
  cite: string;
  source: string;
  /** When it was last held against its source: a civil date. */
  checkedOn: string;
  /**
   * `not-reviewed` keeps a renewal from being charged by itself until somebody of the practice has reviewed the rule,
   * `not-met` in any case: the patient is asked instead.
   */
  status: 'met' | 'not-met' | 'not-reviewed';
}
