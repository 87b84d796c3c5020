import type { DatabaseSync } from 'node:sqlite';
import type { Events } from '../events/events.ts';
import { account } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import { inTransaction } from '../kernel/store.ts';
import type { Timer, Timers } from '../kernel/timers.ts';
import type { ConfigurationSets } from './configuration-sets.ts';
import { configurationSetArn, type Identities, identityArn } from './identities.ts';
import { addressesIn, headerText, readHeaders } from './mail-headers.ts';
import type { Mail, MailStore } from './mail-store.ts';
import { bouncePart, complaintPart, deliveryPart, outcomeFor } from './outcomes.ts';
import type { SuppressionList } from './suppression-list.ts';

export interface DeliveryDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  emit: Events['emit'];
  mails: MailStore;
  identities: Identities;
  sets: ConfigurationSets;
  suppressed: SuppressionList;
}

// A second is what a mail takes here, and a recipient to complain.
const secondMilliseconds = 1000;

const kinds = {
  Send: { part: 'send', type: 'Email Sent' },
  Delivery: { part: 'delivery', type: 'Email Delivered' },
  Bounce: { part: 'bounce', type: 'Email Bounced' },
  Complaint: { part: 'complaint', type: 'Email Complaint Received' },
};

/** Tells EventBridge what becomes of each mail, in the shape of SES's event publishing. */
export class Delivery {
  readonly #deps: DeliveryDeps;

  constructor(deps: DeliveryDeps) {
    this.#deps = deps;
    deps.timers.handle('ses', (timer) => this.#fallDue(timer));
  }

  /** Takes an accepted mail on its way; within the transaction that stores it. */
  send(mail: Mail): void {
    this.#publish('Send', mail, {});
    this.#plan(mail.id, 'deliver');
  }

  #plan(mailId: string, step: 'deliver' | 'complain'): void {
    const what = step === 'deliver' ? 'A mail is delivered or bounces' : 'A recipient complains about a mail';
    const due = this.#deps.clock.now() + secondMilliseconds;
    this.#deps.timers.set({ id: `ses/${mailId}`, due, service: 'ses', what, payload: { mailId, step } });
  }

  #fallDue(timer: Timer): void {
    const { db, clock, timers, mails } = this.#deps;
    const { mailId, step } = timer.payload as { mailId: string; step: 'deliver' | 'complain' };
    inTransaction(db, () => {
      timers.cancel(timer.id);
      const mail = mails.get(mailId);
      if (mail === undefined) return;
      const complaining = mail.destinations.filter((address) => outcomeFor(address) === 'complained');
      if (step === 'complain') {
        for (const address of complaining) this.#publish('Complaint', mail, complaintPart(address, clock.now()));
        return;
      }
      for (const address of mail.destinations) this.#deliver(mail, address);
      if (complaining.length > 0) this.#plan(mail.id, 'complain');
    });
  }

  #deliver(mail: Mail, address: string): void {
    const now = this.#deps.clock.now();
    const reason = this.#deps.suppressed.reasonOf(address);
    if (reason === 'COMPLAINT') {
      this.#publish('Complaint', mail, complaintPart(address, now, 'OnAccountSuppressionList'));
      return;
    }
    const outcome = reason === 'BOUNCE' ? 'on-own-list' : outcomeFor(address);
    if (outcome === 'bounced' || outcome === 'suppressed' || outcome === 'on-own-list') {
      this.#publish('Bounce', mail, bouncePart(address, now, outcome));
    } else this.#publish('Delivery', mail, deliveryPart(address, now, mail.at));
  }

  #publish(kind: keyof typeof kinds, mail: Mail, about: object): void {
    const { emit, sets } = this.#deps;
    if (!sets.publishes(mail.configurationSet, kind.toLowerCase())) return;
    const { part, type } = kinds[kind];
    emit({
      source: 'aws.ses',
      'detail-type': type,
      resources: [configurationSetArn(mail.configurationSet ?? '')],
      detail: { eventType: kind, mail: this.#describe(mail), [part]: about },
    });
  }

  #describe({ id, at, source, destinations, tags, raw }: Mail) {
    const headers = readHeaders(raw);
    return {
      timestamp: new Date(at).toISOString(),
      source,
      sourceArn: identityArn(this.#deps.identities.covering(addressesIn(source)[0] ?? source) ?? source),
      sendingAccountId: account,
      messageId: id,
      destination: destinations,
      headersTruncated: false,
      headers,
      commonHeaders: {
        from: [headerText(headers, 'From')],
        date: headerText(headers, 'Date'),
        to: addressesIn(headerText(headers, 'To')),
        messageId: id,
        subject: headerText(headers, 'Subject'),
      },
      tags,
    };
  }
}
