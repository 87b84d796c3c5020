import { randomUUID } from 'node:crypto';
import type { Runner, RunnerDeps } from '../runner/runner.ts';
import type { Execution } from '../store/execution.ts';
import { invalidMember, noExecution, noMachine } from './errors.ts';
import { checkExecutionArn, checkMachineArn, toSeconds } from './names.ts';
import { pageToken, type Request } from './request.ts';

const statuses = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'];

/** The actions on executions, but for their history. */
export function executionActions(deps: RunnerDeps, runner: Runner) {
  const { clock, machines, executions } = deps;

  function find(arn: string): Execution {
    const execution = executions.find(checkExecutionArn(arn), clock.now());
    if (execution === undefined) throw noExecution(arn);
    return execution;
  }

  function StartExecution(request: Request): object {
    const machineArn = request.text('stateMachineArn');
    const name = request.optionalText('name') ?? randomUUID();
    const input = request.optionalText('input') ?? '{}';
    request.any('traceHeader');
    request.done();
    const execution = deps.start(machineArn, name, input);
    return { executionArn: execution.arn, startDate: toSeconds(execution.started) };
  }

  function DescribeExecution(request: Request): object {
    const arn = request.text('executionArn');
    request.any('includedData');
    request.done();
    const execution = find(arn);
    const { input, output, error, cause } = execution;
    const details = { included: true };
    return {
      ...summary(execution),
      input,
      inputDetails: details,
      ...(output === undefined ? {} : { output, outputDetails: details }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
      ...redrive(execution),
    };
  }

  function DescribeStateMachineForExecution(request: Request): object {
    const arn = request.text('executionArn');
    request.any('includedData');
    request.done();
    const { definitionId, machineArn } = find(arn);
    const { definition } = machines.compiled(definitionId);
    return {
      stateMachineArn: machineArn,
      name: machineArn.split(':').at(-1),
      definition: definition.text,
      roleArn: definition.roleArn,
      updateDate: toSeconds(definition.created),
      revisionId: definition.revisionId,
    };
  }

  function ListExecutions(request: Request): object {
    const arn = checkMachineArn(request.text('stateMachineArn'));
    const status = request.optionalText('statusFilter');
    const count = request.pageSize();
    const before = request.pageStartNumber() ?? Number.MAX_SAFE_INTEGER;
    request.done();
    if (status !== undefined && !statuses.includes(status)) {
      throw invalidMember('statusFilter', status, `Member must satisfy enum value set: [${statuses.join(', ')}]`);
    }
    if (machines.find(arn) === undefined) throw noMachine(arn);
    const found = executions.list(arn, status, before, count + 1, clock.now());
    const page = found.slice(0, count);
    return {
      executions: page.map((execution) => ({ ...summary(execution), redriveCount: 0 })),
      ...(found.length > count ? { nextToken: pageToken(page.at(-1)?.id ?? 0) } : {}),
    };
  }

  function StopExecution(request: Request): object {
    const arn = request.text('executionArn');
    const failure = { error: request.optionalText('error'), cause: request.optionalText('cause') };
    request.done();
    const execution = find(arn);
    runner.end(execution.id, 'ABORTED', failure);
    return { stopDate: toSeconds(executions.get(execution.id)?.stopped ?? clock.now()) };
  }

  return { StartExecution, DescribeExecution, DescribeStateMachineForExecution, ListExecutions, StopExecution };
}

function summary({ arn, machineArn, name, status, started, stopped }: Execution): object {
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: toSeconds(started),
    ...(stopped === undefined ? {} : { stopDate: toSeconds(stopped) }),
  };
}

/** Redriving is not known here, so nothing can be redriven. */
function redrive({ status }: Execution): object {
  return {
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}
