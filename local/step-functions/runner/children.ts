import { randomUUID } from 'node:crypto';
import { describeChild, stopChild } from '../../iam/implied-permissions.ts';
import { AwsError } from '../../kernel/aws-service.ts';
import { isTooLarge, type Json, type JsonObject } from '../jsonata/json.ts';
import type { Execution, Outcome } from '../store/execution.ts';
import type { Run } from './run.ts';
import type { Runner } from './runner.ts';
import { tooLarge } from './state-failure.ts';

const of = { resourceType: 'states', resource: 'startExecution.sync:2' };

/** Starts the execution that a task runs, in the transaction that notes the task. What refuses it fails the task. */
export function beginChild(run: Run, args: JsonObject, runner: Runner): void {
  const { execution, position } = run;
  try {
    const child = startChild(run, args, runner);
    runner.deps.links.addWaiter(child.id, { executionId: execution.id, turn: position.turn });
    const answer = { ExecutionArn: child.arn, ...metadata(), StartDate: child.started };
    run.append('TaskSubmitted', ['taskSubmittedEventDetails', { ...of, output: JSON.stringify(answer) }]);
    // One that was joined may have ended while this one was on its way here.
    if (child.status !== 'RUNNING') runner.answer(run, childOutcome(child));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const outcome = refusedStart(error);
    run.append('TaskSubmitFailed', ['taskSubmitFailedEventDetails', { ...of, ...outcome }]);
    runner.answer(run, outcome, false);
  }
}

function startChild(run: Run, args: JsonObject, runner: Runner): Execution {
  const machineArn = String(args.StateMachineArn);
  const name = args.Name === undefined ? randomUUID() : String(args.Name);
  const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  const { roleArn } = run.definition;
  runner.deps.authorize({ roleArn, action: 'states:StartExecution', resource: machineArn });
  // How the service learns of the end.
  runner.deps.authorize({ roleArn, ...describeChild(executionArn) });
  // A text is the input itself, as in the API; nothing stands for an empty object.
  const input = typeof args.Input === 'string' ? args.Input : JSON.stringify(args.Input ?? {});
  return runner.deps.start(machineArn, name, input);
}

/** Nobody waits any longer for what an execution waited for: its tokens are void, and a child that still runs is stopped. */
export function dropLinks(id: number, runner: Runner): void {
  const { links, executions, machines, authorize } = runner.deps;
  const children = links.childrenOf(id);
  links.drop(id);
  const definitionId = executions.get(id)?.definitionId;
  if (definitionId === undefined) return;
  for (const childId of children) {
    const child = executions.get(childId);
    if (child?.status !== 'RUNNING') continue;
    const { roleArn } = machines.compiled(definitionId).definition;
    try {
      authorize({ roleArn, ...stopChild(child.arn) });
    } catch {
      // The service stops it as far as it may.
      continue;
    }
    runner.end(childId, 'ABORTED', {});
  }
}

/** What the parent's task gets when its child has ended. */
export function childOutcome(child: Execution): Outcome {
  const succeeded = child.status === 'SUCCEEDED';
  const description: JsonObject = {
    ...(child.cause === undefined ? {} : { Cause: child.cause }),
    ...(child.error === undefined ? {} : { Error: child.error }),
    ExecutionArn: child.arn,
    Input: JSON.parse(child.input) as Json,
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output === undefined
      ? {}
      : { Output: JSON.parse(child.output) as Json, OutputDetails: { Included: true } }),
    StartDate: child.started,
    StateMachineArn: child.machineArn,
    Status: child.status,
    StopDate: child.stopped ?? null,
  };
  const text = JSON.stringify(description);
  if (!succeeded) return { error: 'States.TaskFailed', cause: text };
  return isTooLarge(text) ? tooLarge('states').failure : { result: description };
}

/** What the API, or the permission to use it, refuses: not a fault of ours. */
function isRefusal(error: unknown): error is Error {
  return error instanceof AwsError || (error instanceof Error && error.name === 'AccessDeniedException');
}

function refusedStart(error: Error): { error: string; cause: string } {
  const status = error instanceof AwsError ? error.status : 400;
  const cause = `${error.message} (Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${error.name}; Request ID: ${randomUUID()}; Proxy: null)`;
  // What the SDK of the service has no class for comes as its general one.
  const name = error.name === 'AccessDeniedException' ? 'AWSStepFunctions' : error.name.replace(/Exception$/, '');
  return { error: `StepFunctions.${name}Exception`, cause };
}

function metadata(): JsonObject {
  const requestId = randomUUID();
  return {
    SdkHttpMetadata: { HttpHeaders: { 'x-amzn-RequestId': requestId }, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
