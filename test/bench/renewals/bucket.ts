import type { BucketLimit } from './limits.ts';

/** Tokens that come back with time. */
export class Bucket {
  readonly #limit: BucketLimit;
  #tokens: number;
  #since = Number.NEGATIVE_INFINITY;

  constructor(limit: BucketLimit) {
    this.#limit = limit;
    this.#tokens = limit.burst;
  }

  /** Takes so many at once, or none. `now` is in seconds and never goes back. */
  tryTake(now: number, count = 1): boolean {
    this.#fill(now);
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }

  /** Takes so many in any case, and says how many seconds later they are there; never, where none come back. */
  takeLater(now: number, count = 1): number {
    this.#fill(now);
    this.#tokens -= count;
    return this.#tokens >= 0 ? 0 : -this.#tokens / this.#limit.perSecond;
  }

  #fill(now: number): void {
    const { burst, perSecond } = this.#limit;
    // At the first look it is as full as it was made.
    if (this.#since > Number.NEGATIVE_INFINITY) {
      this.#tokens = Math.min(burst, this.#tokens + (now - this.#since) * perSecond);
    }
    this.#since = now;
  }
}
