import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every event of the default bus, a line of JSON each, and what could not be delivered. */
export class EventLog {
  readonly #file: string;

  constructor(dataDir: string) {
    const folder = join(dataDir, 'logs');
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, 'events.log');
  }

  write(line: object): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
