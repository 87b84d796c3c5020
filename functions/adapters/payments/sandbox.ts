import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { newId } from '../ids.ts';
import { keys } from '../table/keys.ts';
import { getItem, type Table } from '../table/table.ts';
import type { ChargeOutcome, Payments } from './payments.ts';

/** Named like Stripe's test methods (https://docs.stripe.com/testing): what each does when it is charged. */
const methods = [
  { reference: 'pm_card_visa', label: 'Test card that works (Visa 4242)' },
  {
    reference: 'pm_card_chargeCustomerFail',
    label: 'Test card that is declined (Visa 0341)',
    declineCode: 'card_declined',
  },
  {
    reference: 'pm_card_visa_chargeDeclinedInsufficientFunds',
    label: 'Test card without funds (Visa 9995)',
    declineCode: 'insufficient_funds',
  },
];

/** Moves no money: for trying things out. Keeps its charges in the table, as a real provider keeps them on its side. */
export function sandboxPayments(table: Table): Payments {
  return {
    isSandbox: true,
    choices: methods.map(({ reference, label }) => ({ reference, label })),
    async charge({ chargeKey, amountCents, methodReference, methodNumber }) {
      const method = methods.find((one) => one.reference === methodReference);
      if (method === undefined) throw new RangeError(`The sandbox knows no payment method "${methodReference}"`);
      const outcome: ChargeOutcome =
        method.declineCode === undefined
          ? { outcome: 'succeeded', chargeId: `ch_${newId()}` }
          : { outcome: 'failed', code: method.declineCode };
      const command = new PutCommand({
        TableName: table.name,
        Item: { ...keys.charge(chargeKey), ...outcome, amountCents, methodNumber },
        ConditionExpression: 'attribute_not_exists(PK) OR (outcome = :failed AND methodNumber < :methodNumber)',
        ExpressionAttributeValues: { ':failed': 'failed', ':methodNumber': methodNumber },
      });
      try {
        await table.client.send(command);
        return outcome;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
      }
      const stored = await getItem(table, keys.charge(chargeKey));
      if (stored?.outcome === 'succeeded') return { outcome: 'succeeded', chargeId: String(stored.chargeId) };
      return { outcome: 'failed', code: String(stored?.code ?? 'card_declined') };
    },
  };
}
