import type { Owner } from '../adapters/table/keys.ts';
import { noteFate, noteSent } from '../adapters/table/notice-store.ts';
import type { Table } from '../adapters/table/table.ts';

/** What the mail service tells about one of our mails, matched by its tags. */
export interface MailEvent {
  owner: Owner;
  noticeKey: string;
  messageId: string;
  /** To which it went. */
  email: string;
  type: 'Send' | 'Delivery' | 'Bounce' | 'Complaint' | 'DeliveryDelay' | 'Reject';
  /** A bounce after which the mail is lost: for good, or given up for a reason that no further try mends. */
  isFinal: boolean;
  /** A bounce for good, of an address that the mail service sends nothing to: nothing was tried. */
  isSuppressed: boolean;
  at: string;
}

/** Notes an event on its notice. Events come twice and in any order: the first of each kind counts. */
export async function noteMailEvent(table: Table, event: MailEvent): Promise<void> {
  const { owner, noticeKey, at } = event;
  switch (event.type) {
    case 'Send':
      return noteSent(table, owner, noticeKey, { messageId: event.messageId, at });
    case 'Delivery':
      return noteFate(table, owner, noticeKey, 'deliveredAt', at);
    case 'Reject':
      return noteFate(table, owner, noticeKey, 'bouncedAt', at);
    case 'Bounce':
      return noteFate(table, owner, noticeKey, event.isFinal ? 'bouncedAt' : 'passingBounceAt', at);
    case 'Complaint':
      return noteFate(table, owner, noticeKey, 'complainedAt', at);
    case 'DeliveryDelay':
      return noteFate(table, owner, noticeKey, 'delayedAt', at);
  }
}
