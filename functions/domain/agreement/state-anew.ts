import { statementAnew } from '../ledger/year-statement.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { Agreement } from './agreement.ts';
import type { Wish } from './events.ts';

/** Of a year whose statement is out, whoever paid gets it once more. */
export function stateAnew(paid: Agreement, entryId: string, timeZone: string): Wish[] {
  const payment = paid.ledger.find((entry) => entry.entryId === entryId);
  const again = payment && statementAnew(paid, payment, timeZone);
  if (again === undefined) return [];
  const { year, round, former } = again;
  const noticeKey =
    former === undefined ? noticeKeys.statementAnew(year, round) : noticeKeys.formerStatementAnew(year, former, round);
  return [{ workflow: 'notice', noticeKey }];
}
