/**
 * What became of a charge, and of which method: a repetition may tell of another than it asked for. `failed` carries
 * Stripe's decline code. A bank payment is `pending` until the bank has settled it; look at it again from `lookUpAt` (UTC)
 * on.
 */
export type ChargeOutcome = { methodNumber: number; retry: number } & (
  | { outcome: 'succeeded'; chargeId: string; amountCents: number }
  | { outcome: 'failed'; code: string }
  | { outcome: 'pending'; chargeId: string; lookUpAt: string }
);

/** The provider's answer was lost: the charge may have been made. It is looked up before anything else is tried. */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcome';
}

export interface MethodChoice {
  reference: string;
  label: string;
  kind: 'card' | 'bank' | 'check';
}

/** What takes payments: one small face for every provider. */
export interface Payments {
  /** Whether no real money moves: pages say so. */
  isSandbox: boolean;
  /** What the payer may choose from on our own page. */
  choices: MethodChoice[];
  /**
   * The same method once more, confirmed by the payer with their bank, which had asked for that; undefined where the
   * provider has no such thing.
   */
  confirmed(reference: string): MethodChoice | undefined;
  /**
   * Charges `amountCents` for the invoice that `chargeKey` names. However often it is called, at most one charge of a key
   * ever succeeds, and each try of a method is made once: a repetition gives the stored outcome. A newer method (a higher
   * number), or the same once more (a higher `retry`, from 0), may be tried after a failure. Throws an UnknownOutcomeError when the answer was lost.
   */
  charge(request: {
    chargeKey: string;
    amountCents: number;
    methodReference: string;
    methodNumber: number;
    retry: number;
    /** UTC. */
    now: string;
  }): Promise<ChargeOutcome>;
  /** What became of a key's last charge; undefined where the provider never had one. */
  lookUp(chargeKey: string, now: string): Promise<ChargeOutcome | undefined>;
  /**
   * Gives back a part of a charge, once for each `refundKey`, however often it is called. Throws where the provider
   * refuses it: a person must look.
   */
  refund(request: { refundKey: string; chargeId: string; amountCents: number }): Promise<{ refundId: string }>;
}
