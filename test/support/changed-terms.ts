import type { Agreement } from '../../functions/domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../functions/domain/agreement/events.ts';
import { afterEvents, anAgreement, aPlan, daysLater, drawnText, events } from './builders.ts';

const [patient, physician] = [
  { documentId: 'd2', signerId: 's1' },
  { documentId: 'd2', signerId: 's2' },
];

/** What `aPlan` is at its second version: with other services, and dearer. */
const planWithOtherTerms = aPlan({
  version: 2,
  priceCents: 264_000,
  services: [{ name: 'Visits by video', coveredByMedicare: 'no' }],
});

/** Every event of changed terms as it comes when all is well. */
export const termsEvents = {
  planned: {
    type: 'renewal_planned',
    renewal: {
      ...events.renewalPlanned.renewal,
      plan: planWithOtherTerms,
      price: { feeCents: 264_000, enrolmentFeeCents: 0 },
      documentId: 'd2',
    },
    terms: { ...drawnText, textHash: 'd'.repeat(64) },
  },
  opened: { type: 'signing_opened', documentId: 'd2' },
  accepted: { ...events.disclosuresAccepted, ...patient },
  read: { ...events.documentRead, ...patient },
  signed: { ...events.signed, ...patient, textHash: 'd'.repeat(64) },
  countersigned: { ...events.countersigned, ...physician, textHash: 'd'.repeat(64) },
  declined: { ...events.declined, ...patient },
  declinedByPhysician: { ...events.declinedByPhysician, ...physician },
  expired: { type: 'document_expired', documentId: 'd2' },
} as const satisfies Record<string, AgreementEvent>;

/** When a term that began on `monday` is prepared for its renewal. */
export const whenPrepared = daysLater(295);
const untilSigned = [termsEvents.accepted, termsEvents.read, termsEvents.signed];
const pathTo = {
  planned: [],
  opened: [termsEvents.opened],
  signed: [termsEvents.opened, ...untilSigned],
  completed: [termsEvents.opened, ...untilSigned, termsEvents.countersigned],
};

/** An agreement in force whose next term has other terms, as far on the way to being signed. */
export function withTerms(how: keyof typeof pathTo): Agreement {
  return afterEvents(anAgreement({ status: 'active' }), [termsEvents.planned, ...pathTo[how]], whenPrepared);
}
