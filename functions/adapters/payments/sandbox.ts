import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { byCheck } from '../../domain/agreement/payer-over.ts';
import { addToInstant } from '../../domain/calendar/practice-time.ts';
import { newId } from '../ids.ts';
import { keys } from '../table/keys.ts';
import { getItem, type Item, type Table } from '../table/table.ts';
import { type ChargeOutcome, type MethodChoice, type Payments, UnknownOutcomeError } from './payments.ts';

/** What a test method does when it is charged. */
interface TestMethod extends MethodChoice {
  /** Stripe's code of its decline, at once or when the bank has settled. */
  declineCode?: string;
  /** Whether only the first try is declined. */
  declinesOnce?: boolean;
  /** Whether only an agreement's first payment works. */
  lapses?: boolean;
  /** Whether the answer to the charge is lost on its way. */
  isAnswerLost?: boolean;
}

/** Named like Stripe's test methods: https://docs.stripe.com/testing */
const offered: TestMethod[] = [
  { reference: 'pm_card_visa', label: 'Test card that works (Visa 4242)', kind: 'card' },
  {
    reference: 'pm_card_chargeCustomerFail',
    label: 'Test card that is declined (Visa 0341)',
    kind: 'card',
    declineCode: 'card_declined',
  },
  {
    reference: 'pm_card_visa_chargeDeclinedInsufficientFunds',
    label: 'Test card without funds (Visa 9995)',
    kind: 'card',
    declineCode: 'insufficient_funds',
  },
  {
    reference: 'pm_card_chargeDeclinedExpiredCard',
    label: 'Test card that has expired (Visa 0069)',
    kind: 'card',
    declineCode: 'expired_card',
  },
  {
    reference: 'pm_card_authenticationRequired',
    label: 'Test card whose bank asks for a confirmation (Visa 3184)',
    kind: 'card',
    declineCode: 'authentication_required',
  },
  {
    reference: 'pm_card_fundsLater',
    label: 'Test card without funds at first',
    kind: 'card',
    declineCode: 'insufficient_funds',
    declinesOnce: true,
  },
  {
    reference: 'pm_card_lapses',
    label: 'Test card that expires after the first payment',
    kind: 'card',
    declineCode: 'expired_card',
    lapses: true,
  },
  { reference: 'pm_card_answerLost', label: 'Test card whose answer is lost', kind: 'card', isAnswerLost: true },
  { reference: 'pm_usBankAccount_success', label: 'Test bank account that pays in 4 days', kind: 'bank' },
  {
    reference: 'pm_usBankAccount_insufficientFunds',
    label: 'Test bank account without funds',
    kind: 'bank',
    declineCode: 'insufficient_funds',
  },
];

/** The card whose bank had asked, after the payer has confirmed: it is offered only then. */
const confirmedCard: TestMethod = {
  reference: 'pm_card_authenticationRequired_confirmed',
  label: 'The same card: I confirm it with my bank',
  kind: 'card',
};

/** A bank payment takes some business days. */
const daysToSettle = 4;

/** Moves no money: for trying things out. Keeps its charges in the table, as a real provider keeps them on its side. */
export function sandboxPayments(table: Table): Payments {
  return {
    isSandbox: true,
    choices: [...offered.map(({ reference, label, kind }) => ({ reference, label, kind })), byCheck],
    confirmed: (reference) => (reference === 'pm_card_authenticationRequired' ? confirmedCard : undefined),
    async charge({ chargeKey, amountCents, methodReference, methodNumber, retry, now }) {
      const method = [...offered, confirmedCard].find((one) => one.reference === methodReference);
      if (method === undefined) throw new RangeError(`The sandbox knows no payment method "${methodReference}"`);
      const { kind } = method;
      const works = (method.declinesOnce && retry > 0) || (method.lapses && chargeKey.endsWith('-t1-i1'));
      const declineCode = works ? undefined : method.declineCode;
      const made = {
        amountCents,
        methodNumber,
        retry,
        ...(declineCode === undefined
          ? { outcome: 'succeeded', chargeId: `ch_${newId()}` }
          : { outcome: 'failed', chargeId: `ch_${newId()}`, code: declineCode }),
        ...(kind === 'bank' ? { settlesAt: addToInstant(now, { days: daysToSettle }) } : {}),
      };
      const command = new PutCommand({
        TableName: table.name,
        Item: { ...keys.charge(chargeKey), ...made },
        // A bank payment that has not settled stands in the way of another.
        ConditionExpression:
          'attribute_not_exists(PK) OR (outcome = :failed AND (methodNumber < :methodNumber OR (methodNumber = :methodNumber AND #retry < :retry)) AND (attribute_not_exists(settlesAt) OR settlesAt <= :now))',
        ExpressionAttributeNames: { '#retry': 'retry' },
        ExpressionAttributeValues: { ':failed': 'failed', ':methodNumber': methodNumber, ':retry': retry, ':now': now },
      });
      let isNew = true;
      try {
        await table.client.send(command);
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
        isNew = false;
      }
      if (isNew && method.isAnswerLost) throw new UnknownOutcomeError('The answer to the charge was lost');
      const stored = isNew ? made : await getItem(table, keys.charge(chargeKey));
      return outcomeOf(stored ?? made, now);
    },
    async refund({ refundKey, chargeId, amountCents }) {
      const made = { refundId: `re_${newId()}`, chargeId, amountCents };
      const isNew = await putNew(table, { ...keys.refund(refundKey), ...made });
      const stored = isNew ? made : await getItem(table, keys.refund(refundKey));
      return { refundId: String(stored?.refundId) };
    },
    async lookUp(chargeKey, now) {
      const stored = await getItem(table, keys.charge(chargeKey));
      return stored === undefined ? undefined : outcomeOf(stored, now);
    },
  };
}

/** Stores an item unless its key is taken; answers whether it did. */
async function putNew(table: Table, item: Item): Promise<boolean> {
  try {
    const ConditionExpression = 'attribute_not_exists(PK)';
    await table.client.send(new PutCommand({ TableName: table.name, Item: item, ConditionExpression }));
    return true;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
    return false;
  }
}

/** What a charge has come to by now. */
function outcomeOf({ outcome, code, settlesAt, ...stored }: Item, now: string): ChargeOutcome {
  const tried = { methodNumber: Number(stored.methodNumber), retry: Number(stored.retry) };
  const chargeId = String(stored.chargeId);
  if (settlesAt !== undefined && settlesAt > now) {
    return { outcome: 'pending', chargeId, lookUpAt: String(settlesAt), ...tried };
  }
  return outcome === 'succeeded'
    ? { outcome: 'succeeded', chargeId, amountCents: Number(stored.amountCents), ...tried }
    : { outcome: 'failed', code: String(code ?? 'card_declined'), ...tried };
}
