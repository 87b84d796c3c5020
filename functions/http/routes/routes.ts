import type { patientRoutes } from '../../deployed.ts';
import { type Answer, seeOther } from '../answer.ts';
import type { Request } from '../request.ts';
import { asset, notFound } from './asset.ts';
import { confirm, showConfirm } from './confirm.ts';
import { applied, apply, home } from './enrolment.ts';
import { pay, showPay } from './pay.ts';
import { showSigning, showSigningStep, submitSigningStep } from './signing.ts';

type Route = (request: Request) => Answer | Promise<Answer>;

/** By HTTP API route key: every one that is deployed. */
export const routes: Record<(typeof patientRoutes)[number], Route> = {
  'GET /': home,
  'GET /assets/{file}': asset,
  'GET /apply': () => seeOther('/'),
  'POST /apply': apply,
  'GET /applied': applied,
  'GET /confirm/{token}': showConfirm,
  'POST /confirm/{token}': confirm,
  'GET /sign/{token}': showSigning,
  'GET /sign/{token}/{step}': showSigningStep,
  'POST /sign/{token}/{step}': submitSigningStep,
  'GET /pay/{token}': showPay,
  'POST /pay/{token}': pay,
  $default: notFound,
};
