import { type Wish, workflowName } from '../../domain/agreement/events.ts';
import { keys } from './keys.ts';
import { type Table, transact } from './table.ts';
import { putWish } from './wish-store.ts';

/**
 * Stores the wake token of a workflow that begins to wait; a newer one takes an older one's place. Storing a token is a
 * wish, too: whatever fell due just before is seen by whoever fulfils it.
 */
export async function storeToken(
  table: Table,
  agreementId: string,
  wish: Wish,
  token: string,
  now: string,
): Promise<void> {
  await transact(table, [
    { Put: { TableName: table.name, Item: { ...keys.token(agreementId, workflowName(wish)), token, storedAt: now } } },
    putWish(table, { kind: 'agreement', id: agreementId }, wish, now),
  ]);
}
