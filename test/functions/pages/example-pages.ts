import { disclosuresFor } from '../../../functions/pages/disclosures.ts';
import { renderAppliedPage } from '../../../functions/pages/enrolment/applied-page.tsx';
import { renderApplyPage } from '../../../functions/pages/enrolment/apply-page.tsx';
import { renderConfirmPage } from '../../../functions/pages/enrolment/confirm-page.tsx';
import { renderOfferPage } from '../../../functions/pages/enrolment/offer-page.tsx';
import { renderPlansPage } from '../../../functions/pages/enrolment/plans-page.tsx';
import { renderErrorPage } from '../../../functions/pages/error-page.tsx';
import { renderPayPage } from '../../../functions/pages/pay-page.tsx';
import { renderPayerPage } from '../../../functions/pages/payer-page.tsx';
import { renderByPostPage } from '../../../functions/pages/plan/by-post-page.tsx';
import { renderCancelPage } from '../../../functions/pages/plan/cancel-page.tsx';
import { renderDoctorPage } from '../../../functions/pages/plan/doctor-page.tsx';
import { renderPlanGonePage } from '../../../functions/pages/plan/plan-gone-page.tsx';
import { renderPlanPage } from '../../../functions/pages/plan/plan-page.tsx';
import { renderUsePage } from '../../../functions/pages/plan/use-page.tsx';
import { firstTermWords } from '../../../functions/pages/plan-words.ts';
import { recordsStatement } from '../../../functions/pages/records-statement.ts';
import { renderAgreementPage } from '../../../functions/pages/signing/agreement-page.tsx';
import { renderDeclinePage } from '../../../functions/pages/signing/decline-page.tsx';
import { renderDonePage } from '../../../functions/pages/signing/done-page.tsx';
import { renderIdentityPage } from '../../../functions/pages/signing/identity-page.tsx';
import { renderLinkPage } from '../../../functions/pages/signing/link-page.tsx';
import { renderPaperPage } from '../../../functions/pages/signing/paper-page.tsx';
import { renderPaymentPage } from '../../../functions/pages/signing/payment-page.tsx';
import { renderQuestionPage } from '../../../functions/pages/signing/question-page.tsx';
import { renderRecordsPage } from '../../../functions/pages/signing/records-page.tsx';
import { renderSignPage } from '../../../functions/pages/signing/sign-page.tsx';
import { renderTermsPage } from '../../../functions/pages/signing/terms-page.tsx';
import { changedTermsPages } from './example-changed-terms.ts';
import { physicianName, plans, practice, termsOf, textOf, token } from './example-facts.ts';
import { joiningPages } from './example-joining.ts';

const physicians = [
  { physicianId: 'okafor', name: physicianName, hasPlaces: true },
  { physicianId: 'lind', name: 'Dr. Jonas Lind', hasPlaces: false },
];

const methods = [
  { value: 'pm_card_visa', label: 'Test card that works', group: 'By card' },
  {
    value: 'pm_card_visa_chargeDeclined',
    label: 'Test card that is declined',
    hint: 'As when a bank says no.',
    group: 'By card',
  },
  { value: 'check', label: 'Check', hint: 'We send you an invoice.', group: 'By mail' },
];

const fieldErrors = {
  firstName: 'Enter your first name.',
  birthYear: 'Enter the year with four digits, such as 1951.',
  coverage: 'Please say whether there is Medicare or Medicaid.',
  email: 'Enter an email address such as name@example.com.',
  mail: 'Please choose how we may write to you.',
  'p2-birthDate': 'Please enter month, day and year of birth.',
};

/** Every page in every state, by name. `firstName` and `lastName` go wherever a page shows them. */
export function examplePages(firstName = 'Rosa', lastName = 'Alvarado'): Record<string, string> {
  const name = `${firstName} ${lastName}`;
  const html = textOf(name);
  const terms = termsOf(name);
  const declineHref = `/sign/${token}/decline`;
  const ways = { question: `/sign/${token}/question`, paper: `/sign/${token}/paper`, decline: declineHref };
  const at = (step: string) => ({ practice, declineHref, ways, action: `/sign/${token}/${step}` });
  const signatures = [
    { name, capacity: 'Patient', signed: { as: name, on: '2026-11-25', drawing: 'M90 300Q200 40 330 260L800 240' } },
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
  const sign = {
    signerName: name,
    capacity: 'Patient, and parent of Ann',
    terms,
  };
  const offer = { practice, physicianName, action: `/offer/${token}` };
  const payer = {
    practice,
    state: 'asked',
    payerName: firstName,
    patients: 'Ann and Ben',
    physicianName,
    planName: 'Complete',
    amountCents: 60_000,
    feeCents: 240_000,
    action: `/payer/${token}`,
    options: methods,
    isSandbox: true,
  } as const;
  const payment = { physicianName, amountCents: 60_000, options: methods, isSandbox: true };
  const due = {
    practice,
    state: 'due',
    why: 'failed',
    planName: 'Complete',
    amountCents: 60_000,
    payments: [{ dueOn: '2026-11-25', amountCents: 60_000 }],
    of: 'first',
    payBy: '2026-12-16',
    options: methods,
  } as const;
  const two = [
    { dueOn: '2026-11-25', amountCents: 60_000 },
    { dueOn: '2027-02-25', amountCents: 60_000 },
  ];
  const ownPlan = {
    practice,
    planName: 'Complete',
    physicianName,
    term: { startsOn: '2027-01-01', endsOn: '2027-12-31' },
    feeCents: 240_000,
    useHref: `/plan/${token}/use`,
    paperHref: `/plan/${token}/paper`,
  };
  const used = { practice, action: `/plan/${token}/use`, backHref: `/plan/${token}` };
  const byPost = {
    practice,
    state: 'known',
    action: `/plan/${token}/paper`,
    backHref: `/plan/${token}`,
    hidden: { word: 'paper' },
  } as const;
  const nextPayment = { dueOn: '2027-04-01', amountCents: 60_000 };
  const active = {
    kind: 'active',
    cancelHref: `/plan/${token}/cancel`,
    renewal: { startsOn: '2028-01-01', feeCents: 240_000, oldFeeCents: 240_000, isAutomatic: true },
  } as const;
  const cancel = {
    practice,
    atTermEnd: { endsOn: '2027-12-31', refundedCents: 0, owedCents: 0 },
    today: { endsOn: '2027-06-30', refundedCents: 120_986, owedCents: 0, dueOn: '2027-07-30' },
    toComeCents: 120_000,
    useHref: `/plan/${token}/use`,
    backHref: `/plan/${token}`,
    action: `/plan/${token}/cancel`,
    hidden: { today: '2027-06-30' },
  };
  const newPhysicianName = 'Dr. Jonas Lind';
  const doctor = {
    practice,
    physicianName,
    newPhysicianName,
    effectiveOn: '2027-07-01',
    answerBy: '2027-05-23',
    feeCents: 240_000,
    hasOthers: false,
    backHref: `/plan/${token}`,
    action: `/plan/${token}/doctor`,
    hidden: { change: '1' },
  };
  return {
    plans: renderPlansPage({ practice, plans, physicians }),
    'plans-errors': renderPlansPage({
      practice,
      plans,
      physicians,
      values: { for: 'family', adults: '1', children: '0' },
      errors: { adults: 'A family has two people or more. For one, choose "Me".' },
    }),
    'apply-me': renderApplyPage({ ...form, applicants: { forWhom: 'me', adults: 1, children: 0 } }),
    'apply-child': renderApplyPage({ ...form, applicants: { forWhom: 'child', adults: 0, children: 2 } }),
    'apply-other': renderApplyPage({ ...form, applicants: { forWhom: 'other', adults: 1, children: 0 } }),
    'apply-errors': renderApplyPage({
      ...form,
      applicants: { forWhom: 'family', adults: 2, children: 1 },
      practice: { ...practice, banner: 'Our email is not set up yet.' },
      values: { firstName, lastName, planId: 'complete', birthMonth: '3', state: 'OH', addressLine1: name },
      errors: fieldErrors,
    }),
    applied: renderAppliedPage({ practice }),
    'applied-by-post': renderAppliedPage({ practice, byPost: true }),
    'offer-unknown': renderOfferPage({ practice, state: 'unknown' }),
    'offer-waiting': renderOfferPage({ ...offer, state: 'waiting' }),
    'offer-offered': renderOfferPage({ ...offer, state: 'offered', answerBy: '2026-12-02' }),
    'offer-accepted': renderOfferPage({ ...offer, state: 'accepted' }),
    'offer-lapsed': renderOfferPage({ ...offer, state: 'lapsed' }),
    'offer-closed': renderOfferPage({ ...offer, state: 'closed' }),
    'payer-asked': renderPayerPage(payer),
    'payer-asked-in-force': renderPayerPage({ ...payer, next: { cents: 60_000, on: '2027-06-30' } }),
    'payer-errors': renderPayerPage({
      ...payer,
      values: { scope: 'this-term' },
      errors: { method: 'Please choose how to pay.', authorise: 'Please confirm that you allow these payments.' },
    }),
    'payer-done': renderPayerPage({
      practice,
      state: 'done',
      amountCents: 60_000,
      physicianName,
      stop: { action: `/payer/${token}`, isOnTheWay: false, isInForce: false },
    }),
    'payer-done-in-force': renderPayerPage({
      practice,
      state: 'done',
      amountCents: 60_000,
      physicianName,
      next: { cents: 0, on: '2027-06-30' },
      stop: { action: `/payer/${token}`, isOnTheWay: false, isInForce: true },
    }),
    'payer-done-on-the-way': renderPayerPage({
      practice,
      state: 'done',
      amountCents: 60_000,
      physicianName,
      next: { cents: 60_000 },
      stop: { action: `/payer/${token}`, isOnTheWay: true, isInForce: true },
    }),
    'payer-declined': renderPayerPage({ practice, state: 'declined', hasPaid: false }),
    'payer-stopped': renderPayerPage({ practice, state: 'declined', hasPaid: true }),
    'payer-closed': renderPayerPage({ practice, state: 'closed' }),
    'payer-gone': renderPayerPage({ practice, state: 'gone' }),
    question: renderQuestionPage({ ...at('question'), backHref: `/sign/${token}` }),
    'question-errors': renderQuestionPage({
      ...at('question'),
      backHref: `/sign/${token}`,
      values: { question: name },
      errors: { question: 'This may have at most 500 characters; you entered 501.' },
    }),
    paper: renderPaperPage({ ...at('paper'), backHref: `/sign/${token}` }),
    'question-asked': renderLinkPage({ practice, state: 'question-asked', backHref: `/sign/${token}` }),
    'paper-asked': renderLinkPage({ practice, state: 'paper-asked', backHref: `/sign/${token}` }),
    'wrong-person': renderLinkPage({
      practice,
      state: 'wrong-person',
      action: `/sign/${token}/wrong-person`,
      backHref: `/sign/${token}`,
    }),
    'wrong-person-noted': renderLinkPage({ practice, state: 'wrong-person-noted' }),
    'confirm-ready': renderConfirmPage({ practice, state: 'ready', action: `/confirm/${token}`, firstName }),
    'confirm-approved': renderConfirmPage({ practice, state: 'approved', physicianName }),
    'confirm-waitlisted': renderConfirmPage({ practice, state: 'waitlisted', physicianName }),
    'confirm-received': renderConfirmPage({ practice, state: 'received', action: `/confirm/${token}` }),
    'confirm-withdrawn': renderConfirmPage({ practice, state: 'withdrawn' }),
    'confirm-closed': renderConfirmPage({ practice, state: 'closed' }),
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
      terms: {
        ...terms,
        price: { ...terms.price, enrolmentFeeCents: 15_000 },
        installments: 4,
        renewal: { feeCents: 240_000, monthDay: '01-01' },
        firstTerm: firstTermWords({ on: 'common-date', monthDay: '01-01', proration: 'day' }),
      },
      values: { signature: name },
      errors: { intent: 'Tick the box to sign.', renewal: 'Choose yes or no.' },
    }),
    'sign-drawing-errors': renderSignPage({
      ...at('sign'),
      ...sign,
      values: { signature: name, signing: 'drawn', drawing: `10,10;${name}`, renewal: 'no', intent: 'yes' },
      errors: { signing: 'Please draw your signature in the box, or choose your name as you typed it.' },
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
    decline: renderDeclinePage({ ...at('decline'), backHref: `/sign/${token}`, values: { reason: name } }),
    paused: renderLinkPage({ practice, state: 'paused' }),
    shut: renderLinkPage({ practice, state: 'shut' }),
    'link-expired': renderLinkPage({ practice, state: 'link-expired', action: `/sign/${token}/fresh` }),
    'fresh-sent': renderLinkPage({ practice, state: 'fresh-sent' }),
    unknown: renderLinkPage({ practice, state: 'unknown' }),
    revoked: renderLinkPage({ practice, state: 'revoked' }),
    'already-signed': renderLinkPage({ practice, state: 'already-signed' }),
    declined: renderLinkPage({ practice, state: 'declined' }),
    expired: renderLinkPage({ practice, state: 'expired', expiredOn: '2026-12-25' }),
    closed: renderLinkPage({ practice, state: 'closed' }),
    'not-your-turn': renderLinkPage({ practice, state: 'not-your-turn' }),
    'pay-due': renderPayPage({ ...due, action: `/pay/${token}`, isSandbox: true }),
    'pay-errors': renderPayPage({
      ...due,
      action: `/pay/${token}`,
      isSandbox: false,
      errors: { form: 'The bank said no to this card. Please choose another way.' },
    }),
    'pay-confirm': renderPayPage({ ...due, why: 'confirm', action: `/pay/${token}`, isSandbox: true }),
    'pay-check': renderPayPage({
      ...due,
      why: 'check',
      invoiceHref: `/pay/${token}/invoice`,
      action: `/pay/${token}`,
      isSandbox: false,
    }),
    'pay-check-only': renderPayPage({
      ...due,
      why: 'check',
      options: [],
      invoiceHref: `/pay/${token}/invoice`,
      action: `/pay/${token}`,
      isSandbox: false,
    }),
    'pay-bank': renderPayPage({ ...due, why: 'bank', action: `/pay/${token}`, isSandbox: false }),
    'pay-on-its-way': renderPayPage({ practice, state: 'on-its-way', amountCents: 60_000 }),
    'pay-two': renderPayPage({
      ...due,
      amountCents: 120_000,
      payments: two,
      of: 'term',
      action: `/pay/${token}`,
      isSandbox: false,
    }),
    'pay-check-two': renderPayPage({
      ...due,
      why: 'check',
      payments: two,
      of: 'term',
      invoiceHref: `/pay/${token}/invoice`,
      action: `/pay/${token}`,
      isSandbox: false,
    }),
    'pay-done': renderPayPage({ practice, state: 'done', nowCents: 60_000, later: [] }),
    'pay-done-later': renderPayPage({ practice, state: 'done', nowCents: 0, later: two.slice(1) }),
    'pay-nothing-due': renderPayPage({ practice, state: 'nothing-due' }),
    'pay-gone': renderPayPage({ practice, state: 'gone' }),
    'plan-active': renderPlanPage({ ...ownPlan, nextPayment, state: active }),
    'plan-renewal-asked': renderPlanPage({
      ...ownPlan,
      state: {
        ...active,
        renewal: { ...active.renewal, isAutomatic: false, renew: { action: `/plan/${token}/renew`, term: '2' } },
      },
    }),
    'plan-renewal-new-price': renderPlanPage({
      ...ownPlan,
      state: { ...active, renewal: { ...active.renewal, feeCents: 264_000 } },
    }),
    'plan-renewed': renderPlanPage({ ...ownPlan, done: 'renewed', state: active }),
    'plan-ending': renderPlanPage({
      ...ownPlan,
      done: 'cancelled',
      state: {
        kind: 'ending',
        endsOn: '2027-06-30',
        refundedCents: 120_000,
        owedCents: 0,
        undo: { action: `/plan/${token}/undo`, ending: '1' },
      },
    }),
    'plan-ending-by-practice': renderPlanPage({
      ...ownPlan,
      state: { kind: 'ending', endsOn: '2027-12-31', refundedCents: 0, owedCents: 0 },
    }),
    'plan-ended': renderPlanPage({
      ...ownPlan,
      paperHref: undefined,
      state: { kind: 'ended', endsOn: '2027-06-30', owedCents: 0 },
    }),
    'plan-by-post-asks': renderByPostPage({ ...byPost, state: 'asks' }),
    'plan-by-post': renderByPostPage({
      ...byPost,
      address: { line1: '12 Elm Street', line2: 'Apartment 4', city: 'Dayton', state: 'OH', postalCode: '45402' },
    }),
    'plan-by-post-errors': renderByPostPage({
      ...byPost,
      values: { addressLine1: '12 Elm Street', state: 'OH' },
      errors: { city: 'Please enter a city.', postalCode: 'Please enter your ZIP code.' },
    }),
    'plan-use-asks': renderUsePage({ ...used, state: 'asks' }),
    'plan-use-paused': renderUsePage({ ...used, state: 'paused' }),
    'plan-use': renderUsePage({
      ...used,
      state: 'known',
      term: ownPlan.term,
      members: [
        {
          firstName: 'Rosa',
          services: [
            { name: 'In-home visits', used: 2, timesAYear: 4, left: 2, over: 0 },
            { name: 'Telemedicine', used: 1 },
          ],
        },
      ],
    }),
    'plan-doctor-asked': renderPlanPage({
      ...ownPlan,
      doctor: { kind: 'asked', newPhysicianName, answerBy: '2027-05-23', href: `/plan/${token}/doctor` },
      state: active,
    }),
    'plan-doctor-answered': renderPlanPage({
      ...ownPlan,
      done: 'doctor-yes',
      doctor: { kind: 'answered', newPhysicianName, answerBy: '2027-05-23', href: `/plan/${token}/doctor` },
      state: active,
    }),
    'plan-doctor-settled': renderPlanPage({
      ...ownPlan,
      doctor: { kind: 'settled', newPhysicianName, effectiveOn: '2027-07-01' },
      state: active,
    }),
    'doctor-wished': renderDoctorPage(doctor),
    'doctor-leaves': renderDoctorPage({
      ...doctor,
      leavesOn: '2027-06-30',
      hasOthers: true,
      values: { answer: 'yes' },
    }),
    'doctor-errors': renderDoctorPage({ ...doctor, errors: { answer: 'Please choose yes or no.' } }),
    'plans-nobody': renderPlansPage({ practice, plans, physicians: [] }),
    ...changedTermsPages(name),
    ...joiningPages(name, lastName),
    'plan-gone': renderPlanGonePage({ practice }),
    cancel: renderCancelPage(cancel),
    'cancel-with-use': renderCancelPage({ ...cancel, today: { ...cancel.today, isLess: true } }),
    'cancel-owed': renderCancelPage({
      ...cancel,
      today: { endsOn: '2027-06-30', refundedCents: 0, owedCents: 59_178 },
    }),
    'cancel-errors': renderCancelPage({
      ...cancel,
      toComeCents: 0,
      errors: { how: 'Please choose when it shall end.' },
    }),
    'not-found': renderErrorPage({ practice, kind: 'not-found' }),
    failed: renderErrorPage({ practice, kind: 'failed' }),
    'from-elsewhere': renderErrorPage({ practice, kind: 'from-elsewhere' }),
    'too-many': renderErrorPage({ practice, kind: 'too-many' }),
  };
}
