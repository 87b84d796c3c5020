import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Answer } from './answer.ts';

/** `script-src` stands in it where a page has a script. */
const contentPolicy = (scripts = '') =>
  `default-src 'none'; ${scripts}style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** Every page: nothing from elsewhere, no frame around it, no address passed on, nothing kept by caches. */
const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': contentPolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** The answer with the headers that it did not set itself. */
export function secured(answer: Answer): Answer {
  return { ...answer, headers: { ...securityHeaders, ...answer.headers } };
}

/** The answer, whose page may run our own scripts; no other page runs any. */
export function withScript(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'content-security-policy': contentPolicy("script-src 'self'; ") } };
}

/**
 * Whether a form was sent from a page of another site. Browsers say so in Sec-Fetch-Site, older ones in Origin; a client
 * that sends neither is no browser and carries no visitor's cookies. Under our own `no-referrer` policy a browser's Origin
 * is "null" (https://fetch.spec.whatwg.org/#origin-header), which tells nothing; then cookies (SameSite) and the link's
 * token, which no other site knows, are what guards the form.
 */
export function isFromElsewhere(event: APIGatewayProxyEventV2): boolean {
  if (event.requestContext.http.method !== 'POST') return false;
  const site = event.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = event.headers.origin;
  if (origin === undefined || origin === 'null') return false;
  return !URL.canParse(origin) || new URL(origin).host !== event.headers.host;
}
