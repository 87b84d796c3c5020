import { endEveryStaffSession } from '../../adapters/table/staff-session-store.ts';
import { deskRoutes } from '../../deployed.ts';
import type { Act } from '../../domain/staff/roles.ts';
import { agreementActNames } from '../../pages/desk/act-link.tsx';
import { type Answer, seeOther } from '../answer.ts';
import { agreementActs, performAct } from './agreement-acts.ts';
import { showAgreement, showAgreements, showWaitlist } from './agreements.ts';
import { noteApplicationLetter, showApplicationLetter } from './application-letter.ts';
import {
  approve,
  enter,
  refuse,
  sendMailAgain,
  showApplication,
  showApplications,
  showNewApplication,
} from './applications.ts';
import type { DeskRequest } from './desk-request.ts';
import { showHome } from './home.ts';
import { showLetter, showPacket } from './papers.ts';
import { recordPhysicianLeave, showPhysician } from './physician.ts';
import { showQueue, signQueue } from './queue.ts';

export interface DeskRoute {
  /** What one must be allowed to do; of acts on an agreement the address says which. */
  act: Act | 'of-address';
  serve(request: DeskRequest): Answer | Promise<Answer>;
}

/** Every route of the desk for whoever has signed in, with the act that it is. */
const routes: Record<(typeof deskRoutes)[number], DeskRoute> = {
  'GET /desk': { act: 'view_agreements', serve: showHome },
  'GET /desk/applications': { act: 'view_applications', serve: showApplications },
  'GET /desk/applications/new': { act: 'enrol', serve: showNewApplication },
  'POST /desk/applications/new': { act: 'enrol', serve: enter },
  'GET /desk/applications/{applicationId}': { act: 'view_applications', serve: showApplication },
  'POST /desk/applications/{applicationId}/approve': { act: 'decide_applications', serve: approve },
  'POST /desk/applications/{applicationId}/refuse': { act: 'decide_applications', serve: refuse },
  'GET /desk/applications/{applicationId}/letter': { act: 'print_letters', serve: showApplicationLetter },
  'POST /desk/applications/{applicationId}/posted': { act: 'print_letters', serve: noteApplicationLetter },
  'POST /desk/applications/{applicationId}/send': { act: 'restart', serve: sendMailAgain },
  'GET /desk/queue': { act: 'countersign', serve: showQueue },
  'POST /desk/queue': { act: 'countersign', serve: signQueue },
  'GET /desk/waitlist': { act: 'view_agreements', serve: showWaitlist },
  'GET /desk/physicians/{physicianId}': { act: 'view_agreements', serve: showPhysician },
  'POST /desk/physicians/{physicianId}/leave': { act: 'record_leave', serve: recordPhysicianLeave },
  'GET /desk/agreements': { act: 'view_agreements', serve: showAgreements },
  'GET /desk/agreements/{agreementId}': { act: 'view_agreements', serve: showAgreement },
  'GET /desk/agreements/{agreementId}/packet/{signerId}': { act: 'print_letters', serve: showPacket },
  'GET /desk/agreements/{agreementId}/letters/{noticeKey}': { act: 'print_letters', serve: showLetter },
  'POST /desk/agreements/{agreementId}/{act}': { act: 'of-address', serve: performAct },
  'POST /desk/sign-out-everywhere': { act: 'sign_out_everywhere', serve: signOutEverywhere },
};

export function deskRouteOf(routeKey: string): DeskRoute | undefined {
  return (deskRoutes as readonly string[]).includes(routeKey) ? routes[routeKey as keyof typeof routes] : undefined;
}

/** The act that a request is; undefined where its address names none. */
export function actOf({ act }: DeskRoute, { act: named = '' }: Record<string, string>): Act | undefined {
  if (act !== 'of-address') return act;
  const found = agreementActNames.find((one) => one === named);
  return found === undefined ? undefined : agreementActs[found].act;
}

async function signOutEverywhere({ deps, session }: DeskRequest): Promise<Answer> {
  await endEveryStaffSession(deps.table, session.staff.staffId, deps.now);
  return seeOther('/desk/signed-out');
}
