import type { FunctionConfig } from './function-config.ts';
import { failure, type Outcome } from './protocol.ts';
import { Sandbox, type SandboxDeps } from './sandbox.ts';

// Ten may be busy at once in all; more than this many warm ones would only cost memory.
const mostWarm = 20;

/** The warm sandboxes of every function. An invocation takes an idle one of its function or starts another. */
export class Pool {
  readonly #deps: SandboxDeps;
  readonly #busy = new Set<Sandbox>();
  /** The longest idle first. */
  #idle: Sandbox[] = [];
  #isClosed = false;

  constructor(deps: SandboxDeps) {
    this.#deps = deps;
  }

  async invoke(config: FunctionConfig, requestId: string, event: string): Promise<Outcome> {
    if (this.#isClosed) return failure({ errorType: 'Runtime.ExitError', errorMessage: 'The local cloud ends' });
    const sandbox = this.#take(config);
    this.#busy.add(sandbox);
    try {
      return await sandbox.invoke(requestId, event);
    } finally {
      this.#busy.delete(sandbox);
      if (sandbox.isAlive) this.#keep(sandbox);
      else await sandbox.kill();
    }
  }

  /** The busy sandbox with this session token. */
  find(sessionToken: string | undefined): Sandbox | undefined {
    return [...this.#busy].find(({ token }) => token === sessionToken);
  }

  /** Kills the busy sandbox with this session token, as if its machine had died. Says whether there was one. */
  async crash(sessionToken: string): Promise<boolean> {
    const sandbox = this.find(sessionToken);
    await sandbox?.kill();
    return sandbox !== undefined;
  }

  /** Kills them all; none is started after that. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const all = [...this.#busy, ...this.#idle];
    this.#idle = [];
    await Promise.all(all.map((sandbox) => sandbox.kill()));
  }

  #take(config: FunctionConfig): Sandbox {
    this.#idle = this.#idle.filter(({ isAlive }) => isAlive);
    const warm = this.#idle.findLast((sandbox) => sandbox.config === config);
    if (warm === undefined) return new Sandbox(config, this.#deps);
    this.#idle = this.#idle.filter((sandbox) => sandbox !== warm);
    return warm;
  }

  #keep(sandbox: Sandbox): void {
    this.#idle.push(sandbox);
    if (this.#idle.length > mostWarm) void this.#idle.shift()?.kill();
  }
}
