import type { DatabaseSync } from 'node:sqlite';
import { type AwsCall, AwsError } from '../kernel/aws-service.ts';

/**
 * The account's suppression list, by its calls of SES, version 2. Nothing comes onto it by itself: here only the mailbox
 * simulator's addresses bounce or complain, and SES never puts those on it.
 */
export class SuppressionList {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec('CREATE TABLE IF NOT EXISTS ses_suppressed (address TEXT PRIMARY KEY, reason TEXT NOT NULL)');
  }

  readonly actions: Record<string, (call: AwsCall) => object> = {
    PutSuppressedDestination: ({ input }) => {
      const { EmailAddress, Reason } = input;
      if (typeof EmailAddress !== 'string' || (Reason !== 'BOUNCE' && Reason !== 'COMPLAINT')) {
        throw new AwsError('BadRequestException', 'EmailAddress and a Reason are needed: BOUNCE or COMPLAINT');
      }
      this.#db.prepare('INSERT OR REPLACE INTO ses_suppressed VALUES (?, ?)').run(EmailAddress.toLowerCase(), Reason);
      return {};
    },
    DeleteSuppressedDestination: ({ path }) => {
      const address = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1));
      const { changes } = this.#db.prepare('DELETE FROM ses_suppressed WHERE address = ?').run(address.toLowerCase());
      if (changes === 0) throw new AwsError('NotFoundException', `${address} is not on the suppression list`, 404);
      return {};
    },
  };

  /** Why an address stands on it; undefined where it does not. */
  reasonOf(address: string): 'BOUNCE' | 'COMPLAINT' | undefined {
    const row = this.#db.prepare('SELECT reason FROM ses_suppressed WHERE address = ?').get(address.toLowerCase());
    return row?.reason as 'BOUNCE' | 'COMPLAINT' | undefined;
  }
}
