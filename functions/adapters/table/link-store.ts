import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Party } from '../../domain/people/person.ts';
import { withoutKeys } from './agreement-items.ts';
import { keys, sha256 } from './keys.ts';
import { epoch, getItem, type Table, type Write } from './table.ts';

/** How often the reader's address had been corrected when the link was mailed; absent for never. */
interface Mailed {
  corrected?: number;
}

/** What a link lets its holder do. */
export type LinkTarget =
  | { purpose: 'confirm'; applicationId: string }
  | {
      purpose: 'sign';
      agreementId: string;
      documentId: string;
      signerId: string;
      generation: number;
      /** On the practice's own device, which goes on to somebody else. */
      isInOffice?: true;
    }
  /** `payers`: how many had been replaced when it was sent. Whoever pays no more sees nothing of whoever does. */
  | ({ purpose: 'pay'; agreementId: string; invoiceId: string; payers?: number } & Mailed)
  /** A signer's own page of an agreement in force: to see it, to end it, to renew it. */
  | ({ purpose: 'plan'; agreementId: string; signerId: string } & Mailed)
  /** To answer the offer of a freed seat, or to leave the waiting list. */
  | ({ purpose: 'offer'; agreementId: string } & Mailed)
  /** For whoever was named to pay. */
  | { purpose: 'payer'; agreementId: string; partyId?: string; generation: number };

export type Link = LinkTarget & { expiresAt: string };

/** Kept longer than they are valid, so that an expired link can say so and lead somewhere. */
const keptDays = 400;

/** The write that stores a link under the hash of its token. Expiry is checked on read; TTL only cleans. */
export function putLink(table: Table, token: string, link: Link): Write {
  return {
    Put: {
      TableName: table.name,
      Item: { ...keys.link(token), ...link, ttl: epoch(link.expiresAt) + keptDays * 86_400 },
    },
  };
}

export async function readLink(table: Table, token: string): Promise<Link | undefined> {
  const item = await getItem(table, keys.link(token));
  return item === undefined ? undefined : (withoutKeys(item) as unknown as Link);
}

/** What a link to somebody says of their address. */
export function mailedTo({ emailCorrections }: Party): Mailed {
  return emailCorrections === undefined ? {} : { corrected: emailCorrections };
}

/** Whether it went to an address that staff have corrected since: whoever reads there sees nothing any more. */
export function isMisdirected({ corrected = 0 }: Mailed, { emailCorrections = 0 }: Party): boolean {
  return corrected < emailCorrections;
}

/** Someone who has shown who they are to one link, on one device. */
export interface Session {
  linkHash: string;
  expiresAt: string;
}

export async function writeSession(
  table: Table,
  sessionToken: string,
  linkToken: string,
  expiresAt: string,
): Promise<void> {
  const session: Session = { linkHash: sha256(linkToken), expiresAt };
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...keys.session(sessionToken), ...session, ttl: epoch(expiresAt) + 86_400 },
    }),
  );
}

/** Whether the session is open now, and for this very link. */
export async function hasSession(table: Table, sessionToken: string, linkToken: string, now: string): Promise<boolean> {
  const item = await getItem(table, keys.session(sessionToken));
  return item !== undefined && item.linkHash === sha256(linkToken) && String(item.expiresAt) > now;
}
