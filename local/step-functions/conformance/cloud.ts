import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { Clock } from '../../kernel/clock.ts';
import { Timers } from '../../kernel/timers.ts';
import { Work } from '../../kernel/work.ts';
import type { FunctionAnswer, FunctionCall } from '../deps.ts';
import { createStepFunctions, type StepFunctions } from '../step-functions.ts';
import type { Callback, Case, RecordedFunction } from './case.ts';

const [region, account] = ['us-east-1', '000000000000'];

/** A Step Functions of its own for one case, with the case's functions and token holders, on a clock that jumps. */
export class CaseCloud {
  readonly stepFunctions: StepFunctions;
  readonly #case: Case;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #work = new Work();
  readonly #sleepers = new Map<string, () => void>();

  constructor(recorded: Case) {
    this.#case = recorded;
    const db = new DatabaseSync(':memory:');
    this.#clock = new Clock(db);
    // What begins in one moment begins at one instant, however busy the machine is.
    this.#clock.freeze(this.#clock.now());
    this.#timers = new Timers(db, this.#clock, this.#work);
    this.#timers.handle('conformance', (timer) => {
      this.#timers.cancel(timer.id);
      this.#sleepers.get(timer.id)?.();
    });
    this.stepFunctions = createStepFunctions({
      db,
      clock: this.#clock,
      timers: this.#timers,
      work: this.#work,
      region,
      account,
      invokeFunction: (call) => this.#invoke(call),
      authorize: () => {},
      emit: () => {},
    });
  }

  arn(kind: string, name: string): string {
    if (kind === 'lambda') return `arn:aws:lambda:${region}:${account}:function:${name}`;
    return `arn:aws:states:${region}:${account}:${kind === 'machine' ? 'stateMachine' : 'execution'}:${name}`;
  }

  /** Lets everything happen that happens within `days`; what falls due at one instant falls due together, as on AWS. */
  async pass(days: number): Promise<void> {
    const end = this.#clock.now() + days * 86_400_000;
    await this.#work.quiet();
    for (let next = this.#timers.next(); next !== undefined && next.due <= end; next = this.#timers.next()) {
      const { due } = next;
      this.#clock.freeze(Math.max(this.#clock.now(), due));
      for (const timer of this.#timers.all().filter((one) => one.due === due)) await this.#timers.fire(timer);
      await this.#work.quiet();
    }
    this.#clock.freeze(Math.max(this.#clock.now(), end));
  }

  async #invoke({ functionName, payload }: FunctionCall): Promise<FunctionAnswer> {
    const name = functionName.replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/, '');
    const recorded = this.#case.lambdas?.[name];
    if (recorded === undefined) {
      const error = new Error(`Function not found: ${this.arn('lambda', name)}:$LATEST`);
      throw Object.assign(error, { name: 'Lambda.ResourceNotFoundException' });
    }
    if (recorded.sleeps_seconds !== undefined) await this.#sleep(recorded.sleeps_seconds);
    if (name === 'token_receiver') void this.#work.run(() => this.#answerTokens(payload));
    return answerOf(recorded, payload);
  }

  #sleep(seconds: number): Promise<void> {
    const id = `conformance:${this.#sleepers.size}`;
    this.#timers.set({
      id,
      due: this.#clock.now() + seconds * 1000,
      service: 'conformance',
      what: 'sleeps',
      payload: null,
    });
    return new Promise((resolve) => this.#sleepers.set(id, resolve));
  }

  async #answerTokens(payload: unknown): Promise<void> {
    const { TaskToken: token } = (payload ?? {}) as { TaskToken?: string };
    if (token === undefined) return;
    // The function ends first.
    await setImmediate();
    for (const callback of this.#case.callbacks ?? []) void this.#send(token, callback, payload);
  }

  async #send(token: string, callback: Callback, payload: unknown): Promise<void> {
    if (callback.wait_seconds !== undefined) await this.#sleep(callback.wait_seconds);
    if (callback.send === 'nothing') return;
    const { error, cause } = callback;
    const message = JSON.stringify((payload as { Message?: unknown }).Message);
    const output = callback.output === '<payload.Message as JSON>' ? message : callback.output;
    this.stepFunctions.call(callback.send, { taskToken: token, output, error, cause });
  }
}

function answerOf(recorded: RecordedFunction, event: unknown): FunctionAnswer {
  if (recorded.fails !== undefined) {
    const payload = { ...recorded.fails, requestId: 'request', trace: ['at handler'] };
    return { payload, functionError: 'Unhandled' };
  }
  if (recorded.returns_text !== undefined) {
    return { payload: recorded.returns_text.character.repeat(recorded.returns_text.times) };
  }
  return { payload: recorded.returns === 'event' ? event : recorded.returns_value };
}
