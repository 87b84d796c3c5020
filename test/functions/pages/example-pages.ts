import { disclosuresFor } from '../../../functions/pages/disclosures.ts';
import { renderAppliedPage } from '../../../functions/pages/enrolment/applied-page.tsx';
import { renderConfirmPage } from '../../../functions/pages/enrolment/confirm-page.tsx';
import { renderPlansPage } from '../../../functions/pages/enrolment/plans-page.tsx';
import { renderErrorPage } from '../../../functions/pages/error-page.tsx';
import { renderPayPage } from '../../../functions/pages/pay-page.tsx';
import { renderCountersignedPage } from '../../../functions/pages/physician/countersigned-page.tsx';
import { renderReviewPage } from '../../../functions/pages/physician/review-page.tsx';
import { recordsStatement } from '../../../functions/pages/records-statement.ts';
import { renderAgreementPage } from '../../../functions/pages/signing/agreement-page.tsx';
import { renderDeclinePage } from '../../../functions/pages/signing/decline-page.tsx';
import { renderDonePage } from '../../../functions/pages/signing/done-page.tsx';
import { renderIdentityPage } from '../../../functions/pages/signing/identity-page.tsx';
import { renderLinkPage } from '../../../functions/pages/signing/link-page.tsx';
import { renderPaymentPage } from '../../../functions/pages/signing/payment-page.tsx';
import { renderRecordsPage } from '../../../functions/pages/signing/records-page.tsx';
import { renderSignPage } from '../../../functions/pages/signing/sign-page.tsx';
import { renderTermsPage } from '../../../functions/pages/signing/terms-page.tsx';
import { physicianName, plans, practice, termsOf, textOf, token } from './example-facts.ts';

const physicians = [
  { physicianId: 'okafor', name: physicianName, hasPlaces: true },
  { physicianId: 'lind', name: 'Dr. Jonas Lind', hasPlaces: false },
];

const methods = [
  { value: 'pm_card_visa', label: 'Test card that works' },
  { value: 'pm_card_visa_chargeDeclined', label: 'Test card that is declined', hint: 'As when a bank says no.' },
];

const fieldErrors = {
  firstName: 'Enter your first name.',
  birthYear: 'Enter the year with four digits, such as 1951.',
  medicare: 'Choose yes or no.',
  email: 'Enter an email address such as name@example.com.',
  emailConsent: 'Tick the box, or call us and we do this on paper.',
};

/** Every page in every state, by name. `firstName` and `lastName` go wherever a page shows them. */
export function examplePages(firstName = 'Rosa', lastName = 'Alvarado'): Record<string, string> {
  const name = `${firstName} ${lastName}`;
  const html = textOf(name);
  const terms = termsOf(name);
  const declineHref = `/sign/${token}/decline`;
  const at = (step: string) => ({ practice, declineHref, action: `/sign/${token}/${step}` });
  const signatures = [
    { name, capacity: 'Patient', signed: { as: name, on: '2026-11-25' } },
    { name: physicianName, capacity: 'Physician' },
  ];
  const form = { practice, plans, physicians, requestId: 'r-1', action: '/apply' };
  const disclosures = disclosuresFor({
    practiceName: practice.name,
    physician: { name: physicianName, medicareStatus: 'not-opted-out' },
    plan: { services: plans[1]?.services ?? [], notCovered: plans[1]?.notCovered ?? [], legalModel: 'dpc' },
    isMedicareBeneficiary: true,
  });
  const identity = { ...at('identity'), audience: 'patient', physicianName, expiresOn: '2026-12-25' } as const;
  const sign = { signerName: name, physicianName, planName: 'Complete', feeCents: 240_000, renewal: terms.renewal };
  const payment = { physicianName, amountCents: 60_000, options: methods, isSandbox: true };
  const review = { physicianName, terms, signatures, expiresOn: '2026-12-25', daysLeft: 12, agreementHtml: html };
  const due = {
    practice,
    state: 'due',
    planName: 'Complete',
    amountCents: 60_000,
    closesOn: '2026-12-16',
    options: methods,
  } as const;
  return {
    plans: renderPlansPage(form),
    'plans-errors': renderPlansPage({
      ...form,
      practice: { ...practice, banner: 'Our email is not set up yet.' },
      values: { firstName, lastName, planId: 'complete', birthMonth: '3', state: 'OH', addressLine1: name },
      errors: fieldErrors,
    }),
    applied: renderAppliedPage({ practice }),
    'confirm-ready': renderConfirmPage({ practice, state: 'ready', action: `/confirm/${token}`, firstName }),
    'confirm-approved': renderConfirmPage({ practice, state: 'approved', physicianName }),
    'confirm-waitlisted': renderConfirmPage({ practice, state: 'waitlisted', physicianName }),
    'confirm-received': renderConfirmPage({ practice, state: 'received' }),
    'confirm-already': renderConfirmPage({ practice, state: 'already-confirmed' }),
    'confirm-gone': renderConfirmPage({ practice, state: 'gone' }),
    identity: renderIdentityPage(identity),
    'identity-wrong': renderIdentityPage({
      ...identity,
      triesLeft: 3,
      values: { birthMonth: '4', birthDay: '1', birthYear: '1951' },
      errors: { birthDate: 'This is not the date of birth that we have on file.' },
    }),
    records: renderRecordsPage({ ...at('records'), statement: recordsStatement(practice) }),
    'records-errors': renderRecordsPage({
      ...at('records'),
      statement: recordsStatement(practice),
      values: { canOpen: 'yes' },
      errors: { consent: 'Tick the box to go on here, or call us for paper.' },
    }),
    terms: renderTermsPage({ ...at('terms'), terms, disclosures }),
    'terms-errors': renderTermsPage({
      ...at('terms'),
      terms,
      disclosures,
      values: { 'fee-covers': 'yes' },
      errors: { 'not-insurance': 'Tick the box if you accept this.', medicare: 'Tick the box if you accept this.' },
    }),
    agreement: renderAgreementPage({ ...at('agreement'), agreementHtml: html }),
    sign: renderSignPage({ ...at('sign'), ...sign, hidden: { textHash: 'abc' } }),
    'sign-errors': renderSignPage({
      ...at('sign'),
      ...sign,
      renewal: { feeCents: 240_000, renewsOn: '2028-01-01' },
      values: { signature: name },
      errors: { intent: 'Tick the box to sign.', renewal: 'Choose yes or no.' },
    }),
    payment: renderPaymentPage({ ...at('payment'), ...payment }),
    'payment-errors': renderPaymentPage({ ...at('payment'), ...payment, errors: { method: 'Choose how to pay.' } }),
    done: renderDonePage({
      practice,
      physicianName,
      amountCents: 60_000,
      signatures,
      expiresOn: '2026-12-25',
      agreementHtml: html,
    }),
    'done-countersigned': renderDonePage({
      practice,
      physicianName,
      amountCents: 60_000,
      signatures,
      isCountersigned: true,
      agreementHtml: html,
    }),
    'physician-decline': renderDeclinePage({ ...at('decline'), audience: 'physician', backHref: `/sign/${token}` }),
    decline: renderDeclinePage({ ...at('decline'), backHref: `/sign/${token}`, values: { reason: name } }),
    paused: renderLinkPage({ practice, state: 'paused' }),
    'link-expired': renderLinkPage({ practice, state: 'link-expired', action: `/sign/${token}/fresh` }),
    'fresh-sent': renderLinkPage({ practice, state: 'fresh-sent' }),
    unknown: renderLinkPage({ practice, state: 'unknown' }),
    revoked: renderLinkPage({ practice, state: 'revoked' }),
    'already-signed': renderLinkPage({ practice, state: 'already-signed' }),
    declined: renderLinkPage({ practice, state: 'declined' }),
    expired: renderLinkPage({ practice, state: 'expired', expiredOn: '2026-12-25' }),
    closed: renderLinkPage({ practice, state: 'closed' }),
    'not-your-turn': renderLinkPage({ practice, state: 'not-your-turn' }),
    'physician-identity': renderIdentityPage({ ...identity, audience: 'physician' }),
    'physician-review': renderReviewPage({ ...at('sign'), ...review }),
    'physician-review-errors': renderReviewPage({
      ...at('sign'),
      ...review,
      daysLeft: 0,
      errors: { signature: 'Type your full name.' },
    }),
    'physician-done': renderCountersignedPage({ practice, amountCents: 60_000, signatures, agreementHtml: html }),
    'pay-due': renderPayPage({ ...due, action: `/pay/${token}`, isSandbox: true }),
    'pay-errors': renderPayPage({
      ...due,
      action: `/pay/${token}`,
      isSandbox: false,
      errors: { form: 'The bank said no to this card. Please choose another way.' },
    }),
    'pay-done': renderPayPage({ practice, state: 'done', amountCents: 60_000 }),
    'pay-nothing-due': renderPayPage({ practice, state: 'nothing-due' }),
    'pay-gone': renderPayPage({ practice, state: 'gone' }),
    'not-found': renderErrorPage({ practice, kind: 'not-found' }),
    failed: renderErrorPage({ practice, kind: 'failed' }),
    'from-elsewhere': renderErrorPage({ practice, kind: 'from-elsewhere' }),
    'too-many': renderErrorPage({ practice, kind: 'too-many' }),
  };
}
