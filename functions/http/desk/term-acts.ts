import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { addDays } from '../../domain/calendar/practice-time.ts';
import { serviceNames } from '../../domain/use/service-use.ts';
import type { Acting, ActTable } from './acting.ts';
import { howWords, media } from './media.ts';

/** What happens in the year that runs, and whether another follows. */
export const termActs = {
  use: { act: 'record_use', event: recordService },
  renew: {
    act: 'record_renewal',
    event: ({ checks, by }) => ({ type: 'renewal_accepted', medium: checks.choice('medium', media, howWords), by }),
  },
  cancel: { act: 'record_cancellation', event: recordCancellation },
  end: { act: 'end_agreement', event: endAgreement },
  'undo-ending': { act: 'record_cancellation', event: ({ by }) => ({ type: 'ending_undone', by }) },
} satisfies ActTable;

function recordService({ request, loaded, checks, by, today }: Acting): AgreementEvent {
  const { members } = loaded.agreement;
  const service = checks.choice('service', serviceNames(loaded.agreement), 'Please choose the service.');
  const ids = members.map(({ memberId }) => memberId);
  const [only = '', ...others] = ids;
  const memberId = others.length === 0 ? only : checks.choice('member', ids, 'Please choose for whom.');
  const on = checks.day('on', { from: addDays(today, -400), to: today });
  if (on === '') checks.say('on', 'Please enter the day.');
  return { type: 'service_used', use: { useId: request.form.useId ?? '', service, memberId, on }, by };
}

/** By whatever way it came; the day on which it was received governs. */
function recordCancellation({ request, checks, by, today }: Acting): AgreementEvent {
  const medium = checks.choice('medium', media, howWords);
  const noticeReceivedOn = checks.day('receivedOn', { from: addDays(today, -60), to: today });
  if (noticeReceivedOn === '') checks.say('receivedOn', 'Please enter the day on which it came.');
  const how = checks.choice('how', ['at-term-end', 'on-date'] as const, 'Please choose what they want.');
  const endsOn = checks.day('endsOn', { from: addDays(today, -60), to: addDays(today, 400) });
  if (how === 'on-date' && endsOn === '') checks.say('endsOn', 'Please enter the last day.');
  const { coolingOffDays } = request.book.practice;
  const about = { by: 'patient', how, noticeReceivedOn, medium, coolingOffDays, recordedBy: by } as const;
  return { type: 'ending_noticed', ...about, ...(how === 'on-date' ? { endsOn } : {}) };
}

function endAgreement({ request, checks, by, today }: Acting): AgreementEvent {
  const noticeReceivedOn = checks.day('postedOn', { from: addDays(today, -60), to: today });
  if (noticeReceivedOn === '') checks.say('postedOn', 'Please enter the day on which the letter was posted.');
  const endsOn = checks.day('endsOn', { from: today, to: addDays(today, 400) });
  if (endsOn === '') checks.say('endsOn', 'Please enter the last day.');
  const reason = checks.text('reason', 'the reason', { max: 500 });
  const about = { by: 'practice', how: 'on-date', endsOn, noticeReceivedOn, medium: 'letter' } as const;
  return { type: 'ending_noticed', ...about, reason, atOnce: request.form.atOnce === 'yes', recordedBy: by };
}
