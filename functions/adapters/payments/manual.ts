import { byCheck } from '../../domain/agreement/payer-over.ts';
import type { Payments } from './payments.ts';

/** By check alone: nothing is ever charged here, so there is nothing to look up. */
export const manualPayments: Payments = {
  isSandbox: false,
  choices: [byCheck],
  confirmed: () => undefined,
  charge: ({ methodReference }) => {
    throw new RangeError(`Nothing can be charged to "${methodReference}": this practice takes checks`);
  },
  lookUp: async () => undefined,
  refund: ({ chargeId }) => {
    throw new RangeError(`Nothing was charged here that could be given back: "${chargeId}"`);
  },
};
