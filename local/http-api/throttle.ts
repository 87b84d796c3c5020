/** A token bucket: so many requests at once, and so many more each second. */
export class Throttle {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #seconds: () => number;
  #tokens: number;
  #filledAt: number;

  /** Measured in real time: the cloud's clock may stand still while requests come in. */
  constructor(burst: number, perSecond: number, seconds = () => performance.now() / 1000) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#seconds = seconds;
    this.#tokens = burst;
    this.#filledAt = seconds();
  }

  /** Says whether one more request may pass now. */
  allows(): boolean {
    const now = this.#seconds();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#perSecond);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
