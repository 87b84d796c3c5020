import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused } from '../../../../functions/domain/agreement/events.ts';
import { restart } from '../../../../functions/domain/agreement/restart.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import type { SignedDocument } from '../../../../functions/domain/signing/signed-document.ts';
import { sideAsked } from '../../../../functions/domain/signing/signers.ts';
import { signingRound, signingStep } from '../../../../functions/domain/signing/signing-step.ts';
import { afterEvents, daysLater, decideOn, events, newYork } from '../../../support/builders.ts';
import { termsEvents, whenPrepared, withTerms } from '../../../support/changed-terms.ts';

const [lastDay, firstDay] = [daysLater(364), daysLater(365)];
const termsOf = ({ documents }: Agreement) => documents[1];
const due = { ...events.renewalDue, unproven: [] };
const decide = (agreement: Agreement, event: AgreementEvent, now = whenPrepared) => decideOn(agreement, event, now);
const refusal = (agreement: Agreement, event: AgreementEvent, now = whenPrepared) => {
  const outcome = transition(agreement, event, now, newYork);
  return isRefused(outcome) ? outcome.refusal : undefined;
};

describe('changed terms', () => {
  test('are to be signed by those who signed before, anew, their consent to electronic records going on', () => {
    const [before, terms] = withTerms('planned').documents;
    expect(terms).toMatchObject({ documentId: 'd2', kind: 'changed-terms', status: 'open', textHash: 'd'.repeat(64) });
    expect(terms?.signers).toEqual([
      { signerId: 's1', capacity: 'self', memberId: 'm1', recordsConsent: before?.signers[0]?.recordsConsent },
      { signerId: 's2', capacity: 'physician' },
    ]);
  });

  test('wish for their signing, and are signed until the last day of the term that runs', () => {
    const outcome = decide(withTerms('planned'), termsEvents.opened);
    expect(termsOf(outcome.agreement)?.expiresOn).toBe('2027-03-01');
    expect(outcome.agreement.status).toBe('active');
    expect(sideAsked(outcome.agreement, termsOf(outcome.agreement) as SignedDocument)).toBe('patients');
  });

  test('go to the physician once the patients’ side has signed', () => {
    const signed = withTerms('signed');
    expect(sideAsked(signed, termsOf(signed) as SignedDocument)).toBe('physician');
    expect(termsOf(signed)?.signers[1]?.askedAt).toBe(whenPrepared);
    expect(refusal(withTerms('opened'), termsEvents.countersigned)).toBe('not_your_turn');
  });

  test('leave what was signed before in force until their day, though both sides have signed', () => {
    const completed = withTerms('completed');
    expect([completed.status, completed.plan.version, completed.price.feeCents]).toEqual(['active', 1, 240_000]);
    expect(refusal(completed, due, lastDay)).toBe('nothing_changes');
    const { agreement, facts } = decide(completed, due, firstDay);
    expect([agreement.plan.version, agreement.price.feeCents, agreement.terms[1]?.feeCents]).toEqual([
      2, 264_000, 264_000,
    ]);
    expect(facts[0]).toMatchObject({ type: 'renewed_by_signature', data: { documentId: 'd2' } });
  });

  test.each(['planned', 'opened', 'signed'] as const)('that are only %s renew nothing by themselves', (how) => {
    const { agreement } = decide(withTerms(how), due, firstDay);
    expect([agreement.status, agreement.terms.length]).toEqual(['in_grace', 1]);
  });

  test.each(['planned', 'signed', 'completed'] as const)('that are %s are not said yes to by a button', (how) => {
    expect(refusal(withTerms(how), events.renewalAccepted)).toBe('to_be_signed');
  });

  test('are refused where another document has their id', () => {
    const planned = { ...termsEvents.planned, renewal: { ...termsEvents.planned.renewal, documentId: 'd3' } };
    expect(refusal({ ...withTerms('planned'), renewal: undefined } as never, planned)).toBeUndefined();
    expect(refusal({ ...withTerms('planned'), renewal: undefined } as never, termsEvents.planned)).toBe(
      'nothing_changes',
    );
  });
});

describe('changed terms that the year leaves unsigned', () => {
  test('can be signed in the days of grace, and then renew at once, from the day after the year', () => {
    const inGrace = decide(withTerms('opened'), due, firstDay).agreement;
    expect(termsOf(inGrace)?.expiresOn).toBe('2027-04-01');
    const late = [termsEvents.accepted, termsEvents.read, termsEvents.signed];
    const signed = afterEvents(inGrace, late, daysLater(370));
    const { agreement, facts } = decide(signed, termsEvents.countersigned, daysLater(371));
    expect([agreement.status, agreement.plan.version, agreement.terms[1]?.startsOn]).toEqual([
      'active',
      2,
      '2027-03-02',
    ]);
    expect(facts.map(({ type }) => type)).toEqual(['countersigned', 'renewed_by_signature']);
  });

  test('are not over with the year, whichever workflow comes first', () => {
    const extended = decide(withTerms('opened'), termsEvents.expired, firstDay).agreement;
    expect(termsOf(extended)).toMatchObject({ status: 'open', expiresOn: '2027-04-01' });
    const inGrace = decide(withTerms('opened'), due, firstDay).agreement;
    expect(refusal(inGrace, termsEvents.expired, firstDay)).toBe('nothing_changes');
    expect(decide(extended, due, firstDay).agreement.documents).toEqual(inGrace.documents);
  });

  test('are over when the days of grace are, and nothing else ends by that', () => {
    const inGrace = decide(withTerms('opened'), due, firstDay).agreement;
    const { agreement } = decide(inGrace, termsEvents.expired, daysLater(396));
    expect([agreement.status, termsOf(agreement)?.status]).toEqual(['in_grace', 'expired']);
  });
});

describe('a no to changed terms', () => {
  test('of the patient ends the agreement with its term, and wakes all that waits', () => {
    const { agreement, facts, wishes } = decide(withTerms('opened'), termsEvents.declined);
    expect([agreement.status, termsOf(agreement)?.status]).toEqual(['ending', 'declined']);
    expect(agreement.endings).toEqual([
      expect.objectContaining({ by: 'patient', how: 'at-term-end', endsOn: '2027-03-01', documentId: 'd2' }),
    ]);
    expect(facts.map(({ type }) => type)).toEqual(['declined', 'ending_noticed']);
    expect(wishes).toEqual(
      expect.arrayContaining([
        { workflow: 'signing', documentId: 'd2' },
        { workflow: 'renewal', term: 2 },
        { workflow: 'notice', noticeKey: 'ending-1-s1' },
      ]),
    );
  });

  test('of the patient in the days of grace ends it today', () => {
    const inGrace = decide(withTerms('opened'), due, firstDay).agreement;
    const { agreement } = decide(inGrace, termsEvents.declined, daysLater(370));
    expect(agreement.endings[0]).toMatchObject({ how: 'on-date', endsOn: '2027-03-07' });
  });

  test('of the patient is undone as any ending is, and they can be signed again, under a name of its own', () => {
    const declined = decide(withTerms('opened'), termsEvents.declined).agreement;
    const { agreement, wishes } = decide(declined, events.endingUndone);
    expect([agreement.status, termsOf(agreement)?.status]).toEqual(['active', 'open']);
    expect(wishes).toContainEqual({ workflow: 'signing', documentId: 'd2' });
    expect([signingRound(withTerms('opened'), 'd2'), signingRound(agreement, 'd2')]).toEqual(['d2', 'd2-1']);
    const rest = [termsEvents.accepted, termsEvents.read, termsEvents.signed, termsEvents.countersigned];
    expect(termsOf(afterEvents(agreement, rest, whenPrepared))?.status).toBe('completed');
  });

  test('of the physician ends nothing, and a person looks', () => {
    const { agreement } = decide(withTerms('signed'), termsEvents.declinedByPhysician);
    expect([agreement.status, termsOf(agreement)?.status]).toEqual(['active', 'declined']);
    expect(agreement.needsAttention).toEqual([{ code: 'terms_declined', at: whenPrepared }]);
    expect(refusal(withTerms('opened'), termsEvents.declinedByPhysician)).toBe('not_your_turn');
  });

  test('is given by whoever cancels meanwhile: nobody can sign, until that is undone', () => {
    const atTermEnd = { ...events.cancelled, how: 'at-term-end', noticeReceivedOn: '2026-12-22' } as const;
    const ending = decide(withTerms('opened'), atTermEnd).agreement;
    expect(termsOf(ending)?.status).toBe('voided');
    expect(refusal(ending, termsEvents.accepted)).toBe('document_closed');
    expect(termsOf(decide(ending, events.endingUndone).agreement)?.status).toBe('open');
  });
});

test('a death closes changed terms with the agreement, and they are open again when it was recorded by mistake', () => {
  const died = { ...events.deathRecorded, diedOn: '2026-12-22' };
  const { agreement, wishes } = decide(withTerms('opened'), died);
  expect([agreement.status, termsOf(agreement)?.status]).toEqual(['ending', 'voided']);
  expect(wishes).toContainEqual({ workflow: 'signing', documentId: 'd2' });
  const undone = decide(agreement, events.deathUndone).agreement;
  expect([undone.status, termsOf(undone)?.status]).toEqual(['active', 'open']);
});

test('a restart begins the signing of changed terms again', () => {
  const failed = decide(withTerms('opened'), events.attentionNeeded).agreement;
  const outcome = restart(failed, events.restarted, '2026-12-25');
  expect(isRefused(outcome) ? [] : outcome.wishes).toContainEqual({ workflow: 'signing', documentId: 'd2' });
});

test('the first to do is to open them, then to ask', () => {
  const by = { agreementId: 'app0000000000001', notices: new Map(), timeZone: newYork };
  expect(signingStep(withTerms('planned'), 'd2', whenPrepared, by)).toEqual({ next: 'open' });
  expect(signingStep(withTerms('opened'), 'd2', whenPrepared, by)).toEqual({
    next: 'mail',
    noticeKeys: ['request-d2-s1'],
  });
});
