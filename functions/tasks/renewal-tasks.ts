import * as z from 'zod/mini';
import { type Deps, decide } from '../actions/decide.ts';
import { decideRenewal } from '../actions/decide-renewal.ts';
import { planRenewal } from '../actions/plan-renewal.ts';
import { agreementId, count, defineTask } from './task.ts';

const input = z.object({ agreementId, term: count });
type DepsAt = (now: string) => Deps;

/** Task of renewal: the next term's price and its notices. */
export const planRenewalTask = (deps: DepsAt) =>
  defineTask(input, async ({ agreementId, term }, now) => ({
    outcome: await planRenewal(deps(now), agreementId, term),
  }));

/** Task of renewal: the renewal date has come. */
export const decideRenewalTask = (deps: DepsAt) =>
  defineTask(input, async ({ agreementId }, now) => ({ outcome: await decideRenewal(deps(now), agreementId) }));

/** Task of renewal: thirty days after its date, nobody has decided. */
export const escalateRenewal = (deps: DepsAt) =>
  defineTask(input, async ({ agreementId }, now) => {
    const { refusal } = await decide(deps(now), agreementId, { type: 'grace_over' });
    return { outcome: refusal ?? 'escalated' };
  });
