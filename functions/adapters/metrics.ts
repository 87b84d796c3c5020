/** What of a metric is known where it is counted and where it is watched. */
interface MetricName {
  namespace: string;
  name: string;
}

/**
 * Counts one more of something for CloudWatch by a log line in its embedded metric format: without a call, and without a permission.
 * Figures over the whole deployment, never per agreement.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function countMetric({ namespace, name }: MetricName, now: string): void {
  const service = process.env.POWERTOOLS_SERVICE_NAME ?? 'perennial';
  const metrics = { Namespace: namespace, Dimensions: [['service']], Metrics: [{ Name: name, Unit: 'Count' }] };
  const line = { _aws: { Timestamp: Date.parse(now), CloudWatchMetrics: [metrics] }, service, [name]: 1 };
  // Not through the console, before whose lines Lambda puts the time and a request id.
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
