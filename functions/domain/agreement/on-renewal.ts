import { practiceDate } from '../calendar/practice-time.ts';
import { mayRenewByItself } from '../renewal/consent.ts';
import { graceOverOn } from '../renewal/renewal-step.ts';
import { installments } from '../term/term.ts';
import type { Agreement, Renewal } from './agreement.ts';
import type { AgreementEvent, Outcome } from './events.ts';
import { draftOf } from './first-term.ts';
import { withNextDate } from './next-date.ts';
import { decided, isMarked, withMark, withoutMark, withStatus } from './with.ts';

type RenewalEvent = Extract<
  AgreementEvent,
  { type: 'renewal_planned' | 'renewal_accepted' | 'renewal_due' | 'grace_over' }
>;

/** The next term: prepared, said yes to, and decided on its first day. A no is an ending (on-ending.ts). */
export function onRenewal(agreement: Agreement, event: RenewalEvent, now: string, timeZone: string): Outcome {
  const { status, renewal } = agreement;
  if (status !== 'active' && status !== 'in_grace') return { refusal: 'document_closed' };
  if (event.type === 'renewal_planned') return plan(agreement, event.renewal);
  if (renewal === undefined) return { refusal: 'nothing_due' };
  const today = practiceDate(now, timeZone);
  switch (event.type) {
    case 'renewal_accepted': {
      const { type, medium, by, evidence } = event;
      const who = by === undefined ? {} : { by };
      // The term begins where the one before it ends, however early or late the yes.
      return renew(agreement, now, { type, data: { medium, ...who, ...evidence } });
    }
    case 'renewal_due': {
      if (status === 'in_grace' || today < renewal.startsOn) return { refusal: 'nothing_changes' };
      const { unproven } = event;
      if (mayRenewByItself(agreement) && unproven.length === 0) {
        return renew(agreement, now, { type: 'renewed_by_itself', data: {} });
      }
      const data = { term: renewal.term, unproven, unmet: renewal.unmet };
      const wishes = [{ workflow: 'renewal' as const, term: renewal.term }];
      return decided(withNextDate(withStatus(agreement, 'in_grace', now)), 'grace_begun', data, wishes);
    }
    case 'grace_over': {
      const isTold = isMarked(agreement, 'renewal_undecided');
      if (isTold || status !== 'in_grace' || today < graceOverOn(renewal)) return { refusal: 'nothing_changes' };
      return decided(withMark(agreement, 'renewal_undecided', now), event.type, { term: renewal.term });
    }
  }
}

function plan(agreement: Agreement, renewal: Renewal): Outcome {
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
  return decided(withNextDate({ ...agreement, renewal }), 'renewal_planned', data);
}

/** The next term and its installments; each is opened on its day. */
function renew(agreement: Agreement, now: string, why: { type: string; data: Record<string, unknown> }): Outcome {
  const { renewal, ...rest } = agreement;
  if (renewal === undefined) return { refusal: 'nothing_due' };
  const { term: number, startsOn, endsOn, plan, price } = renewal;
  const term = { number, startsOn, endsOn, feeCents: price.feeCents };
  const drafts = installments(term, price.feeCents, plan.installments).map((one) => draftOf(number, one));
  const renewed = { ...rest, plan, price, terms: [...rest.terms, term], invoices: [...rest.invoices, ...drafts] };
  const inForce = rest.status === 'active' ? renewed : withStatus(renewed, 'active', now);
  return decided(
    withNextDate(withoutMark(inForce, 'renewal_undecided')),
    why.type,
    { ...why.data, term: { ...term } },
    [{ workflow: 'renewal', term: number }],
  );
}
