import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

export interface Page {
  title: string;
  content: Html;
  /** Whether a browser is to ask for it again after a second. */
  refreshes?: boolean;
}

/** What a page answers: for people or, where asked for, as JSON. */
export interface Answer {
  status?: number;
  json: unknown;
  page: () => Page;
  /** Where a browser goes instead of seeing the page, after a form. */
  seeOther?: string;
}

export function send(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answer): void {
  const { status = 200, json, page, seeOther } = answer;
  if (wantsJson(incoming)) {
    write(outgoing, status, 'application/json', JSON.stringify(json));
  } else if (seeOther !== undefined) {
    outgoing.writeHead(303, { location: seeOther }).end();
  } else {
    write(outgoing, status, 'text/html; charset=utf-8', layout(page()));
  }
}

export function write(outgoing: ServerResponse, status: number, type: string, body: string | Buffer): void {
  outgoing.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // A mail's own HTML is shown within: it may bring styles and pictures of its own, nothing else.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'",
  });
  outgoing.end(body);
}

/** A JSON body asks for a JSON answer as well, unless a page is preferred by name. */
export function wantsJson({ headers }: IncomingMessage): boolean {
  const accept = headers.accept ?? '';
  if (accept.includes('application/json')) return true;
  return (headers['content-type'] ?? '').startsWith('application/json') && !accept.includes('text/html');
}

/** The fields of a JSON body or of a form. Throws a SyntaxError for a body that is neither. */
export async function readFields(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (!(incoming.headers['content-type'] ?? '').startsWith('application/json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  const value = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('not a JSON object');
  return value;
}

/** What can't be done as it was asked. */
export function problem(status: number, message: string): Answer {
  return { status, json: { message }, page: () => ({ title: 'Not possible', content: html`<p>${message}</p>` }) };
}

/** A page of another site could send a form here. */
export function isForeign({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'cross-site';
}
