import { type Identity, type OpenId, SignInRefusedError } from '../../adapters/sign-in/open-id.ts';
import {
  beginSignIn,
  beginStaffSession,
  endStaffSession,
  keepStaffName,
  readStaffSession,
  takeSignIn,
} from '../../adapters/table/staff-session-store.ts';
import type { deskDoors } from '../../deployed.ts';
import { addToInstant } from '../../domain/calendar/practice-time.ts';
import { isRole, type Staff } from '../../domain/staff/roles.ts';
import { longestHours } from '../../domain/staff/session.ts';
import { renderDoorPage } from '../../pages/desk/door-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import type { Book, Request } from '../request.ts';
import { sessionCookie, signInCookie, withCookie, withoutCookie } from './cookies.ts';
import { isSame } from './csrf.ts';

export interface DoorRequest extends Request {
  openId: OpenId;
  publicUrl: string;
}

const minutesToSignIn = 10;

/** By route key: what the desk answers to somebody who has not signed in, or signs out. */
export const doors: Record<(typeof deskDoors)[number], (request: DoorRequest) => Answer | Promise<Answer>> = {
  'GET /desk/sign-in': beginAtIssuer,
  'GET /desk/signed-in': comeBack,
  'GET /desk/signed-out': ({ book }) => page(renderDoorPage({ practice: book.practice, state: 'signed-out' })),
  'POST /desk/sign-out': signOut,
};

async function beginAtIssuer({ deps, openId, query }: DoorRequest): Promise<Answer> {
  const { url, attempt } = await openId.begin();
  const token = await beginSignIn(deps.table, {
    ...attempt,
    returnTo: ownAddress(query.to),
    expiresAt: addToInstant(deps.now, { minutes: minutesToSignIn }),
  });
  return withCookie(seeOther(url), signInCookie, token, minutesToSignIn * 60);
}

/** Only an address of the desk: a link from elsewhere must not lead on to a page of another's. */
function ownAddress(to: string | undefined): string {
  return to !== undefined && /^\/desk(\/[\w/-]*)?(\?[\w=&.-]*)?$/.test(to) ? to : '/desk';
}

/** Back from the issuer: whoever it says it is begins a session, with the role of their group. */
async function comeBack(request: DoorRequest): Promise<Answer> {
  const { book, cookies, deps, openId, publicUrl, query } = request;
  const { practice } = book;
  const attempt = await takeSignIn(deps.table, cookies[signInCookie], deps.now);
  const refused = () => withoutCookie(page(renderDoorPage({ practice, state: 'refused' }), 400), signInCookie);
  if (attempt === undefined) return refused();
  const returnedTo = new URL(`${publicUrl}/desk/signed-in`);
  for (const [name, value] of Object.entries(query)) returnedTo.searchParams.set(name, value ?? '');
  try {
    const identity = await openId.finish(returnedTo, attempt);
    const role = identity.groups.find(isRole);
    if (role === undefined) {
      return withoutCookie(page(renderDoorPage({ practice, state: 'no-role' }), 403), signInCookie);
    }
    const physician = role === 'physician' ? physicianOf(book, identity) : undefined;
    const staff: Staff = {
      staffId: identity.sub,
      name: physician?.name ?? identity.name,
      role,
      ...(physician === undefined ? {} : { physicianId: physician.physicianId }),
    };
    await keepStaffName(deps.table, staff);
    const token = await beginStaffSession(deps.table, { staff }, deps.now);
    const answer = withoutCookie(seeOther(attempt.returnTo), signInCookie);
    return withCookie(answer, sessionCookie, token, longestHours * 3600);
  } catch (error) {
    if (error instanceof SignInRefusedError) return refused();
    throw error;
  }
}

/** The user pool lets nobody change their own address, so a verified one says whose panel is theirs. */
function physicianOf({ physicians }: Book, { email, isEmailVerified }: Identity) {
  const same = email.toLowerCase();
  return physicians.find((one) => isEmailVerified && one.email.toLowerCase() === same);
}

/** Ends the session here, and leads on to the issuer's own end. Without one, or with another's form, it only says that nobody is signed in. */
async function signOut({ book, cookies, deps, form, openId }: DoorRequest): Promise<Answer> {
  const token = cookies[sessionCookie] ?? '';
  const session = await readStaffSession(deps.table, token, deps.now);
  if (session === undefined || !isSame(form.csrf, session.csrf)) return seeOther('/desk/signed-out');
  await endStaffSession(deps.table, token);
  const leadsTo = await openId.signOutUrl();
  const leaving = page(renderDoorPage({ practice: book.practice, state: 'leaving', leadsTo }));
  // A form's answer may not redirect to another host: browsers hold `form-action` against that, too. A page may.
  return withoutCookie({ ...leaving, headers: { ...leaving.headers, refresh: `0; url=${leadsTo}` } }, sessionCookie);
}
