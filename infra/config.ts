/** What a deployer may choose: the context `perennial` of cdk.json, checked before anything is built. */
import { z } from 'zod';

const timeZones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
const address = /^[^\s@<>"]+@([^\s@<>"]+\.[^\s@<>"]+)$/;
const sender = /^(?:[^<>@\r\n"]+ )?<([^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+)>$/;

/** The part of a From header that is the address, or undefined if it is none. */
const addressOf = (value: string): string | undefined => (address.test(value) ? value : sender.exec(value)?.[1]);

const text = (allowed: string, accepts: (value: string) => boolean) =>
  z.string({ error: allowed }).refine(accepts, { error: allowed });
const emailAddress = text('an email address such as office@example.com', (value) => address.test(value));

const ConfigSchema = z
  .strictObject({
    // The state machines name the partition `aws` in full, since CloudFormation checks them only then.
    region: text(
      'a Region of the partition aws, such as us-east-1',
      (value) => /^[a-z]{2}-[a-z]+-\d$/.test(value) && !value.startsWith('cn-'),
    ),
    timeZone: text('an IANA time zone such as America/New_York', (value) => timeZones.has(value)),
    sender: text(
      'a sender such as "Lakeside Family Medicine <care@lakeside.example.com>" or a bare address',
      (value) => addressOf(value) !== undefined,
    ),
    payments: z.enum(['manual', 'sandbox'], { error: '"manual" (by check) or "sandbox" (no real money)' }),
    account: text('an AWS account number of twelve digits', (value) => /^\d{12}$/.test(value)).optional(),
    domainName: text('a host name such as care.example.com', (value) =>
      /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(value),
    ).optional(),
    certificateArn: text('the ARN of an ACM certificate in the same Region', (value) =>
      /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[a-f0-9-]+$/.test(value),
    ).optional(),
    alarmEmail: emailAddress.optional(),
    /** While SES keeps the account in its sandbox, it asks for permission on each verified recipient as well. */
    sandboxRecipients: z.array(emailAddress, { error: 'a list of email addresses' }).default([]),
  })
  .superRefine((config, context) => {
    if ((config.domainName === undefined) !== (config.certificateArn === undefined)) {
      const path = config.domainName === undefined ? 'domainName' : 'certificateArn';
      context.addIssue({ code: 'custom', path: [path], message: 'given together with the other one, or not at all' });
    }
  });

export type Config = z.infer<typeof ConfigSchema> & { senderAddress: string };

/** The configuration can't be used; the message says for each field what was given and what is allowed. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const given = (value: unknown): string => (value === undefined ? 'missing' : JSON.stringify(value));

const atPath = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);

const explain = (input: unknown, issue: z.core.$ZodIssue): string[] => {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(ConfigSchema.shape).join(', ');
    return issue.keys.map((key) => `perennial.${key} is not known; allowed: ${known}`);
  }
  const name = ['perennial', ...issue.path].join('.');
  return [`${name} is ${given(atPath(input, issue.path))}; allowed: ${issue.message}`];
};

/** LocalStack's and our local cloud's account: nobody's. */
const localAccount = '000000000000';

export const readConfig = (input: unknown, accountOfCredentials?: string): Config => {
  const result = ConfigSchema.safeParse(input);
  if (!result.success) {
    const lines =
      typeof input === 'object' && input !== null
        ? result.error.issues.flatMap((issue) => explain(input, issue))
        : [`perennial is ${given(input)}; allowed: an object`];
    throw new ConfigError(
      `The context "perennial" of cdk.json can't be used:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
  }
  const config = result.data;
  const account = config.account ?? accountOfCredentials;
  if (config.payments === 'sandbox' && account !== undefined && account !== localAccount) {
    throw new ConfigError(
      `perennial.payments is "sandbox" and the account is ${account}: refused. The sandbox provider moves no money, so ` +
        'patients of a real account would be told that they have paid when they have not. It is allowed only in the ' +
        'local cloud (npm start) and for synthesis without credentials (npm run synth).',
    );
  }
  return { ...config, senderAddress: addressOf(config.sender) ?? config.sender };
};

/** The Region alone, for commands that ask AWS about a deployment and make nothing. */
export const readRegion = (input: unknown): string => readConfig({ ...(input as object) }).region;
