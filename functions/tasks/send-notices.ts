import * as z from 'zod/mini';
import { type MailDeps, type SendOutcome, sendNotice } from '../actions/send-notice.ts';
import { defineTask, noticeKey, owner } from './task.ts';

/** Task of every machine that mails: sends what is due, and says when to come back for what may not be sent now. */
export const sendNotices = (deps: (now: string) => MailDeps) =>
  defineTask(
    z.object({ owner, noticeKeys: z.array(noticeKey).check(z.minLength(1), z.maxLength(20)) }),
    async ({ owner, noticeKeys }, now) => {
      const outcomes: SendOutcome[] = [];
      for (const noticeKey of noticeKeys) outcomes.push(await sendNotice(deps(now), owner, noticeKey));
      const waits = outcomes.flatMap((one) => (one.outcome === 'later' ? one.retryAfterSeconds : []));
      return waits.length === 0 ? { outcome: 'done' } : { outcome: 'later', retryAfterSeconds: Math.min(...waits) };
    },
  );
