import {
  GetAccountSendingEnabledCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
} from '@aws-sdk/client-ses';
import type { Config } from '../config.ts';
import { clientSetting } from './credentials.ts';
import type { Finding } from './finding.ts';

/** Either will do: the address itself, or its domain, which may be verified for another purpose already. */
export const checkIdentity = async ({ region, senderAddress }: Config): Promise<Finding[]> => {
  const domain = senderAddress.slice(senderAddress.indexOf('@') + 1);
  const { VerificationAttributes } = await new SESClient(clientSetting(region)).send(
    new GetIdentityVerificationAttributesCommand({ Identities: [senderAddress, domain] }),
  );
  const statusOf = (identity: string) => VerificationAttributes?.[identity]?.VerificationStatus;
  const verified = [senderAddress, domain].find((identity) => statusOf(identity) === 'Success');
  if (verified !== undefined) return [{ ok: true, what: `SES identity: ${verified} is verified` }];
  const begun = [senderAddress, domain].find((identity) => statusOf(identity) === 'Pending');
  return [
    {
      ok: false,
      what: `SES identity: neither ${senderAddress} nor ${domain} is verified in ${region}`,
      todo: begun
        ? `The verification of ${begun} is pending: set the DNS records that the SES console shows, or open the link in AWS's mail.`
        : `In the SES console of ${region} create an identity for ${domain} and set the DNS records it shows.\nYou may deploy before: pages show a banner and agreements are marked until mail can go out.`,
    },
  ];
};

/** AWS says "sandbox" nowhere in this interface, but gives nobody else so few mails a day. */
const sandboxQuota = 200;

export const checkQuota = async (region: string): Promise<Finding[]> => {
  const client = new SESClient(clientSetting(region));
  const [quota, { Enabled }] = await Promise.all([
    client.send(new GetSendQuotaCommand({})),
    client.send(new GetAccountSendingEnabledCommand({})),
  ]);
  const max = quota.Max24HourSend ?? 0;
  const unlimited = max === -1;
  const isSandbox = !unlimited && max <= sandboxQuota;
  const figures = `${quota.SentLast24Hours ?? 0} of ${unlimited ? 'any number of' : max} mails sent in 24 hours, ${quota.MaxSendRate ?? 0} a second`;
  return [
    {
      ok: Enabled !== false,
      what: Enabled === false ? 'SES sending: paused for the account' : 'SES sending: on',
      todo: 'AWS or someone in the account has paused it: the SES console, "Account dashboard", says why.',
    },
    {
      ok: !isSandbox,
      what: `SES quota: ${figures}${isSandbox ? ' (sandbox)' : ''}`,
      todo: 'In the sandbox mail reaches verified addresses only. Ask for production access in the SES console.\nFor a trial, verify your own address and list it as "sandboxRecipients" in cdk.json.',
    },
  ];
};
