import type { Agreement } from '../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../functions/domain/agreement/create-agreement.ts';
import type { AgreementEvent, Fact } from '../../../functions/domain/agreement/events.ts';
import { chain, emptyTrail } from '../../../functions/domain/audit/audit-trail.ts';
import { settlementsOf } from '../../../functions/domain/ending/settlements.ts';
import type { Notice } from '../../../functions/domain/notices/notice.ts';
import { agreementActNames } from '../../../functions/pages/desk/act-link.tsx';
import { type AgreementPageProps, renderAgreementPage } from '../../../functions/pages/desk/agreement-page.tsx';
import { renderHomePage } from '../../../functions/pages/desk/home-page.tsx';
import { renderPhysicianPage } from '../../../functions/pages/desk/physician-page.tsx';
import {
  anApplication,
  aPerson,
  aPhysician,
  aPlan,
  approvedWith,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  ofWhatIsOpen,
} from '../../support/builders.ts';
import { physicianName, practice } from './example-facts.ts';

const staff = { staffId: 'staff-1', name: 'Robin Desk', role: 'manager' } as const;
const desk = { practice, staff, csrf: 'c' };
/** Acts that ask for something. */
const formNames = [
  'correct',
  'by-post',
  'by-email',
  'member-add',
  'adult-add',
  'helper-add',
  'payer-answer',
  'member-leaves',
  'death',
  'payment',
  'bounced',
  'credit',
  'write-off',
  'use',
  'cancel',
  'change-doctor',
  'returned',
] as const;

const lind = { physicianId: 'dr-other', name: 'Dr. Jonas Lind' };

/** The staff's pages that change with what has happened to an agreement, by name. */
export function exampleDeskPages(firstName = 'Rosa', lastName = 'Alvarado'): Record<string, string> {
  const household = householdOf(firstName, lastName);
  const { signingOpened, recordsConsented, disclosuresAccepted, documentRead, signed, checkChosen } = events;
  const signs = (signerId: string) =>
    [recordsConsented, disclosuresAccepted, documentRead, signed].map((event) => ({ ...event, signerId }));
  const check = { ...events.paymentRecorded, amountCents: 70_000 };
  const paid = lifeOf(household, [
    [0, signingOpened],
    [0, ...signs('s1')],
    [1, ...signs('s2'), checkChosen],
    [2, { ...events.countersigned, signerId: 's3' }],
    [5, { ...check, receivedOn: '2026-03-07' }],
    [9, { ...events.checkBounced, paymentId: 'received-p1' }],
    [12, { ...check, paymentId: 'p2', medium: 'cash', amountCents: 40_000, reference: '', receivedOn: '2026-03-14' }],
    [13, { ...events.creditGiven, amountCents: 10_000 }],
    [14, { ...check, paymentId: 'p3', amountCents: 90_000, reference: '1057', receivedOn: '2026-03-16' }],
    [20, { ...events.serviceUsed, use: { ...events.serviceUsed.use, service: 'In-home visits', on: '2026-03-20' } }],
    [30, { ...events.questionAsked, text: 'May my daughter come along to the first visit?' }],
    [30, { ...events.letterReturned, postedOn: '2026-03-24', returnedOn: '2026-03-30' }],
    [92, events.dateCame],
  ]);
  const cancelled = lifeOf(paid.agreement, [
    [100, { ...events.cancelled, endsOn: '2026-06-10', noticeReceivedOn: '2026-06-10', medium: 'phone' }],
    [101, events.careEnded],
  ]);
  const owing = lifeOf(paid.agreement, [
    [150, { ...events.cancelled, endsOn: '2026-07-30', noticeReceivedOn: '2026-07-30', medium: 'phone' }],
    [151, events.careEnded],
  ]);
  const [owed = ''] = paid.agreement.invoices
    .filter(({ status }) => status === 'open')
    .map(({ invoiceId }) => invoiceId);
  const goesBack = settlementsOf(cancelled.agreement)[0]?.settlement.parts[0]?.paymentId ?? '';
  const notices: Notice[] = [
    { noticeKey: 'renewal-2-1-s1', state: 'letter', claimedAt: monday, postedOn: '2026-03-24' },
    { noticeKey: 'renewal-2-1-s2', state: 'letter', claimedAt: monday },
    { noticeKey: 'invoice-t1_i2-0', state: 'sent', claimedAt: monday, sentAt: monday, bouncedAt: monday },
  ];
  const page = (
    { agreement, facts }: ReturnType<typeof lifeOf>,
    given: Partial<AgreementPageProps> & { values?: Record<string, string> } = {},
  ) =>
    renderAgreementPage({
      ...desk,
      agreement,
      physicianName,
      physician: aPhysician({ name: physicianName }),
      otherPhysicians: [lind],
      timeZone: newYork,
      now: daysLater(101),
      notices,
      locked: ['s2'],
      history: facts.flatMap(([at, those]) => chain(agreement.agreementId, those, at, emptyTrail)),
      staffNames: new Map([['staff-1', 'Robin Desk']]),
      allowed: agreementActNames,
      ...given,
    });
  const about = { memberId: 'm3', invoiceId: owed, paymentId: 'received-p3', documentId: 'd1', signerId: 's1' };
  const forms = formNames.map((act) => [`desk-${act}`, page(paid, { act, values: about })] as const);
  const physician = {
    ...desk,
    physicianId: 'dr-sample',
    name: physicianName,
    panel: { physicianId: 'dr-sample', cap: 300, seatsTaken: 211 },
    others: [lind],
    mayRecord: true,
    earliest: { offered: '2026-07-20', ended: '2026-07-05' },
  };
  const leave = { on: '2026-09-30', offeredTo: lind.physicianId, recordedAt: monday, recordedBy: 'staff-1' };
  return {
    'desk-home': renderHomePage({
      ...desk,
      applications: 3,
      toSign: 1,
      notTold: [anApplication()],
      attention: [
        {
          agreementId: paid.agreement.agreementId,
          title: `${lastName}, ${firstName}`,
          status: 'active',
          statusSince: monday,
          physicianId: 'dr-sample',
          needsAttention: paid.agreement.needsAttention,
        },
      ],
      letters: [
        {
          ownerId: paid.agreement.agreementId,
          noticeKey: 'renewal-2-1-s2',
          claimedAt: monday,
          title: `${firstName} ${lastName}`,
        },
      ],
      nextLetter: { ownerId: paid.agreement.agreementId, noticeKey: 'renewal-2-1-s2' },
      timeZone: newYork,
    }),
    'desk-agreement': page(paid),
    'desk-refund-posted': page(cancelled, { act: 'refund-posted', values: { paymentId: goesBack } }),
    'desk-agreement-ended': page(cancelled, { done: 'The cancellation is recorded, and they have it in writing.' }),
    'desk-agreement-owed': page(owing),
    'desk-payment-owed': page(owing, { act: 'payment', values: { paymentId: 'p9' } }),
    'desk-paid-back': page(
      lifeOf(owing.agreement, [[160, { ...events.owedPaid, amountCents: 500_000, receivedOn: '2026-08-01' }]]),
      { act: 'paid-back' },
    ),
    'desk-write-off-owed': page(owing, { act: 'write-off' }),
    ...Object.fromEntries(forms),
    'desk-by-post-errors': page(paid, {
      act: 'by-post',
      values: { memberId: 'm1', addressLine1: '12 Elm Street', state: 'OH' },
      errors: { city: 'Please enter a city.', postalCode: 'Please enter your ZIP code.' },
    }),
    'desk-payment-errors': page(paid, {
      act: 'payment',
      values: { ...about, amount: 'twelve' },
      errors: {
        receivedOn: 'Please enter the day on which it came.',
        medium: 'Please choose how it came.',
        amount: 'Please enter an amount in dollars, such as 1,200.00.',
      },
    }),
    'desk-physician': renderPhysicianPage(physician),
    'desk-physician-leaves': renderPhysicianPage({ ...physician, panel: { ...physician.panel, leave } }),
  };
}

/** Two adults and a child, with four payments a year, offered a seat. */
function householdOf(firstName: string, lastName: string): Agreement {
  const person = { lastName, email: 'rosa.alvarado@example.com' };
  const members = [
    aPerson({ ...person, firstName, birthDate: '1980-01-01' }),
    aPerson({ ...person, firstName: 'Max', birthDate: '1979-01-01', email: 'max.alvarado@example.com' }),
    aPerson({ ...person, firstName: 'Kim', birthDate: '2015-01-01' }),
  ];
  const plan = aPlan({
    name: 'Complete',
    installments: 4,
    services: [
      { name: 'In-home visits', coveredByMedicare: 'no', timesAYear: 4 },
      { name: 'Telemedicine visits', coveredByMedicare: 'no' },
    ],
  });
  const price = { feeCents: 480_000, enrolmentFeeCents: 0 };
  return createAgreement(anApplication({ members, actsAs: 'parent' }), { ...approvedWith({ plan }), price }, monday)
    .agreement;
}

/** What becomes of an agreement by these events, each list of them so many days after the first, and what was recorded. */
function lifeOf(agreement: Agreement, days: [day: number, ...those: AgreementEvent[]][]) {
  const facts: [at: string, those: Fact[]][] = [];
  let now = agreement;
  for (const [day, ...those] of days) {
    const at = daysLater(day);
    for (const event of those) {
      const decision = decideOn(now, ofWhatIsOpen(now, event), at);
      facts.push([at, decision.facts]);
      now = decision.agreement;
    }
  }
  return { agreement: now, facts };
}
