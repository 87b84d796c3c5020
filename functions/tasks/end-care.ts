import * as z from 'zod/mini';
import { type Deps, decide } from '../actions/decide.ts';
import { agreementId, defineTask, endingId } from './task.ts';

/** Task of termination: the last day of care is over. Executions of an older definition do not say which ending. */
export const endCare = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, ending: z.optional(endingId) }), async ({ agreementId, ending }, now) => {
    const who = typeof ending === 'string' ? { memberId: ending } : {};
    const { refusal } = await decide(deps(now), agreementId, { type: 'care_ended', ...who });
    return { outcome: refusal ?? 'ended' };
  });
