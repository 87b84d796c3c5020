import { env } from '../adapters/env.ts';
import { openTable } from '../adapters/table/table.ts';
import { openWorkflows } from '../adapters/workflows/workflows.ts';
import { endCare } from './end-care.ts';
import { expireDocument } from './expire-document.ts';
import { escalateInvoice, giveUpInvoice } from './give-up-invoice.ts';
import { lapseOffer } from './lapse-offer.ts';
import { openSigning } from './open-signing.ts';
import { readBilling, readOnboarding, readRenewal, readSigning, readTermination } from './read-positions.ts';
import { decideRenewalTask, escalateRenewal, planRenewalTask } from './renewal-tasks.ts';
import { taskHandler } from './task.ts';
import { waitForAnswer, waitForPayment, waitForRenewal, waitForSigners } from './wait-tasks.ts';

const settings = env('tasks');
const standing = {
  table: openTable(settings.TABLE_NAME),
  timeZone: settings.TIME_ZONE,
  workflows: openWorkflows(),
  signingMachineArn: settings.SIGNING_MACHINE_ARN,
  billingMachineArn: settings.BILLING_MACHINE_ARN,
};
const deps = (now: string) => ({ ...standing, now });

export const handler = taskHandler({
  'read-onboarding-position': readOnboarding(deps),
  'read-signing-position': readSigning(deps),
  'read-billing-position': readBilling(deps),
  'read-renewal-position': readRenewal(deps),
  'plan-renewal': planRenewalTask(deps),
  'wait-for-renewal': waitForRenewal(deps),
  'decide-renewal': decideRenewalTask(deps),
  'escalate-renewal': escalateRenewal(deps),
  'read-termination-position': readTermination(deps),
  'end-care': endCare(deps),
  'wait-for-answer': waitForAnswer(deps),
  'lapse-offer': lapseOffer(deps),
  'open-signing': openSigning(deps),
  'wait-for-signers': waitForSigners(deps),
  'expire-document': expireDocument(deps),
  'wait-for-payment': waitForPayment(deps),
  'give-up-invoice': giveUpInvoice(deps),
  'escalate-invoice': escalateInvoice(deps),
});
