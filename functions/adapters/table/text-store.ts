import { keys } from './keys.ts';
import { getItem, type Table, type Write } from './table.ts';

/** The write that keeps a document's text (Markdown) for good: what was shown is what was signed. */
export function putText(table: Table, agreementId: string, documentId: string, text: string): Write {
  return {
    Put: {
      TableName: table.name,
      Item: { ...keys.text(agreementId, documentId), text },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  };
}

export async function readText(table: Table, agreementId: string, documentId: string): Promise<string> {
  const item = await getItem(table, keys.text(agreementId, documentId));
  if (item === undefined) throw new RangeError(`Agreement ${agreementId} has no text of the document ${documentId}`);
  return String(item.text);
}
