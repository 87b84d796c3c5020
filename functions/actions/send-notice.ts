import { newToken } from '../adapters/ids.ts';
import { MailBlockedError, type Mailer, type OutgoingMail, sendMail } from '../adapters/mail/mail.ts';
import { takeOffSuppressionList } from '../adapters/mail/suppression-list.ts';
import { loadAgreement } from '../adapters/table/agreement-store.ts';
import type { Owner } from '../adapters/table/keys.ts';
import { putLink } from '../adapters/table/link-store.ts';
import { claimNotice, noteSent, noteUnmailed, noteUnsent, readNotice } from '../adapters/table/notice-store.ts';
import { noteMailBlocked, readPractice } from '../adapters/table/practice-store.ts';
import type { Agreement } from '../domain/agreement/agreement.ts';
import { isMarked } from '../domain/agreement/with.ts';
import { secondsBetween } from '../domain/calendar/practice-time.ts';
import { isFirstSinceCorrected } from '../domain/notices/addressee.ts';
import { claimedUntil, isSent } from '../domain/notices/notice.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import { composeNotice } from './compose-notice.ts';
import { type Deps, decide } from './decide.ts';

export interface MailDeps extends Deps {
  mailer: Mailer;
  /** Without a slash at its end. */
  publicUrl: string;
}

export type SendOutcome = { outcome: 'sent' | 'pointless' } | { outcome: 'later'; retryAfterSeconds: number };

const retryAfterSeconds: Record<MailBlockedError['code'], number> = {
  throttled: 60,
  quota_used_up: 3600,
  sender_not_verified: 6 * 3600,
  sending_paused: 6 * 3600,
  mail_refused: 24 * 3600,
};

/**
 * Sends the mail of a notice key once: claimed, sent with tags that name it, and noted. A claim without a note waits ten
 * minutes for the mail service's send event, so a mail goes out twice only when a crash falls between sending and both.
 * For whoever is on paper it lies with the letters to be posted instead; to whoever has died nothing goes.
 */
export async function sendNotice(deps: MailDeps, owner: Owner, noticeKey: string): Promise<SendOutcome> {
  const before = await readNotice(deps.table, owner, noticeKey);
  if (isSent(before)) return { outcome: 'sent' };
  const heldUntil = claimedUntil(before, deps.now);
  if (heldUntil !== undefined) return later(secondsBetween(deps.now, heldUntil));

  const book = await readPractice(deps.table);
  const loaded = owner.kind === 'agreement' ? await loadAgreement(deps.table, owner.id) : undefined;
  const agreement = loaded?.agreement;
  const composed = await composeNotice(deps, book, owner, agreement, noticeKey);
  if (composed === undefined) {
    await settleBlocked(deps, owner, agreement);
    return { outcome: 'pointless' };
  }
  const { reader, byPost, link, page = '/', notBefore } = composed;
  if (notBefore !== undefined && notBefore > deps.now) return later(secondsBetween(deps.now, notBefore));
  if (reader.died !== undefined || byPost || reader.email === undefined) {
    const state = reader.died === undefined ? 'letter' : 'withheld';
    await noteUnmailed(deps.table, owner, { noticeKey, before, now: deps.now, state });
    await settleBlocked(deps, owner, agreement);
    return { outcome: 'sent' };
  }

  const token = newToken();
  const beside = link === undefined ? [] : [putLink(deps.table, token, { ...link.target, expiresAt: link.expiresAt })];
  const isClaimed = await claimNotice(deps.table, owner, { noticeKey, before, now: deps.now }, beside);
  if (!isClaimed) return later(60);

  const below = link?.page === undefined ? '' : `/${link.page}`;
  const url = link === undefined ? `${deps.publicUrl}${page}` : `${deps.publicUrl}/${link.path}/${token}${below}`;
  const tags = { owner: `${owner.kind}_${owner.id}`, notice: noticeKey };
  const isNew = loaded !== undefined && isFirstSinceCorrected(loaded.agreement, noticeKey, loaded.notices.values());
  const mail = { to: reader.email, ...composed.mail(url), tags };
  return dispatch(deps, { owner, noticeKey, book, agreement, isNew }, mail);
}

async function dispatch(
  deps: MailDeps,
  about: {
    owner: Owner;
    noticeKey: string;
    book: PracticeBook;
    agreement: Agreement | undefined;
    /** The first to an address that staff corrected: it may have been suppressed before. */
    isNew: boolean;
  },
  mail: OutgoingMail,
): Promise<SendOutcome> {
  const { owner, noticeKey, book, agreement, isNew } = about;
  let messageId: string;
  try {
    if (isNew) await takeOffSuppressionList(deps.mailer, mail.to);
    messageId = await sendMail(deps.mailer, mail);
  } catch (error) {
    if (!(error instanceof MailBlockedError)) throw error;
    await noteUnsent(deps.table, owner, noticeKey, deps.now);
    if (error.code === 'sender_not_verified') await noteMailBlocked(deps.table, deps.now);
    if (error.code !== 'throttled' && agreement !== undefined) {
      await decide(deps, owner.id, { type: 'attention_needed', code: 'mail_blocked' });
    }
    return later(retryAfterSeconds[error.code]);
  }
  await noteSent(deps.table, owner, noticeKey, { messageId, at: deps.now });
  if (book.mailBlockedSince !== undefined) await noteMailBlocked(deps.table, undefined);
  await settleBlocked(deps, owner, agreement);
  return { outcome: 'sent' };
}

/** What was blocked is out, or is not to go out any more. Another mail that is blocked still marks the agreement again. */
async function settleBlocked(deps: MailDeps, owner: Owner, agreement: Agreement | undefined): Promise<void> {
  if (agreement === undefined || !isMarked(agreement, 'mail_blocked')) return;
  await decide(deps, owner.id, { type: 'attention_settled', code: 'mail_blocked' });
}

/** A few per cent apart, so that all that waited does not come back at one moment. */
function later(seconds: number): SendOutcome {
  return { outcome: 'later', retryAfterSeconds: Math.max(1, Math.ceil(seconds * (1 + Math.random() / 20))) };
}
