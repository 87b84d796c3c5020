import { applicationConfirmationMail } from '../../../functions/pages/mails/application-confirmation.ts';
import { closedDeclinedMail, closedExpiredMail, closedUnpaidMail } from '../../../functions/pages/mails/closed.ts';
import { closedPhysicianMail } from '../../../functions/pages/mails/closed-physician.ts';
import { countersignReminderMail, countersignRequestMail } from '../../../functions/pages/mails/countersign-request.ts';
import { freshLinkMail } from '../../../functions/pages/mails/fresh-link.ts';
import type { Mail } from '../../../functions/pages/mails/mail.ts';
import { paymentFailedMail, paymentReminderMail } from '../../../functions/pages/mails/payment-due.ts';
import { signingReminderMail, signingRequestMail } from '../../../functions/pages/mails/signing-request.ts';
import { waitlistedMail } from '../../../functions/pages/mails/waitlisted.ts';
import { welcomeMail } from '../../../functions/pages/mails/welcome.ts';
import { physicianName, practice, token } from './example-facts.ts';

export const link = `https://pages.example/sign/${token}`;

/** Every mail, by name. */
export function exampleMails(firstName = 'Rosa'): Record<string, Mail> {
  const to = { practice, firstName, link };
  const signing = { ...to, physicianName, expiresOn: '2026-12-25' };
  const countersign = {
    practice,
    physicianName,
    patientFirstName: firstName,
    planName: 'Complete',
    link,
    expiresOn: '2026-12-25',
    daysLeft: 12,
  };
  const payment = { ...to, planName: 'Complete', closesOn: '2026-12-16', amountCents: 60_000 };
  const renewal = { isAutomatic: true, renewsOn: '2028-01-01', feeCents: 240_000 };
  const welcome = {
    practice,
    firstName,
    physicianName,
    planName: 'Complete',
    paidCents: 60_000,
    paidWith: 'Visa ending in 4242',
    nextPayment: { dueOn: '2027-04-01', amountCents: 60_000 },
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
  };
  return {
    'application-confirmation': applicationConfirmationMail(to),
    waitlisted: waitlistedMail({ practice, firstName, physicianName }),
    'signing-request': signingRequestMail(signing),
    'signing-reminder': signingReminderMail({ ...signing, daysLeft: 1 }),
    'countersign-request': countersignRequestMail(countersign),
    'countersign-reminder': countersignReminderMail({ ...countersign, daysLeft: 0 }),
    'fresh-link': freshLinkMail({ ...to, expiresOn: '2026-12-25' }),
    'payment-failed': paymentFailedMail(payment),
    'payment-reminder': paymentReminderMail(payment),
    welcome: welcomeMail({ ...welcome, renewal }),
    'welcome-no-renewal': welcomeMail({ ...welcome, renewal: { ...renewal, isAutomatic: false } }),
    'closed-physician': closedPhysicianMail({
      practice,
      physicianName,
      patientFirstName: firstName,
      reason: 'expired',
    }),
    'closed-declined': closedDeclinedMail(to),
    'closed-expired': closedExpiredMail(to),
    'closed-unpaid': closedUnpaidMail(to),
  };
}
