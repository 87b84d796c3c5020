import type { DatabaseSync } from 'node:sqlite';
import { account, region } from '../kernel/aws-service.ts';

/** The verified addresses and domains. Here an identity is verified as soon as it is asked for: no mail, no DNS. */
export class Identities {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
    db.exec('CREATE TABLE IF NOT EXISTS ses_identities (identity TEXT PRIMARY KEY)');
  }

  verify(identity: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO ses_identities VALUES (?)').run(identity.toLowerCase());
  }

  list(): string[] {
    return this.#db
      .prepare('SELECT identity FROM ses_identities ORDER BY identity')
      .all()
      .map((row) => String(row.identity));
  }

  remove(identity: string): void {
    this.#db.prepare('DELETE FROM ses_identities WHERE identity = ?').run(identity.toLowerCase());
  }

  isVerified(identity: string): boolean {
    const found = this.#db.prepare('SELECT 1 FROM ses_identities WHERE identity = ?').get(identity.toLowerCase());
    return found !== undefined;
  }

  /** The identity that lets an address send: the address itself, else its domain or a domain above it; or undefined. */
  covering(address: string): string | undefined {
    const labels = domainOf(address).split('.');
    const domains = labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
    return [address, ...domains].find((identity) => this.isVerified(identity));
  }
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

export function identityArn(identity: string): string {
  return `arn:aws:ses:${region}:${account}:identity/${identity}`;
}

export function configurationSetArn(name: string): string {
  return `arn:aws:ses:${region}:${account}:configuration-set/${name}`;
}
