import type { Clock } from './clock.ts';
import type { Timer, Timers } from './timers.ts';
import type { Work } from './work.ts';

/**
 * Moves the clock to `target` (milliseconds) and runs everything that falls due on the way, in strict order of due time,
 * each instant only when all that went before it is quiet. Answers when all is quiet at the target. `onFire` is told of each.
 */
export async function jumpTo(
  target: number,
  cloud: { clock: Clock; timers: Timers; work: Work },
  onFire: (timer: Timer) => void = () => {},
): Promise<void> {
  const { clock, timers, work } = cloud;
  timers.stop();
  try {
    clock.freeze(clock.now());
    await work.quiet();
    for (let timer = timers.next(); timer !== undefined && timer.due <= target; timer = timers.next()) {
      clock.freeze(Math.max(clock.now(), timer.due));
      onFire(timer);
      await timers.fire(timer);
      await work.quiet();
    }
    clock.freeze(Math.max(clock.now(), target));
  } finally {
    clock.follow();
    timers.start();
  }
}
