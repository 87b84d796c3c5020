import { personOf } from '../domain/agreement/agreement.ts';
import { firstChargeCents } from '../domain/agreement/first-term.ts';
import { addToInstant, practiceDate } from '../domain/calendar/practice-time.ts';
import type { NoticeTopic } from '../domain/notices/notice.ts';
import { isPayerAsked } from '../domain/signing/signers.ts';
import { closedPayerMail } from '../pages/mails/closed.ts';
import { payerRequestMail } from '../pages/mails/payer-request.ts';
import { firstNames } from './compose-signing-notice.ts';
import { type ComposedNotice, type NoticeContext, toParty } from './composed-notice.ts';

const payerLinkDays = 30;

/** Asks whoever is to pay without signing, or tells them that it came to nothing; undefined when it has become pointless. */
export function composePayerNotice(
  { deps, book, agreement, physician }: NoticeContext,
  topic: Extract<NoticeTopic, { kind: 'payer' | 'payerreminder' | 'payerfresh' | 'closedpayer' }>,
): ComposedNotice | undefined {
  const { payer, agreementId } = agreement;
  const { practice } = book;
  if (payer === undefined) return undefined;
  const to = toParty(personOf(agreement, payer));
  const { firstName } = to.reader;
  const patients = firstNames(agreement.members);
  if (topic.kind === 'closedpayer') return { ...to, mail: () => closedPayerMail({ practice, firstName, patients }) };
  if (!isPayerAsked(agreement)) return undefined;
  const props = {
    practice,
    firstName,
    patients,
    physicianName: physician.name,
    amountCents: firstChargeCents(agreement, practiceDate(deps.now, deps.timeZone)),
    isReminder: topic.kind === 'payerreminder',
  };
  return {
    ...to,
    link: {
      path: 'payer',
      target: { purpose: 'payer', agreementId, partyId: payer.partyId, generation: payer.links ?? 0 },
      expiresAt: addToInstant(deps.now, { days: payerLinkDays }),
    },
    mail: (url) => payerRequestMail({ ...props, link: url }),
  };
}
