import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError, account, region } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { LogValues } from './access-log.ts';
import type { Api } from './api-template.ts';
import { logTime, type ProxyRequest, proxyEvent, sourceIpOf } from './proxy-event.ts';
import { ownResponse, type ProxyResponse, readResponse } from './proxy-response.ts';
import { findRoute } from './routes.ts';

interface GatewayDeps {
  clock: Clock;
  lambda: Pick<Lambda, 'invoke'>;
}

/** Answers one request as API Gateway does, and writes the stage's access log. A body that was too large is undefined. */
export async function passThrough(
  api: Api,
  incoming: IncomingMessage,
  body: Buffer | undefined,
  deps: GatewayDeps,
): Promise<ProxyResponse> {
  const started = performance.now();
  const timeEpoch = deps.clock.now();
  const requestId = randomBytes(11).toString('base64');
  const [rawPath = '/', rawQueryString = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const path = decodePath(rawPath);
  const log: LogValues = {
    accountId: account,
    apiId: api.id,
    domainName: incoming.headers.host?.replace(/:\d+$/, ''),
    httpMethod: incoming.method,
    'identity.sourceIp': sourceIpOf(incoming),
    'identity.userAgent': incoming.headers['user-agent'],
    path,
    protocol: `HTTP/${incoming.httpVersion}`,
    requestId,
    requestTime: logTime(timeEpoch),
    requestTimeEpoch: timeEpoch,
    stage: '$default',
  };

  async function answer(): Promise<ProxyResponse> {
    const match = findRoute(api.routes, incoming.method ?? 'GET', path);
    if (match === undefined) return ownResponse(404, 'Not Found');
    log.routeKey = match.route.key;
    if (!api.throttle.allows()) return ownResponse(429, 'Too Many Requests');
    if (body === undefined) return ownResponse(413, 'Request Entity Too Large');
    const request = { incoming, body, match, path, rawQueryString, apiId: api.id, requestId, timeEpoch };
    const sent = performance.now();
    const response = await integrate(request, deps.lambda, log);
    log.integrationLatency = log['integration.latency'] = Math.round(performance.now() - sent);
    return response;
  }

  const response = await answer();
  response.headers['apigw-requestid'] = requestId;
  const responseLatency = Math.round(performance.now() - started);
  api.log?.write({ ...log, status: response.statusCode, responseLength: response.body.length, responseLatency });
  return response;
}

/** Hands the request to the route's function, and tells its troubles as API Gateway does. */
async function integrate(
  request: ProxyRequest,
  lambda: Pick<Lambda, 'invoke'>,
  log: LogValues,
): Promise<ProxyResponse> {
  const { functionArn, key, timeoutMilliseconds } = request.match.route;
  const trouble = (statusCode: number, message: string, why: string) => {
    log.integrationErrorMessage = log['integration.error'] = why;
    log['error.message'] = message;
    log['error.messageString'] = JSON.stringify(message);
    return ownResponse(statusCode, message);
  };
  const where = key === '$default' ? '$default' : `${request.incoming.method}${key.slice(key.indexOf('/'))}`;
  const sourceArn = `arn:aws:execute-api:${region}:${account}:${request.apiId}/$default/${where}`;
  const invoker = { service: 'apigateway.amazonaws.com', sourceArn };
  try {
    const invoking = lambda.invoke({ functionName: functionArn, payload: proxyEvent(request), invoker });
    const invoked = await within(timeoutMilliseconds, invoking);
    if (invoked === undefined) return trouble(503, 'Service Unavailable', `No answer after ${timeoutMilliseconds} ms`);
    log['integration.requestId'] = invoked.requestId;
    log.integrationStatus = log['integration.integrationStatus'] = 200;
    const { functionError, payload } = invoked;
    if (functionError !== undefined) return trouble(500, 'Internal Server Error', String(payload?.errorType));
    const response = readResponse(payload);
    log['integration.status'] = response?.statusCode;
    return response ?? trouble(500, 'Internal Server Error', "The function's answer is not of payload format 2.0");
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    log.integrationStatus = error.status;
    if (error.status === 413) return trouble(413, 'Request Entity Too Large', error.message);
    // A function that Lambda throttles is not there for the moment.
    if (error.status === 429) return trouble(503, 'Service Unavailable', error.message);
    return trouble(500, 'Internal Server Error', error.message);
  }
}

/** The promise's value, or undefined where it comes too late. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timeout = setTimeout(() => resolve(undefined), milliseconds);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timeout);
  }
}

/** HTTP APIs hand the path on decoded (REST APIs do not). What can't be decoded stays as it came. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
