import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../../local/kernel/clock.ts';
import { jumpTo } from '../../../local/kernel/jump.ts';
import { openStore } from '../../../local/kernel/store.ts';
import { Timers } from '../../../local/kernel/timers.ts';
import { Work } from '../../../local/kernel/work.ts';
import {
  createStepFunctions,
  type FunctionAnswer,
  type StatusEvent,
  type StepFunctions,
} from '../../../local/step-functions/step-functions.ts';

// biome-ignore lint/suspicious/noExplicitAny: what comes as JSON is looked into without ceremony in tests.
export type Loose = any;
export type FakeFunction = (payload: Loose) => unknown;
export type Event = Record<string, Loose>;

const roleArn = 'arn:aws:iam::000000000000:role/machine';

/** What a fake function throws to fail as a function of that error type. */
export class FunctionError extends Error {
  constructor(name: string, message = 'failed') {
    super(message);
    this.name = name;
  }
}

/** Never answers: as a function that runs while the process is killed. */
export const neverAnswers: FakeFunction = () => new Promise(() => {});

/** A Step Functions on a store of its own, with fake functions and a clock that only jumps. */
export class TestCloud {
  readonly dataDir: string;
  readonly functions: Record<string, FakeFunction> = {};
  readonly calls: { functionName: string; payload: Loose }[] = [];
  readonly events: StatusEvent[] = [];
  readonly denied = new Set<string>();
  stepFunctions!: StepFunctions;
  clock!: Clock;
  timers!: Timers;
  #work!: Work;

  constructor(dataDir = mkdtempSync(join(tmpdir(), 'step-functions-'))) {
    this.dataDir = dataDir;
    this.open();
  }

  /** Opens the store anew and leaves what was open before behind, as after a kill. */
  open(): void {
    const db = openStore(this.dataDir);
    this.clock = new Clock(db);
    this.clock.freeze(this.clock.now());
    this.#work = new Work();
    this.timers = new Timers(db, this.clock, this.#work);
    this.stepFunctions = createStepFunctions({
      db,
      clock: this.clock,
      timers: this.timers,
      work: this.#work,
      region: 'us-east-1',
      account: '000000000000',
      invokeFunction: (request) => this.#invoke(request),
      authorize: ({ action }) => {
        if (!this.denied.has(action)) return;
        throw Object.assign(new Error(`not authorized to perform: ${action}`), { name: 'AccessDeniedException' });
      },
      emit: (event) => this.events.push(event),
    });
  }

  restart(): void {
    this.open();
    this.stepFunctions.resume();
  }

  call(action: string, body: object): Loose {
    return this.stepFunctions.call(action, body);
  }

  create(name: string, states: object, more: object = {}): string {
    const startAt = Object.keys(states)[0];
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: startAt, States: states, ...more });
    return this.call('CreateStateMachine', { name, definition, roleArn }).stateMachineArn;
  }

  /** Creates a machine, starts it, and lets happen what happens at once. */
  async start(states: object, input: unknown = {}, more: object = {}): Promise<string> {
    const stateMachineArn = this.create('machine', states, more);
    const { executionArn } = this.call('StartExecution', {
      stateMachineArn,
      name: 'one',
      input: JSON.stringify(input),
    });
    await this.quiet();
    return executionArn;
  }

  quiet(): Promise<void> {
    return this.#work.quiet();
  }

  async pass(seconds: number): Promise<void> {
    const target = this.clock.now() + seconds * 1000;
    await jumpTo(target, { clock: this.clock, timers: this.timers, work: this.#work });
    this.timers.stop();
    this.clock.freeze(target);
  }

  describe(executionArn: string): Loose {
    return this.call('DescribeExecution', { executionArn });
  }

  output(executionArn: string): Loose {
    const { output } = this.describe(executionArn);
    return output === undefined ? undefined : JSON.parse(output);
  }

  history(executionArn: string): Event[] {
    return this.call('GetExecutionHistory', { executionArn, maxResults: 1000 }).events;
  }

  types(executionArn: string): string[] {
    return this.history(executionArn).map(({ type }) => type);
  }

  async #invoke({ functionName, payload }: { functionName: string; payload: unknown }): Promise<FunctionAnswer> {
    this.calls.push({ functionName, payload });
    const fake = this.functions[functionName];
    if (fake === undefined) {
      throw new FunctionError('Lambda.ResourceNotFoundException', `Function not found: ${functionName}`);
    }
    try {
      return { payload: (await fake(payload)) ?? null };
    } catch (error) {
      const { name, message } = error as Error;
      if (name.startsWith('Lambda.')) throw error;
      return { functionError: 'Unhandled', payload: { errorType: name, errorMessage: message, trace: [] } };
    }
  }
}

export function task(functionName: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionName, Payload: '{% $states.input %}' },
    ...more,
  };
}

export function tokenTask(functionName: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: functionName, Payload: { token: '{% $states.context.Task.Token %}' } },
    ...more,
  };
}

export function childTask(stateMachineArn: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Arguments: { StateMachineArn: stateMachineArn, Name: 'child', Input: '{% $states.input %}' },
    ...more,
  };
}
