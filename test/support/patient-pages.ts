import { jest } from '@jest/globals';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { LinkPath } from '../../functions/actions/composed-notice.ts';
import { sendNotice } from '../../functions/actions/send-notice.ts';
import type { PracticeContent } from '../../functions/actions/store-practice.ts';
import type { Mailer } from '../../functions/adapters/mail/mail.ts';
import { openMailer } from '../../functions/adapters/mail/mail.ts';
import type { Owner } from '../../functions/adapters/table/keys.ts';
import type { Table } from '../../functions/adapters/table/table.ts';
import { monday } from './builders.ts';
import { startFakeMail, tokenIn } from './fake-mail.ts';
import { depsOf, setUpPractice } from './stored.ts';
import { startTables } from './table.ts';

/** What a browser gets. */
export interface Shown {
  status: number;
  body: string;
  headers: Record<string, string>;
  cookies: string[];
}

export interface Sent {
  method?: 'GET' | 'POST';
  parameters?: Record<string, string>;
  /** After the question mark. */
  query?: string;
  form?: Record<string, string> | string;
  headers?: Record<string, string>;
  cookies?: string[];
  isBase64Encoded?: boolean;
}

/** The handler of the patient pages as API Gateway calls it, over a real table, with the time of the tests. */
export async function startPatientPages() {
  const tables = await startTables();
  const mail = await startFakeMail();
  Object.assign(process.env, { TABLE_NAME: 'pages', TIME_ZONE: 'America/New_York', PAYMENTS: 'sandbox' });
  // Only the time is the tests' own: timers and all else go on as they are.
  jest.useFakeTimers({ doNotFake: [...notFaked], now: new Date(monday) });
  const { handler } = await import('../../functions/http/patient.ts');
  const mailer: Mailer = openMailer('Sample <care@sample.example.com>', 'perennial');
  let table: Table;

  return {
    tables,
    mail,
    get table() {
      return table;
    },
    /** An empty table, and the practice in it unless told otherwise. */
    async fresh(practice: Partial<PracticeContent> | undefined = {}) {
      this.at(monday);
      mail.forget();
      table = await tables.empty('pages');
      if (practice !== undefined) await setUpPractice(table, practice);
    },
    at: (now: string) => jest.setSystemTime(new Date(now)),
    /** Calls a route by its key: `POST /sign/{token}/{step}`. */
    async send(routeKey: string, sent: Sent = {}): Promise<Shown> {
      const answer = (await handler(eventOf(routeKey, sent), {} as Context)) as APIGatewayProxyStructuredResultV2;
      return {
        status: answer.statusCode ?? 0,
        body: answer.body ?? '',
        headers: Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)])),
        cookies: answer.cookies ?? [],
      };
    },
    /** Sends a notice as the workflow would, and gives the token of its link. */
    async mailed(owner: Owner, noticeKey: string, path: LinkPath): Promise<string> {
      const deps = { ...depsOf(table, new Date().toISOString()), mailer, publicUrl: 'https://care.example.com' };
      const { outcome } = await sendNotice(deps, owner, noticeKey);
      if (outcome !== 'sent') throw new Error(`The notice ${noticeKey} is ${outcome}`);
      return tokenIn(mail.mails.at(-1), path);
    },
    async stop() {
      jest.useRealTimers();
      mailer.client.destroy();
      await Promise.all([tables.stop(), mail.stop()]);
    },
  };
}

export type PatientPages = Awaited<ReturnType<typeof startPatientPages>>;

const notFaked = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

function eventOf(routeKey: string, sent: Sent): APIGatewayProxyEventV2 {
  const [method = 'GET', pattern = '/'] = routeKey.split(' ');
  const { parameters = {}, form, headers = {}, cookies, isBase64Encoded = false } = sent;
  const path = pattern.replace(/\{(\w+)\}/g, (_, name) => parameters[name] ?? '');
  const body = typeof form === 'object' ? new URLSearchParams(form).toString() : form;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: sent.query ?? '',
    headers: { host: 'care.example.com', ...headers },
    ...(cookies === undefined ? {} : { cookies }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    ...(body === undefined ? {} : { body }),
    isBase64Encoded,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'care.example.com',
      domainPrefix: 'care',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'Test Browser 1.0' },
      requestId: 'r',
      routeKey,
      stage: '$default',
      time: '02/Mar/2026:15:00:00 +0000',
      timeEpoch: Date.parse(monday),
    },
  };
}
