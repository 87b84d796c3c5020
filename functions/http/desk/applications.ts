import { enterApplication } from '../../actions/apply.ts';
import { approveApplication, closeApplication } from '../../actions/decide-application.ts';
import { sendAgain } from '../../actions/send-again.ts';
import { isId, newId } from '../../adapters/ids.ts';
import { applicationsToDecide, earlierOf, readApplication } from '../../adapters/table/application-store.ts';
import { readClosedLetter } from '../../adapters/table/notice-store.ts';
import { readPanel } from '../../adapters/table/panel-store.ts';
import type { Application, RefusalReason } from '../../domain/application/application.ts';
import { refusalReasons } from '../../domain/application/application.ts';
import { addDays, practiceDate } from '../../domain/calendar/practice-time.ts';
import { planRefusal } from '../../domain/practice/plan-refusal.ts';
import { agreedPrice, type DiscountGrant, type DiscountReason } from '../../domain/practice/price.ts';
import { needsPrivateContract } from '../../domain/practice/private-contract.ts';
import { may } from '../../domain/staff/roles.ts';
import { renderApplicationPage } from '../../pages/desk/application-page.tsx';
import { renderApplicationsPage } from '../../pages/desk/applications-page.tsx';
import { renderDoorPage } from '../../pages/desk/door-page.tsx';
import { renderEnterPage } from '../../pages/desk/enter-page.tsx';
import type { Applicants } from '../../pages/enrolment/applicants.ts';
import { renderErrorPage } from '../../pages/error-page.tsx';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { type Answer, page, seeOther } from '../answer.ts';
import { readApplicants } from '../forms/applicants.ts';
import { readApplicationForm } from '../forms/application-form.ts';
import { FieldChecks } from '../forms/checks.ts';
import { openBook, physiciansOf } from '../routes/enrolment.ts';
import { type DeskRequest, deskFace } from './desk-request.ts';
import { doneWords } from './done-words.ts';

const mostListed = 50;

export async function showApplications(request: DeskRequest): Promise<Answer> {
  const { book, deps, query } = request;
  const after = isId(query.after ?? '') ? query.after : undefined;
  const { applications, next } = await applicationsToDecide(deps.table, mostListed, after);
  const { physicians, plans } = book;
  return page(
    renderApplicationsPage({
      ...deskFace(request),
      applications,
      next,
      timeZone: deps.timeZone,
      physicians,
      plans,
      done: doneWords(query.done),
    }),
  );
}

export async function showApplication(request: DeskRequest): Promise<Answer> {
  const application = await applicationOf(request);
  return application === undefined ? notFound(request) : page(await applicationPage(request, application));
}

/** Staff approve at the plan's price; a manager may take something off, for a reason. */
export async function approve(request: DeskRequest): Promise<Answer> {
  const { book, deps, form, session } = request;
  const application = await applicationOf(request);
  if (application === undefined) return notFound(request);
  if (!may(session.staff, 'decide_applications', application)) return notAllowed(request);
  const checks = new FieldChecks(form);
  const discount = readDiscount(request, checks);
  if (discount === 'not-allowed') return notAllowed(request);
  if (checks.hasErrors) return page(await applicationPage(request, application, form, checks.errors), 422);
  const by = session.staff.staffId;
  const decision = await approveApplication(deps, book, application.applicationId, {
    by,
    ...(discount === undefined ? {} : { discount }),
  });
  switch (decision.outcome) {
    case 'approved':
      return seeOther(`/desk/agreements/${decision.agreement.agreementId}?done=approved`);
    case 'not-offered': {
      const errors = {
        form: 'The plan or the doctor is not offered to this applicant any more. Refuse it with that reason.',
      };
      return page(await applicationPage(request, application, form, errors), 422);
    }
    default:
      return seeOther('/desk/applications?done=decided-already');
  }
}

export async function refuse(request: DeskRequest): Promise<Answer> {
  const { deps, form, session } = request;
  const application = await applicationOf(request);
  if (application === undefined) return notFound(request);
  if (!may(session.staff, 'decide_applications', application)) return notAllowed(request);
  const checks = new FieldChecks(form);
  const reasons = [...(Object.keys(refusalReasons) as RefusalReason[]), 'withdrawn' as const];
  const reason = checks.choice('reason', reasons, 'Please choose a reason. The applicant is told it.');
  if (checks.hasErrors) return page(await applicationPage(request, application, form, checks.errors), 422);
  const { outcome } = await closeApplication(deps, application.applicationId, { by: session.staff.staffId, reason });
  return seeOther(`/desk/applications?done=${outcome === 'closed' ? doneAs(reason) : outcome}`);
}

function doneAs(reason: RefusalReason | 'withdrawn'): string {
  return reason === 'withdrawn' ? 'withdrawn' : 'refused';
}

/** A mail to the applicant that failed goes out once more. */
export async function sendMailAgain(request: DeskRequest): Promise<Answer> {
  const application = await applicationOf(request);
  if (application === undefined) return notFound(request);
  await sendAgain(request.deps, application.applicationId);
  return seeOther(`/desk/applications/${application.applicationId}?done=sent-again`);
}

/** The form for whoever calls, writes, or stands at the counter. */
export async function showNewApplication(request: DeskRequest): Promise<Answer> {
  const read = readApplicants(request.query);
  const isAsked = Object.keys(request.query).length > 0;
  if ('errors' in read) {
    const errors = isAsked ? read.errors : undefined;
    return page(renderEnterPage({ ...deskFace(request), values: request.query, errors }), isAsked ? 422 : 200);
  }
  return page(await enterPage(request, read.applicants, newId()));
}

export async function enter(request: DeskRequest): Promise<Answer> {
  const { deps, form, session } = request;
  const asked = readApplicants(form);
  if ('errors' in asked) {
    return page(renderEnterPage({ ...deskFace(request), values: form, errors: asked.errors }), 422);
  }
  const { applicants } = asked;
  const applicationId = isId(form.requestId ?? '') ? (form.requestId ?? '') : newId();
  const today = practiceDate(deps.now, deps.timeZone);
  const book = await openBook(request);
  const read = readApplicationForm(form, { book, applicants, today, byStaff: form.mail === 'paper' });
  if ('errors' in read) return page(await enterPage(request, applicants, applicationId, form, read.errors), 422);
  const storedId = await enterApplication(deps, { applicationId, ...read }, session.staff.staffId);
  return seeOther(`/desk/applications/${storedId}`);
}

/** A discount that a form asks for: all of it, or none. */
function readDiscount(
  { deps, form, session }: DeskRequest,
  checks: FieldChecks,
): DiscountGrant | 'not-allowed' | undefined {
  if (!form.discount && !form.percent && !form.waive) return undefined;
  if (!may(session.staff, 'grant_discount')) return 'not-allowed';
  const today = practiceDate(deps.now, deps.timeZone);
  const reasons: DiscountReason[] = ['hardship', 'scholarship', 'held-price'];
  const reason = checks.choice('discount', reasons, 'Please choose the reason for the discount.');
  const waivesEnrolmentFee = form.waive === 'yes';
  const percent = Number(
    checks.text('percent', 'how much it is, in percent', { max: 3, optional: waivesEnrolmentFee }),
  );
  if (!Number.isInteger(percent) || percent < (waivesEnrolmentFee ? 0 : 1) || percent > 100) {
    checks.say('percent', 'Please enter a whole number of percent, from 1 to 100.');
  }
  const until = checks.day('until', { from: today, to: addDays(today, 3660) });
  if (reason === 'held-price' && until === '') checks.say('until', 'Please say until when the price is held.');
  return {
    ...{ reason, percent, by: session.staff.staffId },
    ...(waivesEnrolmentFee ? { waivesEnrolmentFee } : {}),
    ...(until === '' ? {} : { until }),
  };
}

async function applicationOf({ deps, parameters }: DeskRequest): Promise<Application | undefined> {
  const { applicationId = '' } = parameters;
  return isId(applicationId) ? readApplication(deps.table, applicationId) : undefined;
}

export async function applicationPage(
  request: DeskRequest,
  application: Application,
  values?: FieldValues,
  errors?: FieldErrors,
): Promise<string> {
  const { book, deps, session } = request;
  const plan = book.plans.find(({ planId }) => planId === application.planId);
  const physician = book.physicians.find(({ physicianId }) => physicianId === application.physicianId);
  const refusal = plan && physician && planRefusal(plan, physician, application.members);
  return renderApplicationPage({
    ...deskFace(request),
    application,
    plan,
    physicianName: physician?.name,
    panel: physician && (await readPanel(deps.table, physician.physicianId)),
    price: plan && agreedPrice(plan, application, deps.timeZone),
    refusal,
    earlier: await earlierOf(deps.table, application),
    needsContract: physician !== undefined && needsPrivateContract(physician, application.members),
    letter: await readClosedLetter(deps.table, application),
    mayPost: may(session.staff, 'print_letters'),
    maySend: may(session.staff, 'restart'),
    done: doneWords(request.query.done),
    mayDecide: may(session.staff, 'decide_applications', application),
    mayDiscount: may(session.staff, 'grant_discount'),
    values,
    errors,
  });
}

async function enterPage(
  request: DeskRequest,
  applicants: Applicants,
  requestId: string,
  values?: FieldValues,
  errors?: FieldErrors,
): Promise<string> {
  const { plans } = request.book;
  const physicians = await physiciansOf(request);
  return renderEnterPage({ ...deskFace(request), applicants, plans, physicians, requestId, values, errors });
}

export function notFound({ book }: DeskRequest): Answer {
  return page(renderErrorPage({ practice: book.practice, kind: 'not-found' }), 404);
}

function notAllowed({ book }: DeskRequest): Answer {
  return page(renderDoorPage({ practice: book.practice, state: 'not-allowed' }), 403);
}
