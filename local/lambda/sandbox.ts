import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../kernel/clock.ts';
import { environmentOf } from './environment.ts';
import type { FunctionConfig } from './function-config.ts';
import type { FunctionLog } from './function-log.ts';
import { failure, type InvokeMessage, type Outcome, type SandboxData, type SandboxMessage } from './protocol.ts';

export interface SandboxDeps {
  clock: Clock;
  log: FunctionLog;
  endpoint: () => string;
  accessKeyOf: (roleArn: string) => string;
}

// Lambda gives the loading of a function ten seconds at most; a busy machine gets more.
const initMilliseconds = 30_000;

/** One warm copy of a function: a thread with its own modules, environment and clock. Takes one invocation at a time. */
export class Sandbox {
  readonly config: FunctionConfig;
  /** Names this sandbox; the SDK sends it with every call as the session token. */
  readonly token: string;
  isAlive = true;
  /** What it runs right now. */
  invocation: { requestId: string; event: string } | undefined;
  readonly #log: FunctionLog;
  readonly #worker: Worker;
  readonly #ready: Promise<Outcome | undefined>;
  #settle: (outcome: Outcome | undefined) => void = () => {};
  #requestId = '-';

  constructor(config: FunctionConfig, deps: SandboxDeps) {
    this.config = config;
    this.#log = deps.log;
    this.token = `${config.name}/${randomUUID()}`;
    const data: SandboxData = {
      clock: deps.clock.shared,
      folder: config.folder,
      handler: config.handler,
      logFile: deps.log.fileOf(config.name),
      functionName: config.name,
      functionArn: config.arn,
      memoryMegabytes: config.memoryMegabytes,
      logGroup: config.logGroup,
      logStream: this.token,
    };
    const access = { endpoint: deps.endpoint(), accessKey: deps.accessKeyOf(config.roleArn), sessionToken: this.token };
    this.#worker = new Worker(new URL('./runtime/bootstrap.ts', import.meta.url), {
      workerData: data,
      env: environmentOf(config, access),
      execArgv: ['--enable-source-maps', '--disable-warning=ExperimentalWarning'],
      name: config.name,
      // The best that a thread offers: a function that outgrows it mostly dies alone, but V8 may end the whole process.
      resourceLimits: { maxOldGenerationSizeMb: config.memoryMegabytes },
    });
    this.#worker.unref();
    this.#ready = this.#next(initMilliseconds);
    this.#worker.on('message', (message: SandboxMessage) => this.#hear(message));
    this.#worker.on('error', (error: Error & { code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#end(isMemory ? 'Runtime.OutOfMemory' : error.name, error.message);
    });
    this.#worker.on('exit', (code) => {
      const how = code === 0 ? 'exited without providing a reason' : `exited with error: exit status ${code}`;
      this.#end('Runtime.ExitError', `Runtime ${how}`);
    });
  }

  /** Runs one invocation to its end: the answer, an error, the time-out, or the sandbox's death. */
  async invoke(requestId: string, event: string): Promise<Outcome> {
    const failed = await this.#ready;
    if (failed !== undefined) return failed;
    this.#requestId = requestId;
    this.invocation = { requestId, event };
    const timeoutMilliseconds = this.config.timeoutSeconds * 1000;
    const outcome = this.#next(timeoutMilliseconds);
    if (this.isAlive) this.#worker.postMessage({ requestId, event, timeoutMilliseconds } satisfies InvokeMessage);
    else this.#end('Runtime.ExitError', 'Runtime exited without providing a reason');
    return (await outcome) ?? failure({ errorType: 'Runtime.Unknown', errorMessage: 'The sandbox gave no answer' });
  }

  /** Kills the thread, whatever it is doing; an invocation under way ends with Runtime.ExitError. */
  async kill(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }

  /** Waits for the thread's next word, at most so long. While it waits, the thread keeps the process alive. */
  async #next(milliseconds: number): Promise<Outcome | undefined> {
    const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
    this.#settle = resolve;
    const timeout = setTimeout(() => {
      const after = `Task timed out after ${(milliseconds / 1000).toFixed(2)} seconds`;
      this.#log.write(this.config.name, `${this.#requestId} ${after}`);
      resolve(
        failure({ errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${this.#requestId} Error: ${after}` }),
      );
      void this.kill();
    }, milliseconds);
    try {
      return await promise;
    } finally {
      clearTimeout(timeout);
    }
  }

  #hear(message: SandboxMessage): void {
    if (message.kind === 'ready') this.#settle(undefined);
    else if (message.kind === 'answered') this.#settle({ payload: message.payload });
    else this.#settle(failure(message.error));
    if (message.kind === 'failed') this.isAlive = false;
  }

  #end(errorType: string, errorMessage: string): void {
    this.isAlive = false;
    this.#settle(failure({ errorType, errorMessage: `RequestId: ${this.#requestId} Error: ${errorMessage}` }));
  }
}
