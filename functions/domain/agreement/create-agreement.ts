import type { Application } from '../application/application.ts';
import { emptyTrail } from '../audit/audit-trail.ts';
import { noticeKeys } from '../notices/notice.ts';
import type { Plan } from '../practice/practice.ts';
import type { Price } from '../practice/price.ts';
import type { Decision } from './events.ts';

/** The agreement's text as it was drawn up for this patient. */
export interface DrawnText {
  textHash: string;
  templateVersion: number;
  disclosureIds: string[];
}

/**
 * An approved application becomes an agreement: offered, with its seat, where the panel has one free; waitlisted else.
 * The first decision of its life; every later one is `transition`'s.
 */
export function createAgreement(
  application: Application,
  given: { plan: Plan; price: Price; text: DrawnText; seatFree: boolean },
  now: string,
): Decision {
  const status = given.seatFree ? 'offered' : 'waitlisted';
  const { plan, price, text } = given;
  return {
    agreement: {
      schema: 1,
      agreementId: application.applicationId,
      version: 0,
      status,
      statusSince: now,
      run: 1,
      physicianId: application.physicianId,
      plan,
      price,
      members: [{ memberId: 'm1', ...application.person }],
      documents: [
        {
          documentId: 'd1',
          kind: 'agreement',
          status: 'open',
          ...text,
          signers: [
            { signerId: 's1', capacity: 'self', memberId: 'm1' },
            { signerId: 's2', capacity: 'physician' },
          ],
        },
      ],
      terms: [],
      invoices: [],
      needsAttention: [],
      audit: emptyTrail,
    },
    facts: [
      {
        type: 'application_approved',
        data: {
          status,
          planId: plan.planId,
          planVersion: plan.version,
          ...price,
          physicianId: application.physicianId,
          emailConsentAt: application.emailConsentAt,
          ...text,
        },
      },
    ],
    wishes: [
      status === 'offered'
        ? { workflow: 'onboarding' }
        : { workflow: 'notice', noticeKey: noticeKeys.waitlisted('s1') },
    ],
  };
}
