import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';

/** The functions' logs, a file each: what a log group of CloudWatch would hold. */
export class FunctionLog {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(dataDir: string, clock: Clock) {
    this.#folder = join(dataDir, 'logs', 'lambda');
    this.#clock = clock;
    mkdirSync(this.#folder, { recursive: true });
  }

  fileOf(functionName: string): string {
    return join(this.#folder, `${functionName}.log`);
  }

  /** Adds a line of Lambda's own, not of the function's. */
  write(functionName: string, line: string): void {
    appendFileSync(this.fileOf(functionName), `${new Date(this.#clock.now()).toISOString()} ${line}\n`);
  }
}
