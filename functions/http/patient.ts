import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { env } from '../adapters/env.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { logger, whereOf } from '../adapters/log.ts';
import { openPayments } from '../adapters/payments/open-payments.ts';
import { NoPracticeError, readPractice } from '../adapters/table/practice-store.ts';
import { openTable } from '../adapters/table/table.ts';
import { renderErrorPage } from '../pages/error-page.tsx';
import { type Answer, page } from './answer.ts';
import { notSetUp } from './not-set-up.ts';
import { type Book, type Request, readRequest, toBook } from './request.ts';
import { routes } from './routes/routes.ts';
import { isFromElsewhere, secured } from './security.ts';

const settings = env('patient');
const table = openTable(settings.TABLE_NAME);
const payments = openPayments(settings.PAYMENTS, table);

/** Pages for patients, payers and signers: reads the request, calls one route, shapes the answer. */
export const handler = middy<APIGatewayProxyEventV2, Answer>(noEarlyTimeout).handler(async (event) =>
  secured(await answer(event)),
);

async function answer(event: APIGatewayProxyEventV2): Promise<Answer> {
  // Programs probe links by HEAD. They learn that there is a site, not what a link is good for.
  if (event.requestContext.http.method === 'HEAD') return { statusCode: 200 };
  let book: Book | undefined;
  try {
    book = toBook(await readPractice(table));
    const { practice } = book;
    if (isFromElsewhere(event)) return page(renderErrorPage({ practice, kind: 'from-elsewhere' }), 403);
    if (!isRoute(event.routeKey)) return page(renderErrorPage({ practice, kind: 'not-found' }), 404);
    const deps = { table, timeZone: settings.TIME_ZONE, now: new Date().toISOString() };
    const request: Request = readRequest(event, { deps, book, payments });
    return await routes[event.routeKey](request);
  } catch (error) {
    if (error instanceof NoPracticeError) return notSetUp();
    logger.error('request failed', {
      route: event.routeKey,
      code: error instanceof Error ? error.name : 'unknown',
      at: whereOf(error),
    });
    if (book === undefined)
      return {
        statusCode: 500,
        headers: { 'content-type': 'text/plain' },
        body: 'Something went wrong. Please try again.',
      };
    return page(renderErrorPage({ practice: book.practice, kind: 'failed' }), 500);
  }
}

function isRoute(routeKey: string): routeKey is keyof typeof routes {
  return Object.hasOwn(routes, routeKey);
}
