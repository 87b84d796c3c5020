import { AwsError } from '../kernel/aws-service.ts';
import { executionActions } from './api/execution-actions.ts';
import { historyAction } from './api/history-action.ts';
import { machineActions } from './api/machine-actions.ts';
import { Request } from './api/request.ts';
import { startExecution } from './api/start-execution.ts';
import { tokenActions } from './api/token-actions.ts';
import type { StepFunctionsDeps } from './deps.ts';
import { Runner, type RunnerDeps } from './runner/runner.ts';
import { Executions } from './store/executions.ts';
import { Links } from './store/links.ts';
import { Machines } from './store/machines.ts';
import { createTables } from './store/schema.ts';

export type { FunctionAnswer, StatusEvent, StepFunctionsDeps } from './deps.ts';

export interface StepFunctions {
  /** One call of the service's API, by the action's name. Throws an AwsError with AWS's name for it. */
  call(action: string, body: object): object;
  /** Takes up every running execution from the store: to be called once, when all functions are there. */
  resume(): void;
}

/** Step Functions: Standard workflows in JSONata, on the cloud's clock, durable from the first event on. */
export function createStepFunctions(deps: StepFunctionsDeps): StepFunctions {
  createTables(deps.db);
  const { db } = deps;
  const all: RunnerDeps = {
    ...deps,
    executions: new Executions(db),
    machines: new Machines(db),
    links: new Links(db),
    start: (machineArn, name, input) => startExecution(all, runner, { machineArn, name, input }),
  };
  const runner = new Runner(all);
  const actions: Record<string, (request: Request) => object> = {
    ...machineActions(all, (id) => runner.end(id, 'ABORTED', {})),
    ...executionActions(all, runner),
    ...historyAction(all),
    ...tokenActions(all, runner),
  };
  return {
    call(action, body) {
      const handler = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (handler === undefined) {
        throw new AwsError('UnknownOperationException', `Step Functions' ${action} is not modelled locally`);
      }
      return handler(new Request(action, body));
    },
    resume: () => runner.resume(),
  };
}
