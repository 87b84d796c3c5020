import type { Scope } from '../jsonata/evaluate.ts';
import type { Json, JsonObject } from '../jsonata/json.ts';
import type { Run } from './run.ts';

interface More {
  /** `$states.result` and `$states.errorOutput`. */
  result?: Json;
  errorOutput?: Json;
  /** The item of a Map for which an ItemSelector is evaluated. */
  item?: { index: number; value: Json };
}

/** What the expressions of the current state see. */
export function scopeOf(run: Run, { item, ...more }: More = {}): Scope {
  const input: unknown = JSON.parse(run.position.input);
  const { iteration } = run.execution;
  const own = iteration === undefined ? undefined : { index: iteration.index, value: iteration.item };
  return { ...run.position.variables, states: { input, context: contextOf(run, item ?? own), ...more } };
}

/** The context object, as https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html has it. */
function contextOf(run: Run, item: More['item']): JsonObject {
  const { execution, visit } = run;
  const state: JsonObject = { Name: run.state.name, EnteredTime: new Date(visit.enteredAt).toISOString() };
  if ('retriers' in run.state) state.RetryCount = visit.retries.reduce((sum, count) => sum + count, 0);
  const context: JsonObject = {
    Execution: {
      Id: execution.iteration?.rootArn ?? execution.arn,
      Input: run.executionInput as Json,
      StartTime: new Date(execution.started).toISOString(),
      Name: execution.name,
      RoleArn: run.definition.roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':').at(-1) ?? '' },
    State: state,
  };
  if (item !== undefined) context.Map = { Item: { Index: item.index, Value: item.value } };
  if (visit.token !== undefined) context.Task = { Token: visit.token };
  return context;
}
