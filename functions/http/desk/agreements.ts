import { getAgreement, NoAgreementError } from '../../actions/decide.ts';
import { isId } from '../../adapters/ids.ts';
import { type LoadedAgreement, readHistory } from '../../adapters/table/agreement-store.ts';
import { readWrongAnswers } from '../../adapters/table/answers-store.ts';
import { readPanel, waitingFor } from '../../adapters/table/panel-store.ts';
import { rosterPage, statusPage } from '../../adapters/table/roster-store.ts';
import { staffNames } from '../../adapters/table/staff-session-store.ts';
import type { AgreementStatus } from '../../domain/agreement/agreement.ts';
import { isPaused } from '../../domain/signing/identity-check.ts';
import { may } from '../../domain/staff/roles.ts';
import { type AgreementActName, agreementActNames } from '../../pages/desk/act-link.tsx';
import { renderAgreementPage } from '../../pages/desk/agreement-page.tsx';
import { listedStatuses, renderAgreementsPage } from '../../pages/desk/agreements-page.tsx';
import { renderWaitlistPage } from '../../pages/desk/waitlist-page.tsx';
import { renderErrorPage } from '../../pages/error-page.tsx';
import type { FieldErrors, FieldValues } from '../../pages/form-state.ts';
import { type Answer, page } from '../answer.ts';
import { agreementActs } from './agreement-acts.ts';
import { type DeskRequest, deskFace } from './desk-request.ts';
import { doneWords } from './done-words.ts';

/** A physician's agreements by name, or all of one status. */
export async function showAgreements(request: DeskRequest): Promise<Answer> {
  const { book, deps, query, session } = request;
  const status = listedStatuses.find((one) => one === query.status) as AgreementStatus | undefined;
  const { physicians } = book;
  const own = query.physician ?? session.staff.physicianId ?? physicians[0]?.physicianId ?? '';
  const physicianId = physicians.some((one) => one.physicianId === own) ? own : (physicians[0]?.physicianId ?? '');
  const after = query.after !== undefined && isId(query.after) ? query.after : undefined;
  const list =
    status === undefined
      ? await rosterPage(deps.table, physicianId, after)
      : await statusPage(deps.table, status, after);
  return page(renderAgreementsPage({ ...deskFace(request), list, status, physicianId, physicians }));
}

/** Who waits for which physician, longest first, with the seats that are free. */
export async function showWaitlist(request: DeskRequest): Promise<Answer> {
  const { book, deps, session } = request;
  const lists = await Promise.all(
    book.physicians.map(async ({ physicianId, name }) => {
      const [panel, ids] = await Promise.all([readPanel(deps.table, physicianId), waitingFor(deps.table, physicianId)]);
      const waiting = await Promise.all(ids.map(async (id) => (await getAgreement(deps, id)).agreement));
      return {
        physicianName: name,
        seatsFree: Math.max(0, panel.cap - panel.seatsTaken),
        waiting: waiting.filter(({ status }) => status === 'waitlisted'),
        mayOffer: may(session.staff, 'offer_seat', { physicianId }),
      };
    }),
  );
  return page(renderWaitlistPage({ ...deskFace(request), timeZone: deps.timeZone, lists }));
}

/** One agreement: its state in a sentence, people, documents, money, timeline, and what may be done. */
export async function showAgreement(request: DeskRequest): Promise<Answer> {
  const loaded = await agreementOf(request);
  if (loaded === undefined) return noSuchAgreement(request);
  const act = agreementActNames.find((one) => one === request.query.do);
  return page(await agreementPage(request, loaded, act === undefined ? {} : { act, values: request.query }));
}

/** The agreement that the address names; undefined where there is none. */
export async function agreementOf({ deps, parameters }: DeskRequest): Promise<LoadedAgreement | undefined> {
  const { agreementId = '' } = parameters;
  if (!isId(agreementId)) return undefined;
  try {
    return await getAgreement(deps, agreementId);
  } catch (error) {
    if (error instanceof NoAgreementError) return undefined;
    throw error;
  }
}

export function noSuchAgreement({ book }: DeskRequest): Answer {
  return page(renderErrorPage({ practice: book.practice, kind: 'not-found' }), 404);
}

/** The page; with errors, the form of that act as it was filled in. */
export async function agreementPage(
  request: DeskRequest,
  { agreement, notices }: LoadedAgreement,
  again: { act?: AgreementActName; values?: FieldValues; errors?: FieldErrors } = {},
): Promise<string> {
  const { book, deps, query, session } = request;
  const { agreementId, physicianId } = agreement;
  const history = await readHistory(deps.table, agreementId);
  const signers = agreement.documents.flatMap(({ documentId, signers }) =>
    signers.map(({ signerId }) => ({ documentId, signerId })),
  );
  const answers = await Promise.all(
    signers.map(
      async (signer) => [signer.signerId, await readWrongAnswers(deps.table, { agreementId, ...signer })] as const,
    ),
  );
  const names = await staffNames(
    deps.table,
    history.flatMap(({ data }) => (typeof data.by === 'string' ? [data.by] : [])),
  );
  const physician = book.physicians.find((one) => one.physicianId === physicianId);
  return renderAgreementPage({
    ...deskFace(request),
    agreement,
    physicianName: physician?.name ?? '',
    otherPhysicians: book.physicians.filter((one) => one !== physician),
    physician,
    timeZone: deps.timeZone,
    now: deps.now,
    notices: [...notices.values()],
    locked: answers.filter(([, answer]) => isPaused(answer, deps.now)).map(([signerId]) => signerId),
    history,
    staffNames: names,
    allowed: (Object.keys(agreementActs) as AgreementActName[]).filter((act) =>
      may(session.staff, agreementActs[act].act, { physicianId }),
    ),
    done: doneWords(query.done),
    ...again,
  });
}
