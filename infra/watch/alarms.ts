import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';
import type { AllFunctions } from '../lambdas/all-functions.ts';
import { fromThisAccount } from '../workflows/machine-arns.ts';
import { endedBadly, errorsOf, period, repairs, reputation, throttlesOf } from './metrics.ts';

export interface Watched {
  api: HttpApi;
  functions: AllFunctions;
  failedExecutions: IRule;
  failedEvents: IQueue;
}

interface AlarmProps {
  metric: IMetric;
  /** One plain sentence: who is hurt and what to do. */
  says: string;
  threshold?: number;
  comparison?: ComparisonOperator;
  /** So many periods in a row; more than one where a single failure is retried and mends itself. */
  periods?: number;
  missing?: TreatMissingData;
}

/** At most ten, each about people and not about machines; all go to one topic. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, watched: Watched, config: Config, key: Key) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { displayName: 'Perennial alarms', masterKey: key, enforceSSL: true });
    // A policy of its own (the TLS rule) replaces the default one, by which CloudWatch was allowed to publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: fromThisAccount,
      }),
    );
    if (config.alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(config.alarmEmail));
    this.action = new SnsAction(topic);
    this.forPatients(watched);
    this.forThePractice(watched);
  }

  private forPatients({ api, functions, failedExecutions }: Watched): void {
    this.alarm('ExecutionEndedBadly', {
      metric: endedBadly(failedExecutions),
      says: "A patient's agreement has stopped on its way: find it at the desk among what needs attention, and begin it again there.",
    });
    this.alarm('PatientPagesFail', {
      metric: api.metricServerError({ period, statistic: Stats.SUM }),
      says: 'Patients see an error page instead of their agreement: read the log of perennial-patient.',
    });
    this.alarm('MailNotSent', {
      metric: errorsOf('mail tasks that failed', functions.mailTasks.function),
      says: 'Patients have not got their links or notices for a quarter of an hour: run npm run doctor and see whether SES accepts mail.',
      periods: 3,
    });
    this.alarm('MoneyTaskFailed', {
      metric: errorsOf('money tasks that failed', functions.moneyTasks.function),
      says: "A payer's charge has not been settled: read the log of perennial-money-tasks before anyone charges by hand.",
    });
    this.alarm('Throttled', {
      metric: throttlesOf('throttled invocations', ...Object.values(functions.all).map((each) => each.function)),
      says: 'Patients wait or are turned away since the account runs too few functions at once: ask AWS for more Lambda concurrency.',
      periods: 3,
    });
  }

  private forThePractice({ functions, failedEvents }: Watched): void {
    this.alarm('TasksFail', {
      metric: errorsOf('tasks that failed', functions.tasks.function, functions.stream.function),
      says: 'Agreements of several patients make no progress: read the logs of perennial-tasks and perennial-stream.',
      periods: 3,
    });
    this.alarm('EventsLeftOver', {
      metric: failedEvents.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
      says: "Something that happened to a patient's agreement or mail was not noted: look at the queue of failed events and mend what it names.",
    });
    this.alarm('SweepMissing', {
      metric: functions.sweep.function.metricInvocations({ period: Duration.hours(6), statistic: Stats.SUM }),
      says: 'Notices and renewals of patients may be late, since the sweep has not run for half a day: invoke perennial-sweep and see why.',
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: 2,
      missing: TreatMissingData.BREACHING,
    });
    this.alarm('Repaired', {
      metric: repairs(functions.sweep.function),
      says: "Something that a patient's agreement stood still for was found in the morning and mended: read the log of perennial-sweep to learn what, and why it came to that.",
    });
    this.alarm('MailReputation', {
      metric: reputation(),
      says: 'AWS may soon stop all mail to patients, since too many of their addresses bounce or complain: correct the addresses.',
      threshold: 0.8,
    });
  }

  private alarm(id: string, props: AlarmProps): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: props.says,
      metric: props.metric,
      threshold: props.threshold ?? 1,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: props.missing ?? TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
    this.all.push(alarm);
  }
}
