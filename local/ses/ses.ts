import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Events } from '../events/events.ts';
import { rawEmail } from '../iam/implied-permissions.ts';
import {
  type AwsAnswer,
  type AwsCall,
  AwsError,
  type AwsService,
  account,
  type Permission,
} from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import { inTransaction } from '../kernel/store.ts';
import type { Timers } from '../kernel/timers.ts';
import { ConfigurationSets } from './configuration-sets.ts';
import { Delivery } from './delivery.ts';
import { configurationSetArn, Identities, identityArn } from './identities.ts';
import { addressesIn } from './mail-headers.ts';
import { type Mail, MailStore } from './mail-store.ts';
import { acceptRawEmail, readRawEmail } from './send-raw-email.ts';
import { SuppressionList } from './suppression-list.ts';
import { members, writeAnswer } from './xml.ts';

export interface SesDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  emit: Events['emit'];
}

export type Ses = ReturnType<typeof createSes>;

// What an account outside of the sandbox begins with; of the two, only the day's is enforced here.
const startQuota = { Max24HourSend: 50_000, MaxSendRate: 14 };
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** SES: keeps every mail and tells EventBridge what becomes of it. An account outside of the sandbox. */
export function createSes({ db, clock, timers, emit }: SesDeps) {
  const mails = new MailStore(db);
  const identities = new Identities(db);
  const sets = new ConfigurationSets(identities);
  const suppressed = new SuppressionList(db);
  const delivery = new Delivery({ db, clock, timers, emit, mails, identities, sets, suppressed });
  let quota = startQuota;
  let isEnabled = true;

  const sentLast24Hours = () => mails.recipientsSince(clock.now() - dayMilliseconds);

  /** Refuses as SES does. https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html */
  function requireAllowance(recipients: number): void {
    if (!isEnabled) {
      throw new AwsError('AccountSendingPausedException', `Sending is paused for the account ${account}`);
    }
    if (sentLast24Hours() + recipients > quota.Max24HourSend) {
      throw new AwsError('Throttling', 'Daily message quota exceeded.');
    }
  }

  const actions: Record<string, (call: AwsCall) => object> = {
    SendRawEmail: (call) => {
      const mail: Mail = acceptRawEmail(call, clock.now(), identities, sets);
      requireAllowance(mail.destinations.length);
      inTransaction(db, () => {
        mails.add(mail);
        delivery.send(mail);
      });
      return { MessageId: mail.id };
    },
    VerifyEmailIdentity: ({ input }) => {
      identities.verify(required(input, 'EmailAddress'));
      return {};
    },
    VerifyDomainIdentity: ({ input }) => {
      identities.verify(required(input, 'Domain'));
      return { VerificationToken: randomUUID() };
    },
    DeleteIdentity: ({ input }) => {
      identities.remove(required(input, 'Identity'));
      return {};
    },
    GetIdentityVerificationAttributes: ({ input }) => {
      const verified = members(input, 'Identities').filter((identity) => identities.isVerified(identity));
      const entry = (key: string) => ({ key, value: { VerificationStatus: 'Success' } });
      return { VerificationAttributes: { entry: verified.map(entry) } };
    },
    ListIdentities: () => ({ Identities: { member: identities.list() } }),
    GetSendQuota: () => ({ ...quota, SentLast24Hours: sentLast24Hours() }),
    GetAccountSendingEnabled: () => ({ Enabled: isEnabled }),
    UpdateAccountSendingEnabled: ({ input }) => {
      isEnabled = input.Enabled === 'true';
      return {};
    },
  };

  function actionOf(call: AwsCall): (call: AwsCall) => object {
    const action = actions[call.action] ?? suppressed.actions[call.action];
    if (action !== undefined) return action;
    const known = Object.keys(actions).join(', ');
    throw new AwsError('InvalidAction', `${call.action} of SES is not modelled locally; known are ${known}`);
  }

  function permissionsFor(call: AwsCall): Permission[] {
    actionOf(call);
    const action = `ses:${call.action}`;
    if (call.action !== 'SendRawEmail') return [{ action, resource: '*' }];
    const { source, configurationSet } = readRawEmail(call.input);
    const address = addressesIn(source)[0] ?? source;
    return rawEmail(
      identityArn(identities.covering(address) ?? address),
      configurationSet === undefined ? undefined : configurationSetArn(configurationSet),
    );
  }

  const service: AwsService = {
    name: 'ses',
    permissionsFor,
    handle: async (call): Promise<AwsAnswer> => {
      const result = actionOf(call)(call);
      return call.action in suppressed.actions
        ? { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(result) }
        : writeAnswer(call.action, result);
    },
  };

  return {
    service,
    provisioners: sets.provisioners,
    /** Makes an address or a domain one that mail may come from. */
    verify: (identity: string) => identities.verify(identity),
    /** How many recipients a day may bring: AWS itself says, and no call. */
    allowADay: (recipients: number) => {
      quota = { ...startQuota, Max24HourSend: recipients };
    },
    /** Every mail that was accepted, newest first, without its raw bytes. */
    list: () => mails.list(),
    get: (id: string) => mails.get(id),
  };
}

function required(input: Record<string, string>, field: string): string {
  const value = input[field];
  if (value === undefined || value === '') throw new AwsError('ValidationError', `${field} is missing`);
  return value;
}
