import { apply as storeApplication } from '../../actions/apply.ts';
import { isId, newId } from '../../adapters/ids.ts';
import { readPanels } from '../../adapters/table/panel-store.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { hasSeats } from '../../domain/panel/panel.ts';
import { renderAppliedPage } from '../../pages/enrolment/applied-page.tsx';
import { renderPlansPage } from '../../pages/enrolment/plans-page.tsx';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { type Answer, page, seeOther } from '../answer.ts';
import { readApplicationForm } from '../forms/application-form.ts';
import type { Request } from '../request.ts';

export async function home(request: Request): Promise<Answer> {
  return page(await plansPage(request, newId()));
}

/** Stores the application; a form with mistakes comes back as it was typed. */
export async function apply(request: Request): Promise<Answer> {
  const { form, book, deps } = request;
  // Only programs fill in the field that people can't see: they are told what people are told.
  if (form.website) return seeOther('/applied');
  const applicationId = form.requestId ?? '';
  const read = readApplicationForm(form, book, practiceDate(deps.now, deps.timeZone));
  if ('errors' in read) {
    return page(await plansPage(request, isId(applicationId) ? applicationId : newId(), form, read.errors), 422);
  }
  await storeApplication(deps, { applicationId: isId(applicationId) ? applicationId : newId(), ...read.applied });
  return seeOther('/applied');
}

export function applied({ book }: Request): Answer {
  return page(renderAppliedPage({ practice: book.practice }));
}

async function plansPage({ deps, book }: Request, requestId: string, values?: FieldValues, errors?: FieldErrors) {
  const panels = await readPanels(deps.table);
  return renderPlansPage({
    practice: book.practice,
    plans: book.plans,
    physicians: book.physicians.map(({ physicianId, name }) => {
      const panel = panels.find((one) => one.physicianId === physicianId);
      return { physicianId, name, hasPlaces: panel !== undefined && hasSeats(panel, 1) };
    }),
    requestId,
    action: '/apply',
    values,
    errors,
  });
}
