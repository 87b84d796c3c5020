import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { env } from '../../adapters/env.ts';
import { noEarlyTimeout } from '../../adapters/limits.ts';
import { logger, whereOf } from '../../adapters/log.ts';
import { openPayments } from '../../adapters/payments/open-payments.ts';
import { openId } from '../../adapters/sign-in/open-id.ts';
import { NoPracticeError, readPractice } from '../../adapters/table/practice-store.ts';
import { keepStaffSession, readStaffSession } from '../../adapters/table/staff-session-store.ts';
import { openTable } from '../../adapters/table/table.ts';
import { secondsBetween } from '../../domain/calendar/practice-time.ts';
import { may } from '../../domain/staff/roles.ts';
import { renderDoorPage } from '../../pages/desk/door-page.tsx';
import { renderErrorPage } from '../../pages/error-page.tsx';
import { type Answer, page, seeOther } from '../answer.ts';
import { notSetUp } from '../not-set-up.ts';
import { type Book, type Request, readRequest, toBook } from '../request.ts';
import { isFromElsewhere, secured } from '../security.ts';
import { sessionCookie } from './cookies.ts';
import { isSame } from './csrf.ts';
import { doors } from './doors.ts';
import { actOf, deskRouteOf } from './routes.ts';

const settings = env('desk');
const table = openTable(settings.TABLE_NAME);
const payments = openPayments(settings.PAYMENTS, table);
const publicUrl = settings.PUBLIC_URL;
const signIn = openId({ issuer: settings.ISSUER, clientId: settings.CLIENT_ID, publicUrl });

/** The staff's desk: session, form token and role first, then one route. */
export const handler = middy<APIGatewayProxyEventV2, Answer>(noEarlyTimeout).handler(async (event) =>
  secured(await answer(event)),
);

async function answer(event: APIGatewayProxyEventV2): Promise<Answer> {
  if (event.requestContext.http.method === 'HEAD') return { statusCode: 200 };
  let book: Book | undefined;
  try {
    book = toBook(await readPractice(table));
    if (isFromElsewhere(event)) return page(renderErrorPage({ practice: book.practice, kind: 'from-elsewhere' }), 403);
    const deps = { table, timeZone: settings.TIME_ZONE, now: new Date().toISOString() };
    return await route(event, readRequest(event, { deps, book, payments }));
  } catch (error) {
    if (error instanceof NoPracticeError) return notSetUp();
    const code = error instanceof Error ? error.name : 'unknown';
    logger.error('request failed', { route: event.routeKey, code, at: whereOf(error) });
    if (book === undefined) throw error;
    return page(renderErrorPage({ practice: book.practice, kind: 'failed' }), 500);
  }
}

async function route(event: APIGatewayProxyEventV2, request: Request): Promise<Answer> {
  const { practice } = request.book;
  const door = Object.hasOwn(doors, event.routeKey) ? doors[event.routeKey as keyof typeof doors] : undefined;
  if (door !== undefined) return door({ ...request, openId: signIn, publicUrl });
  const served = deskRouteOf(event.routeKey);
  if (served === undefined) return page(renderErrorPage({ practice, kind: 'not-found' }), 404);

  const token = request.cookies[sessionCookie];
  const session = await readStaffSession(table, token, request.deps.now);
  const isForm = event.requestContext.http.method === 'POST';
  if (session === undefined || token === undefined) {
    // What was typed can't be kept for somebody who is not known any more: the page says so.
    if (isForm) return page(renderDoorPage({ practice, state: 'ended' }), 401);
    const asked = event.rawQueryString === '' ? event.rawPath : `${event.rawPath}?${event.rawQueryString}`;
    return seeOther(`/desk/sign-in?to=${encodeURIComponent(asked)}`);
  }
  if (isForm && !isSame(request.form.csrf, session.csrf)) {
    return page(renderDoorPage({ practice, state: 'other-form' }), 403);
  }
  const act = actOf(served, request.parameters);
  if (act === undefined) return page(renderErrorPage({ practice, kind: 'not-found' }), 404);
  if (!may(session.staff, act)) return page(renderDoorPage({ practice, state: 'not-allowed' }), 403);
  // Once a minute is often enough to tell that somebody is at work.
  if (secondsBetween(session.seenAt, request.deps.now) >= 60) await keepStaffSession(table, token, request.deps.now);
  return served.serve({ ...request, session, publicUrl });
}
