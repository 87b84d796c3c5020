import { applicationClosedMail } from '../../../functions/pages/mails/application-closed.ts';
import { applicationConfirmationMail } from '../../../functions/pages/mails/application-confirmation.ts';
import { closedMail, closedPayerMail } from '../../../functions/pages/mails/closed.ts';
import { closedPhysicianMail } from '../../../functions/pages/mails/closed-physician.ts';
import { comingOfAgeMail } from '../../../functions/pages/mails/coming-of-age.ts';
import { copyMail } from '../../../functions/pages/mails/copy.ts';
import { endedMail, endingMail, resumedMail } from '../../../functions/pages/mails/ending.ts';
import { endingByDeathMail } from '../../../functions/pages/mails/ending-by-death.ts';
import { freshLinkMail, planLinkMail } from '../../../functions/pages/mails/fresh-link.ts';
import { joinedMail, joiningOverMail, leftMail, oneFewerMail } from '../../../functions/pages/mails/household.ts';
import type { Mail } from '../../../functions/pages/mails/mail.ts';
import { doctorSettledMail, newDoctorMail } from '../../../functions/pages/mails/new-doctor.ts';
import { payerMoreMail, payerRenewalMail } from '../../../functions/pages/mails/payer-renewal.ts';
import { payerRequestMail } from '../../../functions/pages/mails/payer-request.ts';
import { invoiceMail, paymentFailedMail, paymentReminderMail } from '../../../functions/pages/mails/payment-due.ts';
import { guardianMail, paysNoMoreMail } from '../../../functions/pages/mails/people-changed.ts';
import { queueMail } from '../../../functions/pages/mails/queue.ts';
import { receiptMail } from '../../../functions/pages/mails/receipt.ts';
import { graceMail, renewalNoticeMail, renewedMail } from '../../../functions/pages/mails/renewal.ts';
import { signingReminderMail, signingRequestMail } from '../../../functions/pages/mails/signing-request.ts';
import { statementMail } from '../../../functions/pages/mails/statement.ts';
import { seatOfferMail, waitlistedMail } from '../../../functions/pages/mails/waitlisted.ts';
import { wayToPayMail } from '../../../functions/pages/mails/way-to-pay.ts';
import { welcomeMail } from '../../../functions/pages/mails/welcome.ts';
import { physicianName, practice, token } from './example-facts.ts';

const closeReasons = [
  'declined',
  'expired',
  'unpaid',
  'voided',
  'physician_left',
  'withdrawn',
  'offer_declined',
  'offer_lapsed',
] as const;

export const link = `https://pages.example/sign/${token}`;

/** Every mail, by name. */
export function exampleMails(firstName = 'Rosa'): Record<string, Mail> {
  const to = { practice, firstName, link };
  const signing = { ...to, physicianName, expiresOn: '2026-12-25' };
  const payment = { ...to, of: 'first', payBy: '2026-12-16', amountCents: 60_000, why: 'failed' } as const;
  const payer = { ...to, patients: 'Rosa', physicianName, firstCents: 60_000 };
  const { firstCents: _, ...payerNow } = payer;
  const guardian = { practice, firstName, childName: 'Kim', on: '2027-06-30' };
  const renewal = { isAutomatic: true, renewsOn: '2028-01-01', feeCents: 240_000 };
  const renewalNotice = {
    ...to,
    way: 'automatic' as const,
    endsOn: '2027-12-31',
    startsOn: '2028-01-01',
    nextEndsOn: '2028-12-31',
    physicianName,
    installments: 4 as const,
    feeCents: 240_000,
    oldFeeCents: 240_000,
    firstPaymentCents: 60_000,
    firstPaymentOn: '2028-01-01',
    paidWith: 'Visa ending in 4242',
  };
  const payerRenewal = {
    ...to,
    isDecided: true,
    startsOn: '2028-01-01',
    endsOn: '2028-12-31',
    feeCents: 250_000,
    oldFeeCents: 240_000,
    payments: [
      { dueOn: '2028-01-01', amountCents: 125_000 },
      { dueOn: '2028-07-01', amountCents: 125_000 },
    ],
    paidWith: 'Visa ending in 4242',
  };
  const grace = { ...to, endedOn: '2027-12-31', keptUntil: '2028-01-31', feeCents: 240_000 };
  const welcome = {
    practice,
    firstName,
    physicianName,
    planName: 'Complete',
    paidCents: 60_000,
    paidWith: 'Visa ending in 4242',
    patients: 'Rosa and one other',
    paidBy: firstName,
    paidOn: '2027-01-01',
    nextPayment: { dueOn: '2027-04-01', amountCents: 60_000 },
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    link,
  };
  const newDoctor = {
    ...to,
    physicianName,
    newPhysicianName: 'Dr. Jonas Lind',
    effectiveOn: '2027-07-01',
    answerBy: '2027-05-23',
    feeCents: 240_000,
  };
  const joined = { memberName: 'Kim', joinedOn: '2027-06-30', endsOn: '2027-12-31', feeCents: 300_000, charges: [] };
  const fewer = { lastDay: '2027-06-30', feeCents: 240_000 };
  return {
    'application-confirmation': applicationConfirmationMail(to),
    'application-refused': applicationClosedMail({ ...to, reason: 'outside-area' }),
    'application-withdrawn': applicationClosedMail({ ...to, reason: 'withdrawn' }),
    waitlisted: waitlistedMail({ ...to, physicianName }),
    'seat-offer': seatOfferMail({ ...to, physicianName, answerBy: '2026-12-02' }),
    'payer-request': payerRequestMail({ ...payer, isReminder: false }),
    'payer-in-force': payerRequestMail({ ...payerNow, next: { cents: 60_000, on: '2027-06-30' }, isReminder: false }),
    'pays-no-more': paysNoMoreMail({ practice, firstName, patients: 'Rosa', until: '2027-06-30' }),
    'guardian-named': guardianMail({ ...guardian, isReplaced: false }),
    'guardian-replaced': guardianMail({ ...guardian, isReplaced: true }),
    'payer-reminder': payerRequestMail({ ...payer, isReminder: true }),
    'copy-request': copyMail({ practice, firstName, patients: 'Rosa', about: 'request' }),
    'copy-closed': copyMail({ practice, firstName, patients: 'Rosa', about: 'closed' }),
    'signing-request': signingRequestMail(signing),
    'signing-request-for-others': signingRequestMail({ ...signing, forOthers: 'Ann and Ben' }),
    'joining-request': signingRequestMail({ ...signing, joins: { firstName: 'Kim', isReader: false } }),
    'joining-request-of-oneself': signingRequestMail({ ...signing, joins: { firstName: 'Rosa', isReader: true } }),
    'way-to-pay': wayToPayMail({ ...signing, because: 'stopped', daysLeft: 13 }),
    'way-to-pay-for-others': wayToPayMail({ ...signing, because: 'stopped', daysLeft: 0, forOthers: 'Ann and Ben' }),
    'way-to-pay-reminder': wayToPayMail({ ...signing, because: 'reminder', daysLeft: 6 }),
    'signing-reminder': signingReminderMail({ ...signing, daysLeft: 1 }),
    'changed-terms-request': signingRequestMail({ ...signing, changesOn: '2028-01-01' }),
    'changed-terms-reminder': signingReminderMail({ ...signing, changesOn: '2028-01-01', daysLeft: 20 }),
    'queue-of-changes': queueMail({ practice, physicianName, waiting: 0, changing: 2, link }),
    'queue-of-both': queueMail({ practice, physicianName, waiting: 1, changing: 1, link }),
    queue: queueMail({ practice, physicianName, waiting: 3, changing: 0, link }),
    'queue-of-one': queueMail({ practice, physicianName, waiting: 1, changing: 0, link }),
    'fresh-link': freshLinkMail({ ...to, expiresOn: '2026-12-25' }),
    'plan-link': planLinkMail(to),
    'payment-failed': paymentFailedMail(payment),
    'payment-stopped': paymentFailedMail({ ...payment, why: 'stopped' }),
    'payment-stopped-reminder': paymentReminderMail({ ...payment, why: 'stopped' }),
    'payment-to-confirm': paymentFailedMail({ ...payment, why: 'confirm' }),
    'payment-bank-failed': paymentFailedMail({ ...payment, why: 'bank' }),
    'payment-check-bounced': paymentFailedMail({ ...payment, of: 'term', why: 'bounced' }),
    'payment-partly': paymentReminderMail({ ...payment, of: 'term', why: 'check', paidCents: 25_000 }),
    invoice: invoiceMail({ ...payment, why: 'check' }),
    'check-reminder': paymentReminderMail({ ...payment, why: 'check' }),
    'payment-reminder': paymentReminderMail(payment),
    'installment-failed': paymentFailedMail({ ...payment, of: 'term' }),
    'installment-reminder': paymentReminderMail({ ...payment, of: 'term' }),
    'installment-invoice': invoiceMail({ ...payment, of: 'term', why: 'check', dueOn: '2026-12-25' }),
    'installment-check-reminder': paymentReminderMail({ ...payment, of: 'term', why: 'check' }),
    'renewal-automatic': renewalNoticeMail(renewalNotice),
    'renewal-new-price': renewalNoticeMail({ ...renewalNotice, feeCents: 250_000 }),
    'renewal-offer': renewalNoticeMail({ ...renewalNotice, way: 'asked' }),
    'renewal-to-sign': renewalNoticeMail({ ...renewalNotice, way: 'to-sign', feeCents: 250_000 }),
    'renewal-signed': renewalNoticeMail({ ...renewalNotice, way: 'signed', feeCents: 250_000 }),
    'payer-more': payerMoreMail(payerRenewal),
    'payer-more-by-check': payerMoreMail({ ...payerRenewal, paidWith: undefined }),
    'payer-renewal': payerRenewalMail(payerRenewal),
    'payer-renewal-as-before': payerRenewalMail({ ...payerRenewal, oldFeeCents: 250_000 }),
    'payer-renewal-asked': payerRenewalMail({ ...payerRenewal, isDecided: false }),
    'payer-renewal-by-check': payerRenewalMail({ ...payerRenewal, paidWith: undefined }),
    renewed: renewedMail({ ...to, startsOn: '2028-01-01', endsOn: '2028-12-31', feeCents: 240_000 }),
    grace: graceMail({ ...grace, isToSign: false }),
    'grace-to-sign': graceMail({ ...grace, isToSign: true }),
    ending: endingMail({
      ...to,
      by: 'patient',
      endsOn: '2027-06-30',
      refundedCents: 120_000,
      owedCents: 0,
      dueOn: '2027-07-30',
    }),
    'ending-nothing-back': endingMail({ ...to, by: 'patient', endsOn: '2027-12-31', refundedCents: 0, owedCents: 0 }),
    'ending-by-practice': endingMail({
      ...to,
      by: 'practice',
      endsOn: '2027-06-30',
      refundedCents: 120_000,
      owedCents: 0,
    }),
    'ending-doctor-leaves': endingMail({
      ...to,
      by: 'practice',
      leaverName: physicianName,
      endsOn: '2027-06-30',
      refundedCents: 120_000,
      owedCents: 0,
      dueOn: '2027-06-30',
    }),
    'ending-owed': endingMail({ ...to, by: 'patient', endsOn: '2027-06-30', refundedCents: 0, owedCents: 60_000 }),
    'ending-over': endingMail({
      ...to,
      by: 'patient',
      endsOn: '2027-06-30',
      isOver: true,
      refundedCents: 120_000,
      owedCents: 0,
    }),
    resumed: resumedMail(to),
    'new-doctor-wished': newDoctorMail(newDoctor),
    'new-doctor-reminder': newDoctorMail({ ...newDoctor, leavesOn: '2027-06-30', isReminder: true }),
    'new-doctor-leaves': newDoctorMail({ ...newDoctor, leavesOn: '2027-06-30' }),
    'doctor-settled': doctorSettledMail({ ...to, physicianName: 'Dr. Jonas Lind', effectiveOn: '2027-07-01' }),
    'doctor-stays': doctorSettledMail({ ...to, physicianName }),
    ended: endedMail({
      practice,
      firstName,
      endsOn: '2027-06-30',
      refundedCents: 120_000,
      owedCents: 0,
      ways: ['charge'],
    }),
    'ended-by-check': endedMail({
      practice,
      firstName,
      endsOn: '2027-06-30',
      refundedCents: 120_000,
      owedCents: 0,
      ways: ['check'],
      dueOn: '2027-07-30',
    }),
    'ending-by-death': endingByDeathMail({
      practice,
      firstName: 'Dana',
      patients: firstName,
      endsOn: '2027-06-30',
      refundedCents: 120_000,
    }),
    'ended-nothing-back': endedMail({
      practice,
      firstName,
      endsOn: '2027-12-31',
      refundedCents: 0,
      owedCents: 0,
      ways: [],
    }),
    'ended-owed': endedMail({
      practice,
      firstName,
      endsOn: '2027-06-30',
      refundedCents: 0,
      owedCents: 59_178,
      ways: [],
    }),
    statement: statementMail({
      ...to,
      patients: 'Rosa and one other',
      isCorrected: false,
      year: 2027,
      lines: [
        { on: '2027-01-04', kind: 'payment', cents: 60_000 },
        { on: '2027-04-01', kind: 'payment', cents: 60_000 },
        { on: '2027-04-09', kind: 'bounced-check', cents: 60_000 },
        { on: '2027-04-20', kind: 'payment', cents: 60_000 },
      ],
      totalCents: 120_000,
    }),
    'statement-corrected': statementMail({
      ...to,
      patients: 'Rosa',
      isCorrected: true,
      year: 2027,
      lines: [{ on: '2027-12-30', kind: 'payment', cents: 60_000 }],
      totalCents: 60_000,
    }),
    joined: joinedMail({ ...to, ...joined, restCents: 30_000 }),
    'joined-by-bank': joinedMail({
      ...to,
      ...joined,
      restCents: 30_000,
      charges: [
        { dueOn: '2027-10-01', amountCents: 75_000 },
        { dueOn: '2027-07-14', amountCents: 15_000 },
      ],
    }),
    'joined-for-nothing': joinedMail({ ...to, ...joined, restCents: 0 }),
    'joined-by-oneself': joinedMail({ ...to, ...joined, restCents: 30_000, isReader: true }),
    'joining-over': joiningOverMail({ practice, firstName, isMember: true }),
    'joining-over-of-oneself': joiningOverMail({ practice, firstName, isMember: false }),
    'one-fewer': oneFewerMail({ ...to, ...fewer, refundedCents: 30_000, ways: ['charge'], dueOn: '2027-07-30' }),
    'one-fewer-nothing-back': oneFewerMail({ ...to, ...fewer, refundedCents: 0, ways: [] }),
    left: leftMail({ practice, firstName, lastDay: '2027-06-30' }),
    'coming-of-age': comingOfAgeMail({ ...to, memberName: 'Kim', age: 19, stateName: 'Alabama' }),
    receipt: receiptMail({
      ...to,
      patients: 'Rosa and one other',
      amountCents: 60_000,
      paidWith: 'Visa ending in 4242',
      paidOn: '2027-04-01',
      period: { startsOn: '2027-04-01', endsOn: '2027-06-30' },
    }),
    welcome: welcomeMail({ ...welcome, renewal }),
    'welcome-no-renewal': welcomeMail({ ...welcome, renewal: { ...renewal, isAutomatic: false } }),
    'closed-physician': closedPhysicianMail({
      practice,
      physicianName,
      patientFirstName: firstName,
      reason: 'expired',
    }),
    ...Object.fromEntries(closeReasons.map((reason) => [`closed-${reason}`, closedMail({ ...to, reason })])),
    'closed-payer': closedPayerMail({ practice, firstName, patients: 'Rosa' }),
  };
}
