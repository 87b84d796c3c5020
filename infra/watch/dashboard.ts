import { AlarmStatusWidget, Dashboard, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Alarms, Watched } from './alarms.ts';
import { endedBadly, errorsOf, period } from './metrics.ts';

const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });

/** One page: what is wrong now, then what patients see, then what runs behind it. */
export const dashboard = (scope: Construct, id: string, watched: Watched, alarms: Alarms): Dashboard => {
  const { api, functions, failedExecutions, failedEvents } = watched;
  const every = Object.values(functions.all).map((each) => each.function);
  return new Dashboard(scope, id, {
    dashboardName: 'Perennial',
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: 24, height: 3 })],
      [
        graph('Patient pages: requests', api.metricCount({ period }), api.metricServerError({ period })),
        graph('Patient pages: time to answer', api.metricLatency({ period, statistic: Stats.p(95) })),
      ],
      [
        graph('Executions that did not end well', endedBadly(failedExecutions)),
        graph('Events left over', failedEvents.metricApproximateNumberOfMessagesVisible({ period })),
      ],
      [
        graph('Functions: errors', ...every.map((fn) => errorsOf(fn.functionName, fn))),
        graph('Functions: invocations', ...every.map((fn) => fn.metricInvocations({ period }))),
      ],
    ],
  });
};
