/** Figures over the whole deployment, never per agreement: a metric's dimensions are read by many and kept for long. */
import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { repairsMetric } from '../../functions/deployed.ts';
import { configurationSetName } from '../workflows/mail.ts';

export const period = Duration.minutes(5);

/** Adds up metrics of several resources; one without a value counts as none. */
const sumOf = (metrics: IMetric[], label: string, over = period): IMetric => {
  if (metrics.length === 1 && metrics[0]) return metrics[0];
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id},0)`)
    .join('+');
  return new MathExpression({ expression, usingMetrics, label, period: over });
};

export const errorsOf = (label: string, ...functions: IFunction[]): IMetric =>
  sumOf(
    functions.map((fn) => fn.metricErrors({ period, statistic: Stats.SUM })),
    label,
  );

export const throttlesOf = (label: string, ...functions: IFunction[]): IMetric =>
  sumOf(
    functions.map((fn) => fn.metricThrottles({ period, statistic: Stats.SUM })),
    label,
  );

/**
 * Executions of our machines that failed, timed out or were aborted, as counted by the rule that catches them. Four
 * machines have twelve metrics of their own, and an alarm adds up ten at most.
 */
export const endedBadly = (rule: IRule): IMetric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName: 'TriggeredRules',
    dimensionsMap: { RuleName: rule.ruleName },
    period,
    statistic: Stats.SUM,
    label: 'executions that did not end well',
  });

/** What the sweep found to differ and repaired. */
export const repairs = (sweep: IFunction): Metric =>
  new Metric({
    namespace: repairsMetric.namespace,
    metricName: repairsMetric.name,
    dimensionsMap: { service: sweep.functionName },
    period: Duration.hours(1),
    statistic: Stats.SUM,
    label: 'what the sweep repaired',
  });

/** The share of what SES bears: it reviews an account at 5 % bounces or 0.1 % complaints and may stop its mail. */
export const reputation = (): IMetric => {
  const rate = (metricName: string) =>
    new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': configurationSetName },
      period: Duration.hours(1),
      statistic: Stats.MAXIMUM,
    });
  return new MathExpression({
    expression: 'MAX([FILL(bounces,0)/0.05,FILL(complaints,0)/0.001])',
    usingMetrics: { bounces: rate('Reputation.BounceRate'), complaints: rate('Reputation.ComplaintRate') },
    label: 'share of what SES bears',
    period: Duration.hours(1),
  });
};
