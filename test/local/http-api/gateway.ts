import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpApi, type HttpApi } from '../../../local/http-api/http-api.ts';
import type { Invocation, Invoked } from '../../../local/lambda/lambda.ts';
import { openKernel, stack } from '../../support/local-kernel.ts';

export const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:pages';

/** An HTTP API of three routes in front of one function, which answers as a test tells it to. */
export async function startGateway(arrivalMilliseconds?: number) {
  const kernel = openKernel();
  const invocations: Invocation[] = [];
  const api = createHttpApi({
    ...kernel,
    lambda: {
      invoke: async (invocation) => {
        invocations.push(invocation);
        const payload = await gateway.answer(invocation);
        return { requestId: 'id', ...(isFailed(payload) ? payload : { payload }) } as Invoked;
      },
    },
    ...(arrivalMilliseconds !== undefined && { arrivalMilliseconds }),
    pages: async (incoming, outgoing) => {
      if (!incoming.url?.startsWith('/_local/')) return false;
      outgoing.end('ours');
      return true;
    },
  });
  const gateway = {
    kernel,
    address: await api.listen(0),
    /** What the function got, in order. */
    invocations,
    /** What the function answers; a test may put another in its place. */
    answer: (_invocation: Invocation): unknown => ({ statusCode: 200, body: 'well' }),
    make: (type: string, logicalId: string, properties: object) => make(api, type, logicalId, properties),
    logLines: () =>
      readFileSync(join(kernel.dataDir, 'logs', 'access', 'perennial.log'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    async stop() {
      await api.close();
      kernel.remove();
    },
  };
  provision(api, { ThrottlingBurstLimit: 20, ThrottlingRateLimit: 1 }, [
    'GET /sign/{token}',
    'POST /apply',
    'GET /assets/{proxy+}',
  ]);
  api.open();
  return gateway;
}

export type Gateway = Awaited<ReturnType<typeof startGateway>>;

const isFailed = (payload: unknown) => typeof payload === 'object' && payload !== null && 'functionError' in payload;

function make(api: HttpApi, type: string, logicalId: string, properties: object) {
  return api.provisioners[`AWS::ApiGatewayV2::${type}`]?.(logicalId, properties, stack) as {
    ref: string;
    attributes: Record<string, unknown>;
  };
}

function provision(api: HttpApi, settings: object, keys: string[]) {
  const { ref: ApiId } = make(api, 'Api', 'Api', { Name: 'perennial', ProtocolType: 'HTTP' });
  const Format =
    '{"requestId":"$context.requestId","routeKey":"$context.routeKey","status":"$context.status","why":"$context.integrationErrorMessage"}';
  make(api, 'Stage', 'Stage', {
    ApiId,
    StageName: '$default',
    AutoDeploy: true,
    DefaultRouteSettings: settings,
    AccessLogSettings: { DestinationArn: 'arn', Format },
  });
  const { ref } = make(api, 'Integration', 'Pages', {
    ApiId,
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn,
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: 200,
  });
  for (const RouteKey of keys) make(api, 'Route', RouteKey, { ApiId, RouteKey, Target: `integrations/${ref}` });
}
