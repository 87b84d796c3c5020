import { confirmApplication } from '../../actions/confirm-application.ts';
import { closeApplication } from '../../actions/decide-application.ts';
import { isToken } from '../../adapters/ids.ts';
import { readApplication } from '../../adapters/table/application-store.ts';
import { readLink } from '../../adapters/table/link-store.ts';
import { type Application, applicantOf } from '../../domain/application/application.ts';
import type { PracticeBook } from '../../domain/practice/practice.ts';
import { physicianOf } from '../../domain/practice/practice.ts';
import { renderConfirmPage } from '../../pages/enrolment/confirm-page.tsx';
import { type Answer, page } from '../answer.ts';
import type { Request } from '../request.ts';

/** Shows a button: mail scanners open links, so opening one confirms nothing. */
export async function showConfirm(request: Request): Promise<Answer> {
  const { practice } = request.book;
  const application = await linkedApplication(request);
  if (application === undefined) return gone(request.book);
  const action = `/confirm/${request.parameters.token}`;
  switch (application.status) {
    case 'confirmed':
      return page(renderConfirmPage({ practice, state: 'received', action }));
    case 'approved':
      return page(renderConfirmPage({ practice, state: 'already-confirmed' }));
    case 'refused':
    case 'withdrawn':
      return page(renderConfirmPage({ practice, state: 'closed' }));
  }
  return page(renderConfirmPage({ practice, state: 'ready', action, firstName: applicantOf(application).firstName }));
}

export async function confirm(request: Request): Promise<Answer> {
  const { book, deps } = request;
  const { practice } = book;
  const application = await linkedApplication(request);
  if (application === undefined) return gone(book);
  if (request.form.act === 'withdraw') {
    const { outcome } = await closeApplication(deps, application.applicationId, { reason: 'withdrawn' });
    return page(renderConfirmPage({ practice, state: outcome === 'closed' ? 'withdrawn' : 'already-confirmed' }));
  }
  const confirmation = await confirmApplication(deps, book, application.applicationId);
  switch (confirmation.outcome) {
    case 'gone':
      return gone(book);
    case 'received':
      return page(renderConfirmPage({ practice, state: 'received', action: `/confirm/${request.parameters.token}` }));
    case 'approved': {
      const physicianName = physicianOf(book, application.physicianId).name;
      const isWaitlisted = confirmation.agreement.status === 'waitlisted';
      if (!confirmation.isNew && !isWaitlisted && confirmation.agreement.status !== 'offered') {
        return page(renderConfirmPage({ practice, state: 'already-confirmed' }));
      }
      return page(renderConfirmPage({ practice, state: isWaitlisted ? 'waitlisted' : 'approved', physicianName }));
    }
  }
}

async function linkedApplication({ deps, parameters }: Request): Promise<Application | undefined> {
  const token = parameters.token ?? '';
  const link = isToken(token) ? await readLink(deps.table, token) : undefined;
  if (link?.purpose !== 'confirm') return undefined;
  const application = await readApplication(deps.table, link.applicationId);
  // A link outlives its time only for an application that was confirmed: it then says so.
  return application?.status === 'unconfirmed' && link.expiresAt <= deps.now ? undefined : application;
}

function gone(book: PracticeBook): Answer {
  return page(renderConfirmPage({ practice: book.practice, state: 'gone' }), 404);
}
