import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type Answer = APIGatewayProxyStructuredResultV2;

export function page(html: string, statusCode = 200): Answer {
  return { statusCode, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

/** After a form: the browser fetches `location`, so that a reload or the back button sends nothing twice. */
export function seeOther(location: string): Answer {
  return { statusCode: 303, headers: { location } };
}
