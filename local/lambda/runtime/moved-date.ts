/**
 * Replaces the global `Date` of this thread by one that follows the cloud's clock. Must run before the bundle is loaded,
 * since a module may keep `Date` or `Date.now`. Temporal's polyfill reads `Date.now` and so follows, too.
 */
export function moveDate(shared: Float64Array): void {
  const RealDate = globalThis.Date;
  const realNow = RealDate.now;
  const now = () => {
    const frozen = shared[1] ?? Number.NaN;
    return Number.isNaN(frozen) ? Math.round(realNow() + (shared[0] ?? 0)) : frozen;
  };
  RealDate.now = now;
  const MovedDate = new Proxy(RealDate, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.prototype.constructor = MovedDate;
  globalThis.Date = MovedDate;
}
