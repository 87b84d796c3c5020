import { apply as storeApplication } from '../../actions/apply.ts';
import { isId, newId } from '../../adapters/ids.ts';
import { readPanels } from '../../adapters/table/panel-store.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { hasSeats } from '../../domain/panel/panel.ts';
import type { Applicants } from '../../pages/enrolment/applicants.ts';
import type { PhysicianFace } from '../../pages/enrolment/application-form.tsx';
import { renderAppliedPage } from '../../pages/enrolment/applied-page.tsx';
import { renderApplyPage } from '../../pages/enrolment/apply-page.tsx';
import { renderPlansPage } from '../../pages/enrolment/plans-page.tsx';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { type Answer, page, seeOther } from '../answer.ts';
import { readApplicants } from '../forms/applicants.ts';
import { readApplicationForm } from '../forms/application-form.ts';
import type { Request } from '../request.ts';

/** Options, costs and terms, and the first question. */
export async function home(request: Request): Promise<Answer> {
  return page(await plansPage(request));
}

/** The form for whom the first question was answered; the question again where it was not. */
export async function showApply(request: Request): Promise<Answer> {
  // An address without the first question's answer, as a form with mistakes leaves it in the browser.
  if (Object.keys(request.query).length === 0) return seeOther('/');
  const read = readApplicants(request.query);
  if ('errors' in read) return page(await plansPage(request, request.query, read.errors), 422);
  return page(await applyPage(request, read.applicants, newId()));
}

/** Stores the application; a form with mistakes comes back as it was typed. */
export async function apply(request: Request): Promise<Answer> {
  const { form, book, deps, evidence } = request;
  // Only programs fill in the field that people can't see: they are told what people are told.
  if (form.website) return seeOther('/applied');
  const asked = readApplicants(form);
  if ('errors' in asked) return page(await plansPage(request, form, asked.errors), 422);
  const applicationId = isId(form.requestId ?? '') ? (form.requestId ?? '') : newId();
  const today = practiceDate(deps.now, deps.timeZone);
  const read = readApplicationForm(form, { book: await openBook(request), applicants: asked.applicants, today });
  if ('errors' in read) return page(await applyPage(request, asked.applicants, applicationId, form, read.errors), 422);
  const stored = await storeApplication(deps, { applicationId, ...read }, evidence.ip);
  if (stored === 'network-full') {
    const errors = { form: networkFullWords(book.practice.phone) };
    return page(await applyPage(request, asked.applicants, applicationId, form, errors), 429);
  }
  return seeOther(read.mail === 'paper' ? '/applied?by=paper' : '/applied');
}

function networkFullWords(phone: string): string {
  return `Many applications came from your connection today, so we did not take this one. Please call us at ${phone}, or send it again tomorrow: what you filled in is still here.`;
}

export function applied({ book, query }: Request): Answer {
  return page(renderAppliedPage({ practice: book.practice, byPost: query.by === 'paper' }));
}

async function plansPage(request: Request, values?: FieldValues, errors?: FieldErrors): Promise<string> {
  const { practice, plans } = request.book;
  return renderPlansPage({ practice, plans, physicians: await physiciansOf(request), values, errors });
}

async function applyPage(
  request: Request,
  applicants: Applicants,
  requestId: string,
  values?: FieldValues,
  errors?: FieldErrors,
): Promise<string> {
  const { practice, plans } = request.book;
  const physicians = await physiciansOf(request);
  return renderApplyPage({ practice, plans, physicians, applicants, requestId, action: '/apply', values, errors });
}

/** Each who takes patients, with whether one more member has a seat. */
export async function physiciansOf(request: Pick<Request, 'deps' | 'book'>): Promise<PhysicianFace[]> {
  const [panels, { physicians }] = await Promise.all([readPanels(request.deps.table), openBook(request)]);
  return physicians.map(({ physicianId, name }) => {
    const panel = panels.find((one) => one.physicianId === physicianId);
    return { physicianId, name, hasPlaces: panel !== undefined && hasSeats(panel, 1) };
  });
}

/** The practice's book as it is open to applicants: without physicians who leave. */
export async function openBook({ deps, book }: Pick<Request, 'deps' | 'book'>): Promise<Request['book']> {
  const panels = await readPanels(deps.table);
  const leaves = (id: string) => panels.some(({ physicianId, leave }) => physicianId === id && leave !== undefined);
  return { ...book, physicians: book.physicians.filter(({ physicianId }) => !leaves(physicianId)) };
}
