import { createAgreement } from '../../functions/domain/agreement/create-agreement.ts';
import type { AgreementEvent } from '../../functions/domain/agreement/events.ts';
import { afterEvents, anApplication, aPerson, aPlan, approvedWith, events, monday } from './builders.ts';

export const mia = aPerson({ firstName: 'Mia', birthDate: '1980-01-01' });
export const max = aPerson({ firstName: 'Max', birthDate: '1979-01-01', email: 'max.example@example.com' });
export const kim = aPerson({ firstName: 'Kim', birthDate: '2015-01-01' });

/** Two adults and a child in force from 2 March 2026, for $4,800 a year, paid by Mia, who signs for the child. */
export function household(
  plan = aPlan({
    ageBands: [
      { fromAge: 0, priceCents: 0 },
      { fromAge: 18, priceCents: 240_000 },
    ],
  }),
) {
  const application = anApplication({ members: [mia, max, kim], actsAs: 'parent' });
  const price = { feeCents: 480_000, enrolmentFeeCents: 0 };
  const { agreement } = createAgreement(application, { ...approvedWith({ plan }), price }, monday);
  return afterEvents(
    agreement,
    signedBy('s1', 's2').with(-1, {
      ...events.paymentSucceeded,
      amountCents: plan.installments === 4 ? 120_000 : 480_000,
    }),
  );
}

/** All that brings an agreement into force whose patient side signs so. */
export function signedBy(...signerIds: string[]): AgreementEvent[] {
  const { signingOpened, recordsConsented, disclosuresAccepted, documentRead, signed, methodSaved } = events;
  return [
    signingOpened,
    ...signerIds.flatMap((signerId) =>
      [recordsConsented, disclosuresAccepted, documentRead, signed].map((event) => ({ ...event, signerId })),
    ),
    methodSaved,
    { ...events.countersigned, signerId: `s${signerIds.length + 1}` },
    events.paymentSucceeded,
  ];
}
