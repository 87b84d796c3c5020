import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { type Deps, decide, NoAgreementError } from '../actions/decide.ts';
import { type MailEvent, noteMailEvent } from '../actions/note-mail-event.ts';
import { sendByPost } from '../actions/send-by-post.ts';
import { env } from '../adapters/env.ts';
import { isId, isSlug } from '../adapters/ids.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { logger } from '../adapters/log.ts';
import { noteFailedMail } from '../adapters/table/failed-mail-store.ts';
import type { Owner } from '../adapters/table/keys.ts';
import { allToSign } from '../adapters/table/roster-store.ts';
import { openTable } from '../adapters/table/table.ts';
import type { AgreementEvent, Wish } from '../domain/agreement/events.ts';
import { agreementId, count, endingId, localId, noticeKey, owner } from '../tasks/task.ts';

const settings = env('events');
const standing = { table: openTable(settings.TABLE_NAME), timeZone: settings.TIME_ZONE };

/** Step Functions: an execution failed, timed out or was aborted. Its input holds ids only. */
const FailedExecution = z.object({
  name: z.string(),
  status: z.string(),
  stateMachineArn: z.string(),
  input: z.string(),
});

/** Whom an execution is about. */
const About = z.union([
  z.object({ owner }),
  z.pipe(
    z.object({ agreementId }),
    z.transform(({ agreementId: id }) => ({ owner: { kind: 'agreement' as const, id } })),
  ),
]);

/** What an execution was for, by the name of its machine and its input. */
const Wished: z.ZodMiniType<Wish> = z.discriminatedUnion('workflow', [
  z.object({ workflow: z.literal('onboarding') }),
  z.object({ workflow: z.literal('signing'), documentId: localId }),
  z.object({ workflow: z.literal('billing'), invoiceId: localId }),
  z.object({ workflow: z.literal('renewal'), term: count }),
  z.object({ workflow: z.literal('termination'), ending: endingId }),
  z.object({ workflow: z.literal('notice'), noticeKey }),
]);

/** SES event publishing: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const MailDetail = z.object({
  eventType: z.enum(['Send', 'Delivery', 'Bounce', 'Complaint', 'DeliveryDelay', 'Reject']),
  mail: z.object({
    messageId: z.string(),
    destination: z.array(z.string()),
    tags: z.object({ owner: z.array(z.string()), notice: z.array(z.string()) }),
  }),
  bounce: z.optional(z.object({ bounceType: z.string(), bounceSubType: z.optional(z.string()) })),
  complaint: z.optional(
    z.object({
      complaintSubType: z.optional(z.nullable(z.string())),
      complaintFeedbackType: z.optional(z.nullable(z.string())),
    }),
  ),
});

/**
 * Of bounces that SES calls transient, those that it tells once it has given up on the mail itself. A `General` one may be
 * a machine's answer to a mail that arrived, so it is only noted, and looked at in the morning.
 */
const givenUp: readonly string[] = ['MailboxFull', 'MessageTooLarge', 'ContentRejected', 'AttachmentRejected'];

/** On the account's own list, or on the one that SES keeps for all. */
const suppressed: readonly string[] = ['OnAccountSuppressionList', 'Suppressed'];

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
  const input = parsed(execution.data.input);
  const about = z.safeParse(About, input).data?.owner;
  logger.error('execution failed', { machine, execution: name, status, ownerId: about?.id });
  if (about === undefined) return;
  // Of one that somebody began by hand with half an input nothing can be said but that it failed.
  const wish = z.safeParse(Wished, { ...input, workflow: machine.replace('perennial-', '') }).data;
  const deps = { ...standing, now };
  if (about.kind === 'agreement') return needsAttention(deps, about.id, `execution_${status.toLowerCase()}`, wish);
  if (about.kind === 'panel') return notDelivered(deps, about);
  if (wish?.workflow !== 'notice') return;
  const run = Number(/-r([1-9]\d*)$/.exec(name)?.[1] ?? 1);
  await noteFailedMail(deps.table, about.id, { noticeKey: wish.noticeKey, at: now, run });
}

async function needsAttention(deps: Deps, agreementId: string, code: string, wish?: Wish): Promise<void> {
  await happened(deps, agreementId, { type: 'attention_needed', code, ...(wish === undefined ? {} : { wish }) });
}

/** Whether it is so now, by this event or since before. */
async function happened(deps: Deps, agreementId: string, event: AgreementEvent): Promise<boolean> {
  try {
    const { refusal } = await decide(deps, agreementId, event);
    return refusal === undefined || refusal === 'nothing_changes';
  } catch (error) {
    // An execution that somebody started by hand for an agreement that never was.
    if (!(error instanceof NoAgreementError)) throw error;
    return false;
  }
}

function parsed(input: string): object | undefined {
  try {
    return Object(JSON.parse(input));
  } catch {
    return undefined;
  }
}

async function noteMail(detail: unknown, at: string): Promise<void> {
  const parsed = z.safeParse(MailDetail, detail);
  const event = parsed.success ? toMailEvent(parsed.data, at) : undefined;
  if (event === undefined) return void logger.warn('mail event that is not for us', { source: 'aws.ses' });
  await noteMailEvent(standing.table, event);
  await follow({ ...standing, now: new Date().toISOString() }, event);
  logger.info('mail event', { type: event.type, ownerId: event.owner.id, notice: event.noticeKey });
}

/** Somebody must be reached in another way. What was complained about has arrived, and only what comes later is a letter. */
async function follow(deps: Deps, event: MailEvent): Promise<void> {
  const { owner, noticeKey, type } = event;
  const isLost = type === 'Reject' || event.isFinal;
  const isOnPaper = owner.kind === 'agreement' && (await isEmailRefused(deps, event));
  const isUnread = isLost || (type === 'Complaint' && owner.kind === 'panel');
  if (isUnread && !isOnPaper) await notDelivered(deps, owner);
  if (isLost) await sendByPost(deps, owner, noticeKey, isOnPaper);
}

/** Whether somebody of the agreement gets nothing by mail any more, by what this event tells. */
async function isEmailRefused(deps: Deps, { owner, type, isSuppressed, email, at }: MailEvent): Promise<boolean> {
  if (type !== 'Complaint' && !isSuppressed) return false;
  const because = isSuppressed ? 'suppressed' : 'complaint';
  return happened(deps, owner.id, { type: 'email_refused', email, because, at });
}

/** A physician who does not get the day's mail keeps everybody waiting. */
async function notDelivered(deps: Deps, { kind, id }: Owner): Promise<void> {
  if (kind === 'agreement') return needsAttention(deps, id, 'mail_not_delivered');
  if (kind !== 'panel') return;
  for (const { agreementId, physicianId } of await allToSign(deps.table)) {
    if (physicianId === id) await needsAttention(deps, agreementId, 'physician_not_reached');
  }
}

function toMailEvent(detail: z.infer<typeof MailDetail>, at: string): MailEvent | undefined {
  const { eventType, mail, bounce, complaint } = detail;
  const [kind, id] = (mail.tags.owner[0] ?? '').split('_');
  const noticeKey = mail.tags.notice[0];
  if (id === undefined || noticeKey === undefined) return undefined;
  if (kind !== 'application' && kind !== 'agreement' && kind !== 'panel') return undefined;
  if (kind === 'panel' ? !isSlug(id) : !isId(id)) return undefined;
  // "This is no spam": https://www.iana.org/assignments/marf-parameters/marf-parameters.xhtml
  if (complaint?.complaintFeedbackType === 'not-spam') return undefined;
  const { bounceType, bounceSubType = '' } = bounce ?? {};
  const isPermanent = bounceType === 'Permanent';
  const isFinal = isPermanent || (bounceType === 'Transient' && givenUp.includes(bounceSubType));
  const owner: Owner = { kind, id };
  const about = {
    owner,
    noticeKey,
    messageId: mail.messageId,
    email: mail.destination[0] ?? '',
    at: new Date(at).toISOString(),
  };
  // Of an address that stands on the list since a complaint, SES tells a complaint about a mail that it never sent.
  if (suppressed.includes(complaint?.complaintSubType ?? '')) {
    return { ...about, type: 'Bounce', isFinal: true, isSuppressed: true };
  }
  const isSuppressed = isPermanent && suppressed.includes(bounceSubType);
  return { ...about, type: eventType, isFinal, isSuppressed };
}
