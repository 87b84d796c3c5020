import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Gateway, startGateway } from './gateway.ts';

let gateway: Gateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.stop());

describe('API Gateway itself', () => {
  it('answers 404 where no route fits', async () => {
    const response = await fetch(`${gateway.address}/nowhere`);
    expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
    expect(gateway.invocations).toEqual([]);
  });

  it('answers 429 over the burst', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => fetch(`${gateway.address}/sign/x`)));
    const throttled = answers.filter(({ status }) => status === 429);
    expect(throttled.length).toBeGreaterThanOrEqual(4);
    expect(await throttled[0]?.text()).toBe('{"message":"Too Many Requests"}');
  });

  it('answers 413 over 10 MB, told or not told beforehand', async () => {
    const statusOf = (headers: Record<string, number>) =>
      new Promise<number | undefined>((resolve) => {
        const sending = request(`${gateway.address}/apply`, { method: 'POST', headers }, ({ statusCode }) =>
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

  it('ends a request that takes too long to arrive, which meanwhile holds nothing up', async () => {
    const slow = await startGateway(600);
    try {
      const socket = connect(Number(new URL(slow.address).port), '127.0.0.1');
      socket.write('POST /apply HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc');
      const answered = text(socket);
      let isQuiet = false;
      const quiet = slow.kernel.work.quiet().then(() => {
        isQuiet = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(isQuiet).toBe(true);
      expect(await answered).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
      await quiet;
      expect(slow.invocations).toEqual([]);
    } finally {
      await slow.stop();
    }
  });

  it('writes the access log in the format of the stage', async () => {
    await fetch(`${gateway.address}/sign/secret?token=secret`);
    await fetch(`${gateway.address}/nowhere`);
    expect(gateway.logLines()).toEqual([
      { requestId: expect.any(String), routeKey: 'GET /sign/{token}', status: '200', why: '-' },
      { requestId: expect.any(String), routeKey: '-', status: '404', why: '-' },
    ]);
  });

  it('counts a request as under way, but not one to the pages of the local cloud', async () => {
    expect(await (await fetch(`${gateway.address}/_local/inbox`)).text()).toBe('ours');
    let isQuiet: boolean | undefined;
    gateway.answer = async () => {
      isQuiet = false;
      void gateway.kernel.work.quiet().then(() => {
        isQuiet = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { statusCode: 200, body: String(isQuiet) };
    };
    expect(await (await fetch(`${gateway.address}/sign/x`)).text()).toBe('false');
    await gateway.kernel.work.quiet();
    expect(isQuiet).toBe(true);
  });
});

describe('a template', () => {
  it('gets the address of this machine as the endpoint', () => {
    expect(gateway.make('Api', 'Api', { ProtocolType: 'HTTP' }).attributes.ApiEndpoint).toBe(gateway.address);
    expect(gateway.address).toMatch(/^http:\/\/localhost:\d+$/);
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
    const { ref } = gateway.make('Api', 'Api', { ProtocolType: 'HTTP' });
    expect(() =>
      gateway.make(type, type === 'Api' ? 'Api' : 'Other', type === 'Api' ? properties : { ApiId: ref, ...properties }),
    ).toThrow(message);
  });
});
