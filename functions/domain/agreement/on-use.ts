import { recordUse } from '../use/service-use.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { decided } from './with.ts';

/** Staff record that a member had an included service. The trail names the use, not the service: that is about health. */
export function onUse(
  agreement: Agreement,
  { type, use, by }: Extract<AgreementEvent, { type: 'service_used' }>,
  now: string,
  timeZone: string,
): Outcome {
  if (agreement.terms.length === 0) return { refusal: 'document_closed' };
  const recorded = recordUse(agreement, agreement.uses, { ...use, recordedAt: now, recordedBy: by }, timeZone);
  if ('refusal' in recorded) return recorded;
  return decided({ ...agreement, uses: [...agreement.uses, recorded.use] }, type, { useId: use.useId, by });
}
