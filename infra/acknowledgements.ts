/**
 * Every finding of the rule packs that we let stand, with its reason and only where it holds. A finding that is not
 * here fails the synthesis; one that is here and no longer found fails a test.
 */
import { type App, Validations } from 'aws-cdk-lib';
import type { Config } from './config.ts';

export interface Acknowledgement {
  /** Construct paths below the app; the acknowledgement holds for each and what it contains. */
  at: string[];
  rule: string;
  reason: string;
}

const functions = (...names: string[]) => names.map((name) => `PerennialApp/Functions/${name}/Function`);
const machines = (part: string, ...names: string[]) => names.map((name) => `PerennialApp/Machines/${name}/${part}`);
const everyMachine = ['Onboarding', 'Signing', 'Billing', 'Renewal', 'Termination', 'Notice'];

const general: Acknowledgement[] = [
  {
    at: ['PerennialApp/Pages/Api', 'PerennialApp/Pages/AnyOtherRoute'],
    rule: 'AwsSolutions-APIG4',
    reason:
      'Patients have no account: plans are public, and the other pages are opened by an unguessable link and check who is reading.',
  },
  {
    at: machines('Policy', ...everyMachine),
    rule: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'Log delivery and X-Ray know no resources; AWS asks for "*" with exactly these actions.',
  },
  {
    at: ['PerennialApp/Functions/MailTasks/Policy'],
    rule: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'SES knows no resource for the addresses of its suppression list; the action is exactly one.',
  },
  {
    at: machines('Machine', ...everyMachine),
    rule: 'AwsSolutions-SF1',
    reason:
      'Errors are logged, every step is in the history for 90 days, and what was decided is in the audit trail for good; logging each step again would only be a further copy.',
  },
  {
    at: functions('Patient', 'Desk', 'Stream', 'Sweep', 'Events', 'MailTasks', 'MoneyTasks', 'Tasks', 'Practice'),
    rule: 'HIPAA.Security-LambdaConcurrency',
    reason:
      'A new AWS account runs ten functions at once and refuses any reservation; the API is throttled instead, and an alarm tells of throttled functions.',
  },
  {
    at: functions('Patient', 'Desk', 'Stream', 'MailTasks', 'MoneyTasks', 'Tasks', 'Practice'),
    rule: 'HIPAA.Security-LambdaDLQ',
    reason:
      'Called synchronously, where Lambda never uses a dead-letter queue: the caller sees the error, and the stream has a failure destination of its own.',
  },
  {
    at: functions('Patient', 'Desk', 'Stream', 'Sweep', 'Events', 'MailTasks', 'MoneyTasks', 'Tasks', 'Practice'),
    rule: 'HIPAA.Security-LambdaInsideVPC',
    reason:
      'They call only AWS’s own services, over TLS and by IAM; a VPC would add endpoints or a NAT gateway to pay for and protect nothing more.',
  },
  {
    at: ['PerennialData/StaffPool'],
    rule: 'AwsSolutions-COG8',
    reason:
      'Every member of staff signs in with an authenticator app and none can register; what the Plus plan adds costs more for each than all else together.',
  },
  {
    at: ['PerennialData/Documents'],
    rule: 'HIPAA.Security-S3BucketReplicationEnabled',
    reason:
      'S3 keeps each object in three zones, versioned and locked; a copy in a second Region is a choice of the practice, since it moves patient data.',
  },
  {
    at: ['PerennialData/Documents/AccessLogs'],
    rule: 'HIPAA.Security-S3DefaultEncryptionKMS',
    reason: 'S3 delivers server access logs only to a bucket encrypted with its own keys (SSE-S3).',
  },
];

const byOnboarding = ['PerennialApp/Functions/Tasks/Policy', ...machines('Policy', 'Onboarding')];
const bySweep = 'PerennialApp/Functions/Sweep/Policy';

/** The names of executions are made at run time; the machine's name in front of the wildcard is fixed. */
const executions = ({ region, account }: Config): Acknowledgement[] =>
  [
    { machine: 'signing', at: [...byOnboarding, bySweep] },
    { machine: 'billing', at: [...byOnboarding, bySweep] },
    ...['onboarding', 'renewal', 'termination'].map((machine) => ({ machine, at: [bySweep] })),
  ].map(({ machine, at }) => ({
    at,
    rule: `AwsSolutions-IAM5[Resource::arn:aws:states:${region}:${account ?? '<AWS::AccountId>'}:execution:perennial-${machine}:*]`,
    reason: `Executions of perennial-${machine} get their names at run time; IAM can name only the machine.`,
  }));

export const acknowledgements = (config: Config): Acknowledgement[] => [...general, ...executions(config)];

export const acknowledge = (app: App, config: Config): void => {
  for (const { at, rule, reason } of acknowledgements(config)) {
    for (const path of at) {
      const scope = path.split('/').reduce((node, id) => node.node.findChild(id), app as App['node']['root']);
      Validations.of(scope).acknowledge({ id: rule, reason });
    }
  }
};
