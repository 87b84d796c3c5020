import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AwsError } from '../../../local/kernel/aws-service.ts';
import { functionArn, type Gateway, startGateway } from './gateway.ts';

let gateway: Gateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.stop());

describe('a request becomes an event of payload format 2.0', () => {
  it('with path, query, cookies, headers and context as API Gateway writes them', async () => {
    gateway.kernel.clock.freeze(Date.parse('2027-03-12T19:03:58.123Z'));
    await fetch(`${gateway.address}/sign/a%20b?x=1&y=%C3%BC&x=2`, {
      headers: { cookie: 'a=1; b=2', 'X-Mixed-Case': 'Yes', 'user-agent': 'probe' },
    });
    expect(gateway.invocations).toHaveLength(1);
    expect(gateway.invocations[0]?.functionName).toBe(functionArn);
    expect(JSON.parse(JSON.stringify(gateway.invocations[0]?.payload))).toEqual({
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
    expect(gateway.invocations[0]?.payload).toHaveProperty(
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
    await fetch(`${gateway.address}/apply`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(gateway.invocations[0]?.payload).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
    });
  });

  it('in the name of its route, for the resource policy of the function', async () => {
    await fetch(`${gateway.address}/sign/x`);
    expect(gateway.invocations[0]?.invoker).toEqual({
      service: 'apigateway.amazonaws.com',
      sourceArn: expect.stringMatching(
        /^arn:aws:execute-api:us-east-1:000000000000:[0-9a-f]{10}\/\$default\/GET\/sign\/\{token\}$/,
      ),
    });
  });
});

describe("a function's answer becomes the response", () => {
  const get = async () => {
    const response = await fetch(`${gateway.address}/sign/x`, { redirect: 'manual' });
    return { response, text: await response.text() };
  };

  it('with status, headers, cookies and body', async () => {
    gateway.answer = () => ({
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
    gateway.answer = () => ({
      statusCode: 200,
      isBase64Encoded: true,
      body: Buffer.from([0, 255, 1]).toString('base64'),
    });
    const response = await fetch(`${gateway.address}/sign/x`);
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  it.each([
    ['an object', { a: 1 }, '{"a":1}'],
    ['a text', 'hello', 'hello'],
    ['an empty object', {}, '{}'],
  ])('as JSON with 200 where it is %s without a status', async (_, payload, body) => {
    gateway.answer = () => payload;
    const { response, text } = await get();
    expect([response.status, response.headers.get('content-type'), text]).toEqual([200, 'application/json', body]);
  });

  it.each([
    ['a status that is none', { statusCode: 'well' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['an error', { functionError: 'Unhandled', payload: { errorType: 'TypeError' } }],
  ])('as 500 where it is %s', async (_, payload) => {
    gateway.answer = () => payload;
    const { response, text } = await get();
    expect([response.status, text]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('as 503 where it comes too late, or where Lambda throttles', async () => {
    gateway.answer = () => new Promise((resolve) => setTimeout(resolve, 400));
    const { response, text } = await get();
    expect([response.status, text]).toEqual([503, '{"message":"Service Unavailable"}']);
    gateway.answer = () => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    };
    expect((await get()).response.status).toBe(503);
  });

  it('as 500 where the resource policy forbids the call', async () => {
    gateway.answer = () => {
      throw new AwsError('AccessDeniedException', 'not authorized', 403);
    };
    expect((await get()).response.status).toBe(500);
    expect(gateway.logLines()[0]).toMatchObject({ status: '500', why: 'not authorized' });
  });
});
