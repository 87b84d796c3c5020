import * as z from 'zod/mini';
import { type Deps, decide } from '../actions/decide.ts';
import { agreementId, defineTask, localId } from './task.ts';

/** Task of signing: the signers are asked from now on, and the document's last day is set. */
export const openSigning = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, documentId: localId }), async ({ agreementId, documentId }, now) => {
    const { refusal } = await decide(deps(now), agreementId, { type: 'signing_opened', documentId });
    return { outcome: refusal ?? 'opened' };
  });
