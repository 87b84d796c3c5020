import { readPanel, recordLeave } from '../../adapters/table/panel-store.ts';
import { ConflictError } from '../../adapters/table/table.ts';
import { addDays, practiceDate } from '../../domain/calendar/practice-time.ts';
import { daysAheadToLeave, daysAheadToOffer, mostDaysAhead } from '../../domain/physician/physician-change.ts';
import type { Physician } from '../../domain/practice/practice.ts';
import { may } from '../../domain/staff/roles.ts';
import { renderDoorPage } from '../../pages/desk/door-page.tsx';
import { renderPhysicianPage } from '../../pages/desk/physician-page.tsx';
import { renderErrorPage } from '../../pages/error-page.tsx';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { type Answer, page, seeOther } from '../answer.ts';
import { FieldChecks } from '../forms/checks.ts';
import { type DeskRequest, deskFace } from './desk-request.ts';
import { doneWords } from './done-words.ts';

/** One physician's panel, and what happens to it when they leave. */
export async function showPhysician(request: DeskRequest): Promise<Answer> {
  const physician = physicianIn(request);
  return physician === undefined ? notFound(request) : page(await physicianPage(request, physician));
}

/** Records that a physician leaves; the sweep carries it out. A form that comes twice records it once. */
export async function recordPhysicianLeave(request: DeskRequest): Promise<Answer> {
  const { book, deps, form, session } = request;
  const physician = physicianIn(request);
  if (physician === undefined) return notFound(request);
  const { physicianId } = physician;
  if (!may(session.staff, 'record_leave', { physicianId })) {
    return page(renderDoorPage({ practice: book.practice, state: 'not-allowed' }), 403);
  }
  const done = seeOther(`/desk/physicians/${physicianId}?done=leave-recorded`);
  if ((await readPanel(deps.table, physicianId)).leave !== undefined) return done;
  const checks = new FieldChecks(form);
  const offeredTo = await readOffer(request, physician, checks);
  const on = readLastDay(request, checks, offeredTo !== undefined);
  checks.checked('confirm', 'Please confirm that the patients are to be written to.');
  if (checks.hasErrors) return page(await physicianPage(request, physician, form, checks.errors), 422);
  const offer = offeredTo === undefined ? {} : { offeredTo };
  try {
    await recordLeave(deps.table, physicianId, {
      on,
      ...offer,
      recordedAt: deps.now,
      recordedBy: session.staff.staffId,
    });
  } catch (error) {
    // Somebody else has recorded it meanwhile: the page says what.
    if (!(error instanceof ConflictError)) throw error;
  }
  return done;
}

/** Who is offered in their place: with a seat for each of theirs, so that nobody is asked in vain. */
async function readOffer(
  { book, deps }: DeskRequest,
  { physicianId }: Physician,
  checks: FieldChecks,
): Promise<string | undefined> {
  const others = book.physicians.filter((one) => one.physicianId !== physicianId);
  const ids = ['nobody', ...others.map((one) => one.physicianId)];
  const chosen = checks.choice('offeredTo', ids, 'Please choose who is offered, or nobody.');
  const other = others.find((one) => one.physicianId === chosen);
  if (other === undefined) return undefined;
  const [own, theirs] = await Promise.all([
    readPanel(deps.table, physicianId),
    readPanel(deps.table, other.physicianId),
  ]);
  const free = Math.max(0, theirs.cap - theirs.seatsTaken);
  if (theirs.leave !== undefined) checks.say('offeredTo', `${other.name} leaves, too. Please choose another.`);
  else if (free < own.seatsTaken) {
    checks.say(
      'offeredTo',
      `${other.name} has ${free} free seats, and ${own.seatsTaken} are needed. Please raise the panel’s cap in the practice’s settings first, or choose another.`,
    );
  }
  return other.physicianId;
}

function readLastDay({ deps }: DeskRequest, checks: FieldChecks, isOffered: boolean): string {
  const today = practiceDate(deps.now, deps.timeZone);
  const from = addDays(today, isOffered ? daysAheadToOffer : daysAheadToLeave);
  const on = checks.day('on', { from, to: addDays(today, mostDaysAhead) });
  if (on === '') checks.say('on', 'Please enter the last day.');
  return on;
}

function physicianIn({ book, parameters }: DeskRequest): Physician | undefined {
  return book.physicians.find(({ physicianId }) => physicianId === parameters.physicianId);
}

async function physicianPage(
  request: DeskRequest,
  physician: Physician,
  values?: FieldValues,
  errors?: FieldErrors,
): Promise<string> {
  const { book, deps, query, session } = request;
  const { physicianId, name } = physician;
  const today = practiceDate(deps.now, deps.timeZone);
  return renderPhysicianPage({
    ...deskFace(request),
    physicianId,
    name,
    panel: await readPanel(deps.table, physicianId),
    others: book.physicians.filter((one) => one.physicianId !== physicianId),
    mayRecord: may(session.staff, 'record_leave', { physicianId }),
    earliest: { offered: addDays(today, daysAheadToOffer), ended: addDays(today, daysAheadToLeave) },
    done: doneWords(query.done),
    values,
    errors,
  });
}

function notFound({ book }: DeskRequest): Answer {
  return page(renderErrorPage({ practice: book.practice, kind: 'not-found' }), 404);
}
