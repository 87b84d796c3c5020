import type { Scope } from '../jsonata/evaluate.ts';
import type { Json, JsonObject } from '../jsonata/json.ts';
import type { Run } from './run.ts';

/** What the expressions of the current state see. `more` is `$states.result` or `$states.errorOutput`. */
export function scopeOf(run: Run, more: { result?: Json; errorOutput?: Json } = {}): Scope {
  const input: unknown = JSON.parse(run.position.input);
  return { ...run.position.variables, states: { input, context: contextOf(run), ...more } };
}

/** The context object, as https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html has it. */
function contextOf(run: Run): JsonObject {
  const { execution, visit } = run;
  const state: JsonObject = { Name: run.state.name, EnteredTime: new Date(visit.enteredAt).toISOString() };
  if (run.state.type === 'Task') state.RetryCount = visit.retries.reduce((sum, count) => sum + count, 0);
  const context: JsonObject = {
    Execution: {
      Id: execution.arn,
      Input: run.executionInput as Json,
      StartTime: new Date(execution.started).toISOString(),
      Name: execution.name,
      RoleArn: run.definition.roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineArn.split(':').at(-1) ?? '' },
    State: state,
  };
  if (visit.token !== undefined) context.Task = { Token: visit.token };
  return context;
}
