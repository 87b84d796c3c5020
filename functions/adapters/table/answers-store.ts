import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { WrongAnswers } from '../../domain/signing/identity-check.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys } from './keys.ts';
import { ConflictError, getItem, type Table } from './table.ts';

export interface SignerKey {
  agreementId: string;
  documentId: string;
  signerId: string;
}

export async function readWrongAnswers(table: Table, signer: SignerKey): Promise<WrongAnswers> {
  const item = await getItem(table, keyOf(signer));
  return item === undefined ? { total: 0, count: 0 } : (withoutKeys(item) as unknown as WrongAnswers);
}

/** Counts one more, unless another came in between: then a ConflictError, to be counted anew. */
export async function writeWrongAnswers(
  table: Table,
  signer: SignerKey,
  before: WrongAnswers,
  after: WrongAnswers,
): Promise<void> {
  const command = new PutCommand({
    TableName: table.name,
    Item: { ...keyOf(signer), ...after },
    ConditionExpression: 'attribute_not_exists(PK) OR #total = :total',
    ExpressionAttributeNames: { '#total': 'total' },
    ExpressionAttributeValues: { ':total': before.total },
  });
  try {
    await table.client.send(command);
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') {
      throw new ConflictError('Another answer came in between', { cause: error });
    }
    throw error;
  }
}

export async function clearWrongAnswers(table: Table, signer: SignerKey): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: keyOf(signer) }));
}

function keyOf(signer: SignerKey) {
  return keys.answers(signer.agreementId, signer.documentId, signer.signerId);
}
