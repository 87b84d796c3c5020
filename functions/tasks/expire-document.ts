import * as z from 'zod/mini';
import { type Deps, decide } from '../actions/decide.ts';
import { agreementId, defineTask, localId } from './task.ts';

/** Task of signing: the document's last day is over. */
export const expireDocument = (deps: (now: string) => Deps) =>
  defineTask(z.object({ agreementId, documentId: localId }), async ({ agreementId, documentId }, now) => {
    const { refusal } = await decide(deps(now), agreementId, { type: 'document_expired', documentId });
    return { outcome: refusal ?? 'expired' };
  });
