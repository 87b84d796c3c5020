import { composeNotice } from '../../actions/compose-notice.ts';
import { isId } from '../../adapters/ids.ts';
import { readApplication } from '../../adapters/table/application-store.ts';
import { notePosted, readClosedLetter } from '../../adapters/table/notice-store.ts';
import type { Application } from '../../domain/application/application.ts';
import { addDays, practiceDate } from '../../domain/calendar/practice-time.ts';
import { noticeKeys } from '../../domain/notices/notice.ts';
import { letterFromMail } from '../../pages/paper/letter.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import { FieldChecks } from '../forms/checks.ts';
import { applicationPage, notFound } from './applications.ts';
import type { DeskRequest } from './desk-request.ts';

const noticeKey = noticeKeys.applicationClosed();

/** The practice's answer to an application on paper that came to nothing, to print and post. */
export async function showApplicationLetter(request: DeskRequest): Promise<Answer> {
  const { book, deps, query } = request;
  const application = await answeredByLetter(request);
  if (application === undefined) return notFound(request);
  const owner = { kind: 'application', id: application.applicationId } as const;
  const composed = await composeNotice(deps, book, owner, undefined, noticeKey);
  if (composed === undefined) return notFound(request);
  const date = practiceDate(deps.now, deps.timeZone);
  const address = composed.reader.address ?? application.members[0]?.address;
  const to = { ...composed.reader, ...(address === undefined ? {} : { address }) };
  const letter = { practice: book.practice, to, date, largePrint: query.print === 'large' };
  return page(letterFromMail(composed.mail(request.publicUrl), letter));
}

/** It went by post: it stands in the list no more. */
export async function noteApplicationLetter(request: DeskRequest): Promise<Answer> {
  const { deps, form, session } = request;
  const application = await answeredByLetter(request);
  if (application === undefined) return notFound(request);
  const checks = new FieldChecks(form);
  const today = practiceDate(deps.now, deps.timeZone);
  const on = checks.day('postedOn', { from: addDays(today, -60), to: today });
  if (on === '') checks.say('postedOn', 'Please enter the day on which it was posted.');
  if (checks.hasErrors) return page(await applicationPage(request, application, form, checks.errors), 422);
  const owner = { kind: 'application', id: application.applicationId } as const;
  await notePosted(deps.table, owner, noticeKey, { on, by: session.staff.staffId });
  return seeOther(`/desk/applications/${application.applicationId}?done=posted`);
}

/** The application whose answer is a letter; undefined where it went by mail, or there is none. */
async function answeredByLetter({ deps, parameters }: DeskRequest): Promise<Application | undefined> {
  const { applicationId = '' } = parameters;
  const application = isId(applicationId) ? await readApplication(deps.table, applicationId) : undefined;
  const letter = application && (await readClosedLetter(deps.table, application));
  return letter === undefined ? undefined : application;
}
