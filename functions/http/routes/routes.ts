import type { patientRoutes } from '../../deployed.ts';
import type { Answer } from '../answer.ts';
import type { Request } from '../request.ts';
import { asset, notFound } from './asset.ts';
import { confirm, showConfirm } from './confirm.ts';
import { applied, apply, home, showApply } from './enrolment.ts';
import { answerOffer, showOffer } from './offer.ts';
import { pay, showInvoice, showPay, showReceipt } from './pay.ts';
import { payerAnswers, showPayer } from './payer.ts';
import { changePlan, showCancel, showPlan } from './plan.ts';
import { showDoctor } from './plan-doctor.ts';
import { showPaper } from './plan-paper.ts';
import { showUse } from './plan-use.ts';
import { showSigning, showSigningStep, submitSigningStep } from './signing.ts';
import { showStatement } from './statement.ts';

type Route = (request: Request) => Answer | Promise<Answer>;

/** By HTTP API route key: every one that is deployed. */
export const routes: Record<(typeof patientRoutes)[number], Route> = {
  'GET /': home,
  'GET /assets/{file}': asset,
  'GET /apply': showApply,
  'POST /apply': apply,
  'GET /applied': applied,
  'GET /confirm/{token}': showConfirm,
  'POST /confirm/{token}': confirm,
  'GET /sign/{token}': showSigning,
  'GET /sign/{token}/{step}': showSigningStep,
  'POST /sign/{token}/{step}': submitSigningStep,
  'GET /offer/{token}': showOffer,
  'POST /offer/{token}': answerOffer,
  'GET /payer/{token}': showPayer,
  'POST /payer/{token}': payerAnswers,
  'GET /plan/{token}': showPlan,
  'GET /plan/{token}/cancel': showCancel,
  'GET /plan/{token}/use': showUse,
  'GET /plan/{token}/doctor': showDoctor,
  'GET /plan/{token}/paper': showPaper,
  'POST /plan/{token}/{step}': changePlan,
  'GET /pay/{token}': showPay,
  'POST /pay/{token}': pay,
  'GET /pay/{token}/invoice': showInvoice,
  'GET /pay/{token}/receipt': showReceipt,
  'GET /pay/{token}/statement/{year}': showStatement,
  $default: notFound,
};
