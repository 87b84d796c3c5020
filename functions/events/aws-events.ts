import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { decide, NoAgreementError } from '../actions/decide.ts';
import { type MailEvent, noteMailEvent } from '../actions/note-mail-event.ts';
import { sendByPost } from '../actions/send-by-post.ts';
import { env } from '../adapters/env.ts';
import { isId, isSlug } from '../adapters/ids.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { logger } from '../adapters/log.ts';
import type { Owner } from '../adapters/table/keys.ts';
import { allToSign } from '../adapters/table/roster-store.ts';
import { openTable } from '../adapters/table/table.ts';

const settings = env('events');
const standing = { table: openTable(settings.TABLE_NAME), timeZone: settings.TIME_ZONE };

/** Step Functions: an execution failed, timed out or was aborted. Its input holds ids only. */
const FailedExecution = z.object({
  name: z.string(),
  status: z.string(),
  stateMachineArn: z.string(),
  input: z.string(),
});

/** SES event publishing: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const MailDetail = z.object({
  eventType: z.enum(['Send', 'Delivery', 'Bounce', 'Complaint', 'DeliveryDelay', 'Reject']),
  mail: z.object({
    messageId: z.string(),
    tags: z.object({ owner: z.array(z.string()), notice: z.array(z.string()) }),
  }),
  bounce: z.optional(z.object({ bounceType: z.string() })),
});

/** What EventBridge tells. An event that is not ours, or cannot be read, is logged by its kind and let go. */
export const handler = middy<EventBridgeEvent<string, unknown>, void>(noEarlyTimeout).handler(async (event) => {
  const now = new Date().toISOString();
  if (event.source === 'aws.states') return noteFailedExecution(event.detail, now);
  if (event.source === 'aws.ses') return noteMail(event.detail, event.time);
  logger.warn('event of another source', { source: event.source });
});

async function noteFailedExecution(detail: unknown, now: string): Promise<void> {
  const execution = z.safeParse(FailedExecution, detail);
  if (!execution.success) return void logger.error('unreadable event', { source: 'aws.states' });
  const { name, status, stateMachineArn } = execution.data;
  const machine = stateMachineArn.split(':').at(-1) ?? '';
  const agreementId = agreementOf(execution.data.input);
  logger.error('execution failed', { machine, execution: name, status, agreementId });
  if (agreementId === undefined) return;
  await needsAttention(agreementId, `execution_${status.toLowerCase()}`, now);
}

async function needsAttention(agreementId: string, code: string, now: string): Promise<void> {
  try {
    await decide({ ...standing, now }, agreementId, { type: 'attention_needed', code });
  } catch (error) {
    // An execution that somebody started by hand for an agreement that never was.
    if (!(error instanceof NoAgreementError)) throw error;
  }
}

function agreementOf(input: string): string | undefined {
  try {
    const { agreementId, owner } = JSON.parse(input) as { agreementId?: string; owner?: { kind: string; id: string } };
    const id = agreementId ?? (owner?.kind === 'agreement' ? owner.id : undefined);
    return id !== undefined && isId(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

async function noteMail(detail: unknown, at: string): Promise<void> {
  const parsed = z.safeParse(MailDetail, detail);
  const event = parsed.success ? toMailEvent(parsed.data, at) : undefined;
  if (event === undefined) return void logger.warn('mail event without our tags', { source: 'aws.ses' });
  await noteMailEvent(standing.table, event);
  if (event.type === 'Complaint' || event.type === 'Reject' || event.isPermanent) await notDelivered(event.owner);
  const now = new Date().toISOString();
  if (event.type === 'Reject' || event.isPermanent)
    await sendByPost({ ...standing, now }, event.owner, event.noticeKey);
  logger.info('mail event', { type: event.type, ownerId: event.owner.id, notice: event.noticeKey });
}

/** Somebody must reach them in another way. A physician who does not get the day's mail keeps everybody waiting. */
async function notDelivered({ kind, id }: Owner): Promise<void> {
  const now = new Date().toISOString();
  if (kind === 'agreement') return needsAttention(id, 'mail_not_delivered', now);
  if (kind !== 'panel') return;
  for (const { agreementId, physicianId } of await allToSign(standing.table)) {
    if (physicianId === id) await needsAttention(agreementId, 'physician_not_reached', now);
  }
}

function toMailEvent({ eventType, mail, bounce }: z.infer<typeof MailDetail>, at: string): MailEvent | undefined {
  const [kind, id] = (mail.tags.owner[0] ?? '').split('_');
  const noticeKey = mail.tags.notice[0];
  if (id === undefined || noticeKey === undefined) return undefined;
  if (kind !== 'application' && kind !== 'agreement' && kind !== 'panel') return undefined;
  if (kind === 'panel' ? !isSlug(id) : !isId(id)) return undefined;
  return {
    owner: { kind, id },
    noticeKey,
    messageId: mail.messageId,
    type: eventType,
    isPermanent: bounce?.bounceType === 'Permanent',
    at: new Date(at).toISOString(),
  };
}
