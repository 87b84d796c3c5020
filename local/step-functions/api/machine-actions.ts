import { isDeepStrictEqual } from 'node:util';
import { nestedExecutionsRule } from '../../iam/implied-permissions.ts';
import { AwsError } from '../../kernel/aws-service.ts';
import { inTransaction } from '../../kernel/store.ts';
import type { Machine } from '../definition/machine.ts';
import { loadDefinition } from '../definition.ts';
import type { RunnerDeps } from '../runner/runner.ts';
import type { StoredMachine } from '../store/machines.ts';
import { noMachine, validation } from './errors.ts';
import { checkMachineArn, checkName, toSeconds } from './names.ts';
import { pageToken, type Request } from './request.ts';

const settingNames = ['loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration'];

/** The actions on state machines. `end` aborts an execution of a machine that is deleted. */
export function machineActions(deps: RunnerDeps, end: (executionId: number) => void) {
  const { db, clock, machines, executions } = deps;

  function find(arn: string): StoredMachine {
    const machine = machines.find(checkMachineArn(arn));
    if (machine === undefined) throw noMachine(arn);
    return machine;
  }

  function settingsOf(request: Request): Record<string, unknown> {
    const given = settingNames.map((name): [string, unknown] => [name, request.any(name)]);
    return Object.fromEntries(given.filter(([, value]) => value !== undefined));
  }

  /** Nested executions are followed by a rule that Step Functions manages with the machine's role. */
  function checkManagedRule(machine: Machine, roleArn: string): void {
    if (!nestsExecutions(machine)) return;
    for (const permission of nestedExecutionsRule()) {
      try {
        deps.authorize({ roleArn, ...permission });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new AwsError('AccessDeniedException', `'${roleArn}' is not authorized to create managed-rule. ${why}`);
      }
    }
  }

  function CreateStateMachine(request: Request): object {
    const name = checkName(request.text('name'));
    const text = request.text('definition');
    const roleArn = request.text('roleArn');
    const type = request.optionalText('type') ?? 'STANDARD';
    if (type !== 'STANDARD') throw validation(`The type ${type} is not known to this service; known is STANDARD`);
    request.any('tags');
    const settings = settingsOf(request);
    request.done();
    const machine = loadDefinition(text);
    checkManagedRule(machine, roleArn);
    const arn = `arn:aws:states:${deps.region}:${deps.account}:stateMachine:${name}`;
    const known = machines.find(arn);
    if (known === undefined) {
      const now = clock.now();
      inTransaction(db, () => machines.put({ arn, name, settings, created: now }, text, roleArn, now));
      return { stateMachineArn: arn, creationDate: toSeconds(now) };
    }
    // AWS compares the very text, and lets another role pass.
    if (known.definition.text !== text || !isDeepStrictEqual(known.settings, settings)) {
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    return { stateMachineArn: arn, creationDate: toSeconds(known.created) };
  }

  function UpdateStateMachine(request: Request): object {
    const stateMachineArn = request.text('stateMachineArn');
    const definition = request.optionalText('definition');
    const role = request.optionalText('roleArn');
    const given = settingsOf(request);
    request.done();
    if (definition === undefined && role === undefined && Object.keys(given).length === 0) {
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, or another setting must be specified',
      );
    }
    const known = find(stateMachineArn);
    const text = definition ?? known.definition.text;
    const roleArn = role ?? known.definition.roleArn;
    checkManagedRule(loadDefinition(text), roleArn);
    const now = clock.now();
    const settings = { ...known.settings, ...given };
    const { revisionId } = inTransaction(db, () => machines.put({ ...known, settings }, text, roleArn, now));
    return { updateDate: toSeconds(now), revisionId };
  }

  function DescribeStateMachine(request: Request): object {
    const stateMachineArn = request.text('stateMachineArn');
    request.any('includedData');
    request.done();
    const { arn, name, settings, created, definition } = find(stateMachineArn);
    return {
      stateMachineArn: arn,
      name,
      status: 'ACTIVE',
      definition: definition.text,
      roleArn: definition.roleArn,
      type: 'STANDARD',
      creationDate: toSeconds(created),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      revisionId: definition.revisionId,
      ...settings,
    };
  }

  function ListStateMachines(request: Request): object {
    const count = request.pageSize();
    const after = request.pageStart() ?? '';
    request.done();
    const found = machines.list(after, count + 1);
    const page = found.slice(0, count);
    return {
      stateMachines: page.map(({ arn, name, created }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: toSeconds(created),
      })),
      ...(found.length > count ? { nextToken: pageToken(page.at(-1)?.name ?? '') } : {}),
    };
  }

  /** Gone at once, with whatever ran: on AWS executions end at their next transition. */
  function DeleteStateMachine(request: Request): object {
    const arn = checkMachineArn(request.text('stateMachineArn'));
    request.done();
    inTransaction(db, () => {
      for (const execution of executions.runningOf(arn)) end(execution.id);
      machines.delete(arn);
    });
    return {};
  }

  return { CreateStateMachine, UpdateStateMachine, DescribeStateMachine, ListStateMachines, DeleteStateMachine };
}

function nestsExecutions({ states }: Machine): boolean {
  return [...states.values()].some((state) => {
    if (state.type === 'Map') return nestsExecutions(state.processor);
    return state.type === 'Task' && state.resource.kind === 'run-machine';
  });
}
