import { describe, expect, test } from '@jest/globals';
import type { Agreement, AgreementStatus } from '../../../../functions/domain/agreement/agreement.ts';
import { type OnboardingStep, onboardingStep } from '../../../../functions/domain/agreement/onboarding-step.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { afterEvents, anAgreement, events, monday, newYork, sentNotices } from '../../../support/builders.ts';

const next = (agreement: Agreement, notices: Map<string, Notice>) =>
  onboardingStep(agreement, monday, { agreementId: agreement.agreementId, notices, timeZone: newYork });

const sign: OnboardingStep = { next: 'sign', documentId: 'd1' };

describe('onboarding', () => {
  test.each<[AgreementStatus, OnboardingStep]>([
    ['waitlisted', { next: 'end', outcome: 'waitlisted' }],
    ['offered', sign],
    ['awaiting_signature', sign],
    ['awaiting_countersignature', sign],
    ['awaiting_payment', { next: 'bill', invoiceId: 't1-i1' }],
    ['active', { next: 'mail', noticeKeys: ['welcome-s1'] }],
    ['closed', { next: 'mail', noticeKeys: ['closed-s1'] }],
  ])('of an agreement that is %s goes on with %j', (status, step) => {
    expect(next(anAgreement({ status }), sentNotices())).toEqual(step);
  });

  test('ends when the welcome was sent', () => {
    const active = anAgreement({ status: 'active' });
    expect(next(active, sentNotices('welcome-s1'))).toEqual({ next: 'end', outcome: 'active' });
  });

  test.each<Notice['state']>(['claimed', 'unsent'])('does not take a welcome for sent that is only %s', (state) => {
    const noticeKey = 'welcome-s1';
    const notices = new Map([[noticeKey, { noticeKey, state, claimedAt: monday }]]);
    expect(next(anAgreement({ status: 'active' }), notices)).toEqual({
      next: 'mail',
      noticeKeys: [noticeKey],
    });
  });

  test('ends when everyone who is to be told of the closing was told', () => {
    const closed = anAgreement({ status: 'closed', closedFor: 'unpaid' });
    expect(next(closed, sentNotices('closed-s1'))).toEqual({ next: 'mail', noticeKeys: ['closed-s2'] });
    expect(next(closed, sentNotices('closed-s1', 'closed-s2'))).toEqual({ next: 'end', outcome: 'closed' });
  });
});

describe('of a closing are told', () => {
  const awaitingPhysician = anAgreement({ status: 'awaiting_countersignature' });

  test.each([
    ['the patient alone who declined', anAgreement({ status: 'closed' }), ['closed-s1']],
    [
      'the patient alone when nobody signed in time',
      anAgreement({ status: 'closed', closedFor: 'expired' }),
      ['closed-s1'],
    ],
    [
      'the patient when the physician declined',
      afterEvents(awaitingPhysician, [events.declinedByPhysician]),
      ['closed-s1'],
    ],
    ['both when both had signed', anAgreement({ status: 'closed', closedFor: 'unpaid' }), ['closed-s1', 'closed-s2']],
  ])('%s', (_, closed, noticeKeys) => {
    expect(next(closed, sentNotices())).toEqual({ next: 'mail', noticeKeys });
  });
});
