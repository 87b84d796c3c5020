import * as z from 'zod/mini';
import { type Deps, decide } from '../actions/decide.ts';
import { agreementId, defineTask } from './task.ts';

/** Task of termination: the last day of care is over. */
export const endCare = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId }), async ({ agreementId }, now) => {
    const { refusal } = await decide(deps(now), agreementId, { type: 'care_ended' });
    return { outcome: refusal ?? 'ended' };
  });
