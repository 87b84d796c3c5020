import type { IncomingMessage } from 'node:http';
import { account } from '../kernel/aws-service.ts';
import type { Match } from './routes.ts';

/** What is known of a request when it has been read and matched. */
export interface ProxyRequest {
  incoming: IncomingMessage;
  body: Buffer;
  match: Match;
  /** Decoded, as API Gateway hands it on. */
  path: string;
  rawQueryString: string;
  apiId: string;
  requestId: string;
  timeEpoch: number;
}

/** The event of an HTTP API's Lambda integration, payload format 2.0. */
export function proxyEvent(request: ProxyRequest): Record<string, unknown> {
  const { incoming, body, match, path, rawQueryString, apiId, requestId, timeEpoch } = request;
  const headers = headersOf(incoming);
  const cookies = headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== '');
  delete headers.cookie;
  const query = queryOf(rawQueryString);
  const isBase64Encoded = body.length > 0 && !isText(headers['content-type']);
  const domainName = (headers.host ?? 'localhost').replace(/:\d+$/, '');
  // JSON leaves out what is undefined, as API Gateway leaves out what is not there.
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString,
    cookies,
    headers,
    queryStringParameters: query,
    requestContext: {
      accountId: account,
      apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: incoming.method,
        path,
        protocol: `HTTP/${incoming.httpVersion}`,
        sourceIp: sourceIpOf(incoming),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: logTime(timeEpoch),
      timeEpoch,
    },
    pathParameters: match.pathParameters,
    body: body.length === 0 ? undefined : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

export function sourceIpOf(incoming: IncomingMessage): string {
  return (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The time as in a web server's log: `12/Mar/2020:19:03:58 +0000`. */
export function logTime(instant: number): string {
  const [date = '', time = ''] = new Date(instant).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** Lower-case names; a header that came several times is joined by commas. */
function headersOf(incoming: IncomingMessage): Record<string, string> {
  const joined = Object.entries(incoming.headersDistinct)
    .filter(([name]) => !hopByHop.includes(name))
    .map(([name, values]) => [name, (values ?? []).join(name === 'cookie' ? ';' : ',')]);
  const headers: Record<string, string> = Object.fromEntries(joined);
  const forwarded = [headers['x-forwarded-for'], sourceIpOf(incoming)].filter((ip) => ip !== undefined).join(', ');
  return {
    ...headers,
    'x-forwarded-for': forwarded,
    'x-forwarded-port': String(incoming.socket.localPort ?? ''),
    'x-forwarded-proto': 'http',
  };
}

/** A parameter that came several times is joined by commas, too; undefined where there is none. */
function queryOf(rawQueryString: string): Record<string, string> | undefined {
  const query = new URLSearchParams(rawQueryString);
  if (query.size === 0) return undefined;
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

/**
 * API Gateway takes these types for text and all others for binary, even a form and a body without a type: seen on AWS,
 * https://github.com/ministackorg/ministack/pull/766
 */
function isText(contentType: string | undefined): boolean {
  return /^\s*(text\/|application\/(json|xml|javascript)\s*(;|$))/i.test(contentType ?? '');
}
