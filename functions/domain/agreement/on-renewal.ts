import { addDays, practiceDate } from '../calendar/practice-time.ts';
import { laterOf } from '../notices/rule-window.ts';
import { changedTerms, signingOf } from '../renewal/changed-terms.ts';
import { mayRenewByItself } from '../renewal/consent.ts';
import { daysToTellPayer, isToldOfTerms } from '../renewal/payer-notice.ts';
import { graceOverOn } from '../renewal/renewal-step.ts';
import { nextDocumentId } from '../signing/later-document.ts';
import type { SignedDocument } from '../signing/signed-document.ts';
import { installments } from '../term/term.ts';
import type { Agreement } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { draftOf } from './first-term.ts';
import { earliestDue, withNextDate } from './next-date.ts';
import { decided, isMarked, withMark, withoutMark, withStatus } from './with.ts';

type RenewalEvent = Extract<
  AgreementEvent,
  { type: 'renewal_planned' | 'renewal_accepted' | 'renewal_due' | 'grace_over' }
>;

/** The next term: prepared, said yes to, and decided on its first day. A no is an ending (on-ending.ts). */
export function onRenewal(agreement: Agreement, event: RenewalEvent, now: string, timeZone: string): Outcome {
  const { status, renewal } = agreement;
  if (status !== 'active' && status !== 'in_grace') return { refusal: 'document_closed' };
  if (event.type === 'renewal_planned') return plan(agreement, event);
  if (renewal === undefined) return { refusal: 'nothing_due' };
  const today = practiceDate(now, timeZone);
  switch (event.type) {
    case 'renewal_accepted': {
      if (renewal.documentId !== undefined) return { refusal: 'to_be_signed' };
      const { type, medium, by, evidence } = event;
      const who = by === undefined ? {} : { by };
      // The term begins where the one before it ends, however early or late the yes.
      return renew(agreement, now, today, { type, data: { medium, ...who, ...evidence } });
    }
    case 'renewal_due': {
      if (status === 'in_grace' || today < renewal.startsOn) return { refusal: 'nothing_changes' };
      const { unproven } = event;
      if (signingOf(agreement) === 'done') return renewBySignature(agreement, now, today);
      if (mayRenewByItself(agreement) && unproven.length === 0) {
        return renew(agreement, now, today, { type: 'renewed_by_itself', data: {} });
      }
      const data = { term: renewal.term, unproven, unmet: renewal.unmet };
      const wishes = [{ workflow: 'renewal' as const, term: renewal.term }];
      const inGrace = withStatus(withTimeToSign(agreement), 'in_grace', now);
      return decided(withNextDate(inGrace), 'grace_begun', data, wishes);
    }
    case 'grace_over': {
      const isTold = isMarked(agreement, 'renewal_undecided');
      if (isTold || status !== 'in_grace' || today < graceOverOn(renewal)) return { refusal: 'nothing_changes' };
      return decided(withMark(agreement, 'renewal_undecided', now), event.type, { term: renewal.term });
    }
  }
}

function plan(agreement: Agreement, { renewal, terms }: Extract<RenewalEvent, { type: 'renewal_planned' }>): Outcome {
  if (agreement.renewal !== undefined) return { refusal: 'nothing_changes' };
  if (renewal.term !== (agreement.terms.at(-1)?.number ?? 0) + 1) return { refusal: 'nothing_changes' };
  const { term, startsOn, plan, price, notices, unmet } = renewal;
  const oldFeeCents = agreement.price.feeCents;
  const data = {
    term,
    startsOn,
    planVersion: plan.version,
    feeCents: price.feeCents,
    ...(oldFeeCents === price.feeCents ? {} : { oldFeeCents }),
    notices: notices.map(({ on }) => on),
    unmet,
  };
  const planned = withNextDate({ ...agreement, renewal });
  if (terms === undefined) return decided(planned, 'renewal_planned', data);
  // The text is kept under this id: another document that came between has it now.
  const { documentId } = renewal;
  if (documentId === undefined || documentId !== nextDocumentId(agreement)) return { refusal: 'nothing_changes' };
  const documents = [...agreement.documents, changedTerms(agreement, terms)];
  return decided({ ...planned, documents }, 'renewal_planned', { ...data, documentId, ...terms }, [
    { workflow: 'signing', documentId },
  ]);
}

/** Changed terms may still be signed in the days of grace; their document is over when those are. */
export function withTimeToSign(agreement: Agreement): Agreement {
  const { renewal, documents } = agreement;
  if (renewal === undefined) return agreement;
  const expiresOn = graceOverOn(renewal);
  const isShort = ({ documentId, status, expiresOn: day = '' }: SignedDocument) =>
    documentId === renewal.documentId && status === 'open' && day < expiresOn;
  return { ...agreement, documents: documents.map((one) => (isShort(one) ? { ...one, expiresOn } : one)) };
}

/** Both sides have signed the terms of the next term: it begins where the one before it ends. */
export function renewBySignature(agreement: Agreement, now: string, today: string): Outcome {
  const data = { documentId: agreement.renewal?.documentId };
  return renew(agreement, now, today, { type: 'renewed_by_signature', data });
}

/**
 * The next term and its installments; each is opened on its day. Whoever pays without signing is charged nothing before they
 * have been told: a yes of others is not theirs. Where nobody had to say yes, they were told long before. Before a year is
 * settled nobody gets an invoice of it, so a check has its days from then on.
 */
function renew(
  agreement: Agreement,
  now: string,
  today: string,
  why: { type: string; data: Record<string, unknown> },
): Outcome {
  // Where a year was decided late, the next may be to prepare on that very day.
  const { renewal, formerPlan: _, cameOn: __, ...rest } = agreement;
  if (renewal === undefined) return { refusal: 'nothing_due' };
  const { term: number, startsOn, endsOn, plan, price, payerRound } = renewal;
  const term = { number, startsOn, endsOn, feeCents: price.feeCents, ...(payerRound ? { payerRound } : {}) };
  const isToBeTold = why.type !== 'renewed_by_itself' && rest.payer !== undefined && isToldOfTerms(rest.payer);
  const told = isToBeTold ? addDays(today, daysToTellPayer) : startsOn;
  const first = laterOf(told, earliestDue(rest, today));
  const drafts = installments(term, price.feeCents, plan.installments).map((one) => {
    const draft = draftOf(number, one);
    return draft.dueOn < first ? { ...draft, notBefore: first } : draft;
  });
  // Said yes to long before, the year that runs stays at what it was sold at. Kept once too often it does no harm.
  const soldAt = { plan: rest.plan, price: rest.price };
  const isOther = JSON.stringify(soldAt) !== JSON.stringify({ plan, price });
  const terms = [...rest.terms.map((one) => (isOther ? { soldAt, ...one } : one)), term];
  const renewed = { ...rest, plan, price, terms, invoices: [...rest.invoices, ...drafts] };
  const inForce = rest.status === 'active' ? renewed : withStatus(renewed, 'active', now);
  return decided(
    withNextDate(withoutMark(inForce, 'renewal_undecided')),
    why.type,
    { ...why.data, term: { ...term } },
    [{ workflow: 'renewal', term: number }],
  );
}
