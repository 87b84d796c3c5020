import * as z from 'zod/mini';
import { type Deps, decide } from '../actions/decide.ts';
import { agreementId, defineTask } from './task.ts';

/** Task of onboarding: the days to answer the offer of a freed seat are over. */
export const lapseOffer = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId }), async ({ agreementId }, now) => {
    const { refusal } = await decide(deps(now), agreementId, { type: 'offer_lapsed' });
    return { outcome: refusal ?? 'lapsed' };
  });
