import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import { type AllFunctions, streamArn } from '../lambdas/all-functions.ts';
import { allow, type Data } from '../lambdas/statements.ts';
import { fromThisAccount, machineArn } from './machine-arns.ts';
import { machineNames } from './machine-names.ts';
import { configurationSetName } from './mail.ts';

export interface TriggersProps {
  config: Config;
  data: Data;
  functions: AllFunctions;
  failedEvents: IQueue;
}

/** What sets the functions going that nobody calls: the table's stream, the clock, and AWS's events. */
export class Triggers extends Construct {
  readonly failedExecutions: Rule;

  constructor(scope: Construct, id: string, props: TriggersProps) {
    super(scope, id);
    this.wishes(props);
    this.sweep(props);
    this.failedExecutions = this.awsEvents(props);
  }

  /** The fast path. It gives up on a record after an hour, so that a bad one can't block the rest; the sweep is sure. */
  private wishes({ data, functions, failedEvents }: TriggersProps): void {
    new EventSourceMapping(this, 'Wishes', {
      target: functions.stream.function,
      eventSourceArn: streamArn(data),
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { Keys: { SK: { S: FilterRule.beginsWith('WISH#') } } },
        }),
      ],
      batchSize: 10,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(failedEvents),
    });
  }

  /** Every six hours, once of them at 06:00, in the practice's own time: what falls due today is ready for the day. */
  private sweep({ config, functions, failedEvents }: TriggersProps): void {
    const target = functions.sweep.function;
    const role = new Role(this, 'SweepScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: fromThisAccount }),
      managedPolicies: [
        new ManagedPolicy(this, 'SweepSchedulePolicy', {
          statements: [
            allow(['lambda:InvokeFunction'], target.functionArn),
            allow(['sqs:SendMessage'], failedEvents.queueArn),
          ],
        }),
      ],
    });
    new CfnSchedule(this, 'SweepSchedule', {
      description: 'Starts the sweep',
      scheduleExpression: 'cron(0 0,6,12,18 * * ? *)',
      scheduleExpressionTimezone: config.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: failedEvents.queueArn },
        // The next sweep comes in six hours; older than that this one is of no use.
        retryPolicy: { maximumEventAgeInSeconds: Duration.hours(5).toSeconds(), maximumRetryAttempts: 20 },
      },
    });
  }

  /** Both share a bus with everything else in the account, so each rule names what is ours. */
  private awsEvents({ functions, failedEvents }: TriggersProps): Rule {
    const target = () =>
      new LambdaFunction(functions.events.function, {
        deadLetterQueue: failedEvents,
        maxEventAge: Duration.hours(24),
        retryAttempts: 185,
      });
    const failedExecutions = new Rule(this, 'FailedExecutions', {
      description: 'Executions of our machines that did not end well',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: machineNames.map((name) => machineArn(this, name)),
        },
      },
      targets: [target()],
    });
    new Rule(this, 'MailEvents', {
      description: 'What became of each mail that we sent',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSetName] } } },
      },
      targets: [target()],
    });
    return failedExecutions;
  }
}
