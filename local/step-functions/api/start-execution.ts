import { AwsError } from '../../kernel/aws-service.ts';
import { inTransaction } from '../../kernel/store.ts';
import type { Runner, RunnerDeps } from '../runner/runner.ts';
import { statusEvent } from '../runner/status-event.ts';
import type { Execution } from '../store/execution.ts';
import { noMachine } from './errors.ts';
import { checkSize, complainAboutJson } from './json-text.ts';
import { checkMachineArn, checkName } from './names.ts';

/**
 * Starts an execution, or finds the running one of the same name and input. A name stays taken for 90 days after the
 * execution has closed.
 */
export function startExecution(
  deps: Omit<RunnerDeps, 'start'>,
  runner: Runner,
  request: { machineArn: string; name: string; input: string },
): Execution {
  const { db, clock, machines, executions } = deps;
  const { machineArn, name, input } = request;
  checkMachineArn(machineArn);
  checkName(name);
  checkInput(input);
  return inTransaction(db, () => {
    const machine = machines.find(machineArn);
    if (machine === undefined) throw noMachine(machineArn);
    const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const now = clock.now();
    const known = executions.find(arn, now);
    if (known?.status === 'RUNNING' && known.input === input) return known;
    if (known !== undefined) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    const { machine: compiled } = machines.compiled(machine.definition.id);
    const execution = executions.insert(
      {
        arn,
        machineArn,
        name,
        definitionId: machine.definition.id,
        input,
        started: now,
        position: {
          state: compiled.startAt,
          phase: 'enter',
          input,
          variables: {},
          turn: 0,
          previous: 0,
          ...(compiled.timeoutSeconds === undefined ? {} : { hasLimit: true }),
        },
      },
      {
        at: now,
        type: 'ExecutionStarted',
        details: ['executionStartedEventDetails', { input, roleArn: machine.definition.roleArn }],
      },
    );
    if (compiled.timeoutSeconds !== undefined) runner.wakeUps.limit(execution, now + compiled.timeoutSeconds * 1000);
    deps.emit(statusEvent(execution));
    runner.move(execution.id);
    return execution;
  });
}

function checkInput(input: string): void {
  const complaint = input === '' ? 'Invalid execution input.' : complainAboutJson(input);
  if (complaint !== undefined) {
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${complaint}'`);
  }
  checkSize('input', input);
}
