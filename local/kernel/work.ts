/**
 * What is under way right now: calls, running functions, stream records on their way. A jump of the clock waits until
 * all is quiet before it goes on to the next instant, so that everything that falls due runs in strict order of due time.
 */
export class Work {
  #underWay = 0;
  #waiting: (() => void)[] = [];

  /** Counts `work` as under way until it ends. Its error is the caller's. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.begin();
    try {
      return await work();
    } finally {
      done();
    }
  }

  /** Counts something as under way until the function that it returns is called (once counts). */
  begin(): () => void {
    this.#underWay += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.#underWay -= 1;
      if (this.#underWay === 0) setImmediate(() => this.#release());
    };
  }

  /** Settles when nothing is under way. */
  quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setImmediate(() => this.#release());
    });
  }

  #release(): void {
    if (this.#underWay > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
