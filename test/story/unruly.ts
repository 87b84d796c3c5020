import { setTimeout as pause } from 'node:timers/promises';
import { reorder } from '../../local/faults/reorder.ts';
import type { InvocationHook } from '../../local/lambda/lambda.ts';

/** People get one answer to what they ask; all else are messages, which may come twice and in any order. */
const answersPeople = ['perennial-patient', 'perennial-desk', 'perennial-practice'];
const overtakeMilliseconds = 30;

/**
 * Every message twice and reordered: a batch of the table's stream comes the other way round and then as it was, every
 * second message is overtaken by the next one of its function, and each task and event runs twice.
 */
export function unruly(): InvocationHook {
  const ended = new Map<string, (() => void)[]>();
  let count = 0;
  return async ({ functionName, payload }, run) => {
    if (answersPeople.includes(functionName)) return run();
    count += 1;
    if (count % 2 === 0) await Promise.race([nextOf(functionName), pause(overtakeMilliseconds)]);
    try {
      await run(reorder(payload));
      return await run();
    } finally {
      for (const resolve of ended.get(functionName)?.splice(0) ?? []) resolve();
    }
  };

  function nextOf(functionName: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    ended.set(functionName, [...(ended.get(functionName) ?? []), resolve]);
    return promise;
  }
}
