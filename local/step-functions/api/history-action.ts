import type { RunnerDeps } from '../runner/runner.ts';
import type { HistoryEvent } from '../store/execution.ts';
import { noExecution } from './errors.ts';
import { checkExecutionArn, toSeconds } from './names.ts';
import { pageToken, type Request } from './request.ts';

/** GetExecutionHistory. */
export function historyAction({ clock, executions }: RunnerDeps) {
  function GetExecutionHistory(request: Request): object {
    const arn = checkExecutionArn(request.text('executionArn'));
    const count = request.pageSize();
    const isReverse = request.flag('reverseOrder', false);
    const hasData = request.flag('includeExecutionData', true);
    const start = request.pageStartNumber();
    request.done();
    const execution = executions.find(arn, clock.now());
    if (execution === undefined) throw noExecution(arn);
    const first = start ?? (isReverse ? execution.events : 1);
    const [from, to] = isReverse ? [first - count + 1, first] : [first, first + count - 1];
    const events = executions.history(execution.id, Math.max(from, 1), to);
    if (isReverse) events.reverse();
    const next = isReverse ? from - 1 : to + 1;
    return {
      events: events.map((event) => toApi(event, hasData)),
      ...(next >= 1 && next <= execution.events ? { nextToken: pageToken(next) } : {}),
    };
  }

  return { GetExecutionHistory };
}

const dataFields = ['input', 'output', 'parameters', 'assignedVariables'];

function toApi({ id, previousEventId, at, type, details }: HistoryEvent, hasData: boolean): object {
  const event = { id, previousEventId, timestamp: toSeconds(at), type };
  if (details === undefined) return event;
  const [name, stored] = details;
  const shown: Record<string, unknown> = { ...stored };
  for (const field of dataFields) {
    if (!Object.hasOwn(shown, field)) continue;
    if (!hasData) delete shown[field];
    else if (field !== 'parameters') shown[`${field}Details`] = { truncated: false };
  }
  return { ...event, [name]: shown };
}
