import { describe, expect, test } from '@jest/globals';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { anApplication, aPerson, aPlan, aPrice, approvedWith, drawnText, monday } from '../../../support/builders.ts';

const application = anApplication({ emailConsentAt: '2026-03-01T12:00:00.000Z' });
const plan = aPlan({ version: 4 });

function create(seatFree: boolean) {
  return createAgreement(application, approvedWith({ plan, seatFree }), monday);
}

describe('an approved application', () => {
  test('becomes an offered agreement where a seat is free, and starts onboarding', () => {
    const { agreement, wishes } = create(true);
    expect(agreement).toMatchObject({ status: 'offered', statusSince: monday, run: 1, version: 0 });
    expect(wishes).toEqual([{ workflow: 'onboarding' }]);
  });

  test('becomes a waitlisted agreement where the panel is full, and the patient is told', () => {
    const { agreement, wishes } = create(false);
    expect(agreement.status).toBe('waitlisted');
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: 'waitlisted-s1' }]);
  });

  test('gives the agreement its id, its physician, its person and the plan as it is now', () => {
    const { agreement } = create(true);
    expect(agreement.agreementId).toBe(application.applicationId);
    expect(agreement.physicianId).toBe(application.physicianId);
    expect(agreement.plan).toEqual(plan);
    expect(agreement.members).toEqual([{ memberId: 'm1', ...aPerson() }]);
  });

  test('has one document: open, asked of nobody yet, signed by the patient and then the physician', () => {
    const { agreement } = create(true);
    expect(agreement.documents).toEqual([
      {
        documentId: 'd1',
        isInOrder: false,
        kind: 'agreement',
        status: 'open',
        ...drawnText,
        signers: [
          { signerId: 's1', capacity: 'self', memberId: 'm1' },
          { signerId: 's2', capacity: 'physician' },
        ],
      },
    ]);
  });

  test('owes nothing and has no term, no next date and an empty audit trail', () => {
    const { agreement } = create(true);
    expect(agreement).toMatchObject({ terms: [], invoices: [], audit: { sequence: 0, hash: '0'.repeat(64) } });
    expect(agreement).not.toHaveProperty('nextDate');
    expect(agreement).not.toHaveProperty('paymentMethod');
  });

  test.each([
    [true, 'offered'],
    [false, 'waitlisted'],
  ])('is one fact that names plan, text and consent to email, and no person (seat free: %s)', (seatFree, status) => {
    const { facts } = create(seatFree);
    expect(facts).toEqual([
      {
        type: 'application_approved',
        data: {
          status,
          planId: plan.planId,
          planVersion: 4,
          ...aPrice(plan),
          physicianId: application.physicianId,
          emailConsentAt: application.emailConsentAt,
          ...drawnText,
        },
      },
    ]);
    expect(JSON.stringify(facts)).not.toContain('example.com');
  });
});
