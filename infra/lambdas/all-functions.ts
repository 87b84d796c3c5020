import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { executionsOf, machineArn } from '../workflows/machine-arns.ts';
import { freeAddress, sendMail } from '../workflows/mail.ts';
import { DeployedFunction, type FunctionSetting } from './deployed-function.ts';
import { allow, type Data, readStream, useTable } from './statements.ts';

export interface AllFunctionsProps {
  config: Config;
  data: Data;
  setting: FunctionSetting;
  configurationSetName: string;
  publicUrl: string;
  signIn: { issuer: string; clientId: string };
  failedEvents: IQueue;
}

/** The deployed functions, grouped by what they may do. */
export class AllFunctions extends Construct {
  readonly patient;
  readonly desk;
  readonly stream;
  readonly sweep;
  readonly events;
  readonly mailTasks;
  readonly moneyTasks;
  readonly tasks;
  readonly practice;

  constructor(scope: Construct, id: string, props: AllFunctionsProps) {
    super(scope, id);
    const { config, data, setting, failedEvents } = props;
    const common = { TABLE_NAME: data.table.tableName, TIME_ZONE: config.timeZone };
    const arn = (name: Parameters<typeof machineArn>[1]) => machineArn(this, name);
    const starts = {
      ONBOARDING_MACHINE_ARN: arn('onboarding'),
      SIGNING_MACHINE_ARN: arn('signing'),
      BILLING_MACHINE_ARN: arn('billing'),
      RENEWAL_MACHINE_ARN: arn('renewal'),
      TERMINATION_MACHINE_ARN: arn('termination'),
      NOTICE_MACHINE_ARN: arn('notice'),
    };
    const children = { SIGNING_MACHINE_ARN: arn('signing'), BILLING_MACHINE_ARN: arn('billing') };
    // A task token is the authority to wake a wait; IAM names the machine that it belongs to.
    const wake = allow(['states:SendTaskSuccess'], arn('onboarding'), arn('signing'), arn('billing'), arn('renewal'));
    const startOrWake = [
      allow(
        ['states:StartExecution'],
        arn('onboarding'),
        arn('signing'),
        arn('billing'),
        arn('renewal'),
        arn('termination'),
        arn('notice'),
      ),
      wake,
    ];

    this.patient = new DeployedFunction(this, 'patient', setting, {
      description: 'Pages for patients, payers and signers',
      environment: { ...common, PAYMENTS: config.payments },
      may: useTable(data, ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['GSI3']),
      memoryMb: 1024,
      timeout: Duration.seconds(15),
    });
    this.desk = new DeployedFunction(this, 'desk', setting, {
      description: "The staff's desk",
      environment: {
        ...common,
        PAYMENTS: config.payments,
        ISSUER: props.signIn.issuer,
        CLIENT_ID: props.signIn.clientId,
        PUBLIC_URL: props.publicUrl,
      },
      may: useTable(data, ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['GSI1', 'GSI2', 'GSI3']),
      memoryMb: 1024,
      timeout: Duration.seconds(15),
    });
    this.stream = new DeployedFunction(this, 'stream', setting, {
      description: "Starts or wakes what the table's wishes ask for",
      environment: { ...common, ...starts },
      may: [
        ...useTable(data, ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['GSI2']),
        ...startOrWake,
        readStream(streamArn(data)),
        allow(['sqs:SendMessage'], failedEvents.queueArn),
      ],
    });
    this.sweep = new DeployedFunction(this, 'sweep', setting, {
      description: 'Repeats wishes that are still there, starts what falls due, and repairs what differs',
      environment: { ...common, ...starts },
      may: [
        ...useTable(data, ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'], ['GSI1', 'GSI2', 'GSI3']),
        ...startOrWake,
        allow(
          ['states:DescribeExecution'],
          executionsOf(this, 'onboarding'),
          executionsOf(this, 'signing'),
          executionsOf(this, 'billing'),
          executionsOf(this, 'renewal'),
          executionsOf(this, 'termination'),
        ),
      ],
      timeout: Duration.minutes(5),
      failedEvents,
    });
    this.events = new DeployedFunction(this, 'events', setting, {
      description: 'Notes failed executions and what became of each mail',
      environment: common,
      may: useTable(data, ['Query', 'PutItem', 'UpdateItem'], ['GSI2']),
      failedEvents,
    });
    this.mailTasks = new DeployedFunction(this, 'mail-tasks', setting, {
      description: 'Tasks that send mail',
      environment: {
        ...common,
        SENDER: config.sender,
        CONFIGURATION_SET: props.configurationSetName,
        PUBLIC_URL: props.publicUrl,
      },
      may: [
        ...useTable(data, ['GetItem', 'Query', 'PutItem', 'UpdateItem'], ['GSI2']),
        sendMail(this, config),
        freeAddress(),
      ],
    });
    this.moneyTasks = new DeployedFunction(this, 'money-tasks', setting, {
      description: 'Tasks that move money',
      environment: { ...common, PAYMENTS: config.payments },
      may: useTable(data, ['GetItem', 'Query', 'PutItem']),
    });
    this.tasks = new DeployedFunction(this, 'tasks', setting, {
      description: 'All other tasks: positions, waits, decisions that fall due',
      environment: { ...common, ...children },
      may: [
        ...useTable(data, ['Query', 'PutItem', 'UpdateItem']),
        wake,
        allow(['states:DescribeExecution'], executionsOf(this, 'signing'), executionsOf(this, 'billing')),
      ],
    });
    this.practice = new DeployedFunction(this, 'practice', setting, {
      description: "Stores the practice's settings",
      environment: common,
      may: useTable(data, ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']),
    });
  }

  get all() {
    const { patient, desk, stream, sweep, events, mailTasks, moneyTasks, tasks, practice } = this;
    return { patient, desk, stream, sweep, events, mailTasks, moneyTasks, tasks, practice };
  }
}

export const streamArn = ({ table }: Data): string => {
  if (table.tableStreamArn === undefined) throw new Error('The table has no stream; the wishes need one.');
  return table.tableStreamArn;
};
