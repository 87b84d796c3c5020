import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpApi, type HttpApi } from '../../../local/http-api/http-api.ts';
import { AwsError } from '../../../local/kernel/aws-service.ts';
import type { Invocation, Invoked } from '../../../local/lambda/lambda.ts';
import { type Kernel, openKernel, stack } from '../../support/local-kernel.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:pages';

let kernel: Kernel;
let api: HttpApi;
let address: string;
let invocations: Invocation[];
let answer: (invocation: Invocation) => unknown;

beforeEach(async () => {
  kernel = openKernel();
  invocations = [];
  answer = () => ({ statusCode: 200, body: 'well' });
  api = createHttpApi({
    ...kernel,
    lambda: {
      invoke: async (invocation) => {
        invocations.push(invocation);
        const payload = await answer(invocation);
        return { requestId: 'id', ...(isFailed(payload) ? payload : { payload }) } as Invoked;
      },
    },
    pages: async (incoming, outgoing) => {
      if (!incoming.url?.startsWith('/_local/')) return false;
      outgoing.end('ours');
      return true;
    },
  });
  address = await api.listen(0);
  provision({ ThrottlingBurstLimit: 20, ThrottlingRateLimit: 1 }, [
    'GET /sign/{token}',
    'POST /apply',
    'GET /assets/{proxy+}',
  ]);
  api.open();
});
afterEach(async () => {
  await api.close();
  kernel.remove();
});

const isFailed = (payload: unknown) => typeof payload === 'object' && payload !== null && 'functionError' in payload;

function make(type: string, logicalId: string, properties: object) {
  return api.provisioners[`AWS::ApiGatewayV2::${type}`]?.(logicalId, properties, stack) as {
    ref: string;
    attributes: Record<string, unknown>;
  };
}

function provision(settings: object, keys: string[], timeout = 200) {
  const { ref: ApiId } = make('Api', 'Api', { Name: 'perennial', ProtocolType: 'HTTP' });
  const Format =
    '{"requestId":"$context.requestId","routeKey":"$context.routeKey","status":"$context.status","why":"$context.integrationErrorMessage"}';
  make('Stage', 'Stage', {
    ApiId,
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: settings,
    AccessLogSettings: { DestinationArn: 'arn', Format },
  });
  const { ref } = make('Integration', 'Pages', {
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn,
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: timeout,
  });
  for (const RouteKey of keys) make('Route', RouteKey, { ApiId, RouteKey, Target: `integrations/${ref}` });
}

const logLines = () =>
  readFileSync(join(kernel.dataDir, 'logs', 'access', 'perennial.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a request becomes an event of payload format 2.0', () => {
  it('with path, query, cookies, headers and context as API Gateway writes them', async () => {
    kernel.clock.freeze(Date.parse('2027-03-12T19:03:58.123Z'));
    await fetch(`${address}/sign/a%20b?x=1&y=%C3%BC&x=2`, {
      headers: { cookie: 'a=1; b=2', 'X-Mixed-Case': 'Yes', 'user-agent': 'probe' },
    });
    expect(invocations).toHaveLength(1);
    expect(invocations[0]?.functionName).toBe(functionArn);
    expect(JSON.parse(JSON.stringify(invocations[0]?.payload))).toEqual({
      version: '2.0',
      routeKey: 'GET /sign/{token}',
      rawPath: '/sign/a b',
      rawQueryString: 'x=1&y=%C3%BC&x=2',
      cookies: ['a=1', 'b=2'],
      headers: expect.objectContaining({
        'user-agent': 'probe',
        'x-mixed-case': 'Yes',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
      }),
      queryStringParameters: { x: '1,2', y: 'ü' },
      requestContext: {
        accountId: '000000000000',
        apiId: expect.stringMatching(/^[0-9a-f]{10}$/),
        domainName: 'localhost',
        domainPrefix: 'localhost',
        http: { method: 'GET', path: '/sign/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'probe' },
        requestId: expect.stringMatching(/^.{15}=$/),
        routeKey: 'GET /sign/{token}',
        stage: '$default',
        time: '12/Mar/2027:19:03:58 +0000',
        timeEpoch: 1804878238123,
      },
      pathParameters: { token: 'a b' },
      isBase64Encoded: false,
    });
    expect(invocations[0]?.payload).toHaveProperty(
      'headers',
      expect.not.objectContaining({ cookie: expect.anything() }),
    );
  });

  it.each([
    ['application/json', '{"a":"ü"}', false],
    ['text/plain; charset=utf-8', 'ü', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['multipart/form-data; boundary=x', 'ü', true],
  ])('with a body of %s as AWS encodes it', async (type, body, isBase64Encoded) => {
    await fetch(`${address}/apply`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(invocations[0]?.payload).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    });
  });

  it('in the name of its route, for the resource policy of the function', async () => {
    await fetch(`${address}/sign/x`);
    expect(invocations[0]?.invoker).toEqual({
      service: 'apigateway.amazonaws.com',
      sourceArn: expect.stringMatching(
        /^arn:aws:execute-api:us-east-1:000000000000:[0-9a-f]{10}\/\$default\/GET\/sign\/\{token\}$/,
      ),
    });
  });
});

describe("a function's answer becomes the response", () => {
  const get = async () => {
    const response = await fetch(`${address}/sign/x`, { redirect: 'manual' });
    return { response, text: await response.text() };
  };

  it('with status, headers, cookies and body', async () => {
    answer = () => ({
      statusCode: 303,
      headers: { Location: '/elsewhere', 'x-number': 7 },
      cookies: ['a=1; HttpOnly', 'b=2'],
      body: 'gone',
    });
    const { response, text } = await get();
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/elsewhere');
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8');
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2']);
    expect(response.headers.get('apigw-requestid')).toMatch(/^.{15}=$/);
    expect(text).toBe('gone');
  });

  it('with the bytes of a body in base64', async () => {
    answer = () => ({ statusCode: 200, isBase64Encoded: true, body: Buffer.from([0, 255, 1]).toString('base64') });
    const response = await fetch(`${address}/sign/x`);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it.each([
    ['an object', { a: 1 }, '{"a":1}'],
    ['a text', 'hello', 'hello'],
    ['an empty object', {}, '{}'],
  ])('as JSON with 200 where it is %s without a status', async (_, payload, body) => {
    answer = () => payload;
    const { response, text } = await get();
    expect([response.status, response.headers.get('content-type'), text]).toEqual([200, 'application/json', body]);
  });

  it.each([
    ['a status that is none', { statusCode: 'well' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['an error', { functionError: 'Unhandled', payload: { errorType: 'TypeError' } }],
  ])('as 500 where it is %s', async (_, payload) => {
    answer = () => payload;
    const { response, text } = await get();
    expect([response.status, text]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('as 503 where it comes too late, or where Lambda throttles', async () => {
    answer = () => new Promise((resolve) => setTimeout(resolve, 400));
    const { response, text } = await get();
    expect([response.status, text]).toEqual([503, '{"message":"Service Unavailable"}']);
    answer = () => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    };
    expect((await get()).response.status).toBe(503);
  });

  it('as 500 where the resource policy forbids the call', async () => {
    answer = () => {
      throw new AwsError('AccessDeniedException', 'not authorized', 403);
    };
    expect((await get()).response.status).toBe(500);
    expect(logLines()[0]).toMatchObject({ status: '500', why: 'not authorized' });
  });
});

describe('API Gateway itself', () => {
  it('answers 404 where no route fits', async () => {
    const response = await fetch(`${address}/nowhere`);
    expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
    expect(invocations).toEqual([]);
  });

  it('answers 429 over the burst', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => fetch(`${address}/sign/x`)));
    const throttled = answers.filter(({ status }) => status === 429);
    expect(throttled.length).toBeGreaterThanOrEqual(4);
    expect(await throttled[0]?.text()).toBe('{"message":"Too Many Requests"}');
  });

  it('answers 413 over 10 MB, told or not told beforehand', async () => {
    const statusOf = (headers: Record<string, number>) =>
      new Promise<number | undefined>((resolve) => {
        const sending = request(`${address}/apply`, { method: 'POST', headers }, ({ statusCode }) =>
          resolve(statusCode),
        );
        // The answer comes before all is written, and the connection is closed.
        sending.on('error', () => {});
        sending.write(Buffer.alloc(10 * 1024 * 1024));
        sending.end('x');
      });
    expect(await statusOf({ 'content-length': 10 * 1024 * 1024 + 1 })).toBe(413);
    expect(await statusOf({})).toBe(413);
  });

  it('writes the access log in the format of the stage', async () => {
    await fetch(`${address}/sign/secret?token=secret`);
    await fetch(`${address}/nowhere`);
    expect(logLines()).toEqual([
      { requestId: expect.any(String), routeKey: 'GET /sign/{token}', status: '200', why: '-' },
      { requestId: expect.any(String), routeKey: '-', status: '404', why: '-' },
    ]);
  });

  it('counts a request as under way, but not one to the pages of the local cloud', async () => {
    expect(await (await fetch(`${address}/_local/inbox`)).text()).toBe('ours');
    let isQuiet: boolean | undefined;
    answer = async () => {
      isQuiet = false;
      void kernel.work.quiet().then(() => {
        isQuiet = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { statusCode: 200, body: String(isQuiet) };
    };
    expect(await (await fetch(`${address}/sign/x`)).text()).toBe('false');
    await kernel.work.quiet();
    expect(isQuiet).toBe(true);
  });
});

describe('a template', () => {
  it('gets the address of this machine as the endpoint', () => {
    expect(make('Api', 'Api', { ProtocolType: 'HTTP' }).attributes.ApiEndpoint).toBe(address);
    expect(address).toMatch(/^http:\/\/localhost:\d+$/);
  });

  it.each([
    [
      'Api',
      { ProtocolType: 'WEBSOCKET' },
      /ProtocolType is "WEBSOCKET", which is not modelled locally; allowed: "?HTTP/,
    ],
    ['Api', { ProtocolType: 'HTTP', CorsConfiguration: {} }, /CorsConfiguration is not modelled locally/],
    ['Stage', { StageName: 'prod', AutoDeploy: true }, /StageName is "prod"/],
    [
      'Stage',
      { StageName: '$default', AutoDeploy: true, AccessLogSettings: { Format: '$context.ip' } },
      /\$context\.ip/,
    ],
    ['Route', { RouteKey: 'GET /', AuthorizationType: 'JWT' }, /AuthorizationType is "JWT"/],
    ['Route', { RouteKey: 'GET /', Target: 'integrations/none' }, /Target is "integrations\/none"/],
    ['Integration', { IntegrationType: 'HTTP_PROXY' }, /IntegrationType is "HTTP_PROXY"/],
    ['Integration', { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '1.0' }, /PayloadFormatVersion is "1.0"/],
  ])('is refused by name: %s with %j', (type, properties, message) => {
    const { ref } = make('Api', 'Api', { ProtocolType: 'HTTP' });
    expect(() =>
      make(type, type === 'Api' ? 'Api' : 'Other', type === 'Api' ? properties : { ApiId: ref, ...properties }),
    ).toThrow(message);
  });
});
