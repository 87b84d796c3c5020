import { createHash } from 'node:crypto';
import type { Provisioners } from '../kernel/aws-service.ts';
import { refuseUnknown, refuseValue } from '../lambda/known-properties.ts';
import { AccessLog } from './access-log.ts';
import { checkRouteKey, type Route } from './routes.ts';
import { Throttle } from './throttle.ts';

/** The template's one HTTP API, as far as it has been provisioned. */
export interface Api {
  id: string;
  name: string;
  routes: Route[];
  log: AccessLog | undefined;
  throttle: Throttle;
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html: an account's own throttle.
const accountThrottle = { ThrottlingBurstLimit: 5000, ThrottlingRateLimit: 10_000 };
const longestTimeout = 30_000;

const known = {
  api: ['Description', 'DisableExecuteApiEndpoint', 'IpAddressType', 'Name', 'ProtocolType', 'Tags'],
  stage: ['AccessLogSettings', 'ApiId', 'AutoDeploy', 'DefaultRouteSettings', 'Description', 'StageName', 'Tags'],
  accessLog: ['DestinationArn', 'Format'],
  routeSettings: ['DetailedMetricsEnabled', 'ThrottlingBurstLimit', 'ThrottlingRateLimit'],
  route: ['ApiId', 'AuthorizationType', 'OperationName', 'RouteKey', 'Target'],
  integration: [
    'ApiId',
    'Description',
    'IntegrationMethod',
    'IntegrationType',
    'IntegrationUri',
    'PayloadFormatVersion',
    'TimeoutInMillis',
  ],
};

/** Makes the API from its resources. `endpoint` is where it listens; `logFile` where a stage's access log goes. */
export function apiProvisioners(endpoint: () => string, logFile: (apiName: string) => string) {
  let api: Api | undefined;
  const integrations = new Map<string, Omit<Route, 'key'>>();

  function apiOf(where: string, properties: any): Api {
    if (api === undefined || properties.ApiId !== api.id)
      refuseValue(where, 'ApiId', properties.ApiId, 'the Ref of the API');
    return api;
  }

  const provisioners: Provisioners = {
    'AWS::ApiGatewayV2::Api': (logicalId, properties, stack) => {
      const where = `${logicalId} (AWS::ApiGatewayV2::Api)`;
      refuseUnknown(where, properties, known.api);
      if (properties.ProtocolType !== 'HTTP') refuseValue(where, 'ProtocolType', properties.ProtocolType, 'HTTP');
      const id = createHash('sha256').update(`${stack.stackName}/${logicalId}`).digest('hex').slice(0, 10);
      if (api !== undefined && api.id !== id) throw new Error(`${where}: a second HTTP API is not modelled locally`);
      const { ThrottlingBurstLimit, ThrottlingRateLimit } = accountThrottle;
      const throttle = new Throttle(ThrottlingBurstLimit, ThrottlingRateLimit);
      api = { id, name: String(properties.Name ?? logicalId), routes: [], log: undefined, throttle };
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: endpoint() } };
    },

    'AWS::ApiGatewayV2::Stage': (logicalId, properties) => {
      const where = `${logicalId} (AWS::ApiGatewayV2::Stage)`;
      refuseUnknown(where, properties, known.stage);
      const its = apiOf(where, properties);
      if (properties.StageName !== '$default') refuseValue(where, 'StageName', properties.StageName, '$default');
      if (properties.AutoDeploy !== true) refuseValue(where, 'AutoDeploy', properties.AutoDeploy, 'true');
      const settings = { ...accountThrottle, ...properties.DefaultRouteSettings };
      refuseUnknown(`${where}.DefaultRouteSettings`, settings, known.routeSettings);
      its.throttle = new Throttle(Number(settings.ThrottlingBurstLimit), Number(settings.ThrottlingRateLimit));
      const logging = properties.AccessLogSettings;
      refuseUnknown(`${where}.AccessLogSettings`, logging ?? {}, known.accessLog);
      if (logging !== undefined) its.log = new AccessLog(logFile(its.name), String(logging.Format));
      return { ref: '$default', attributes: {} };
    },

    'AWS::ApiGatewayV2::Integration': (logicalId, properties) => {
      const where = `${logicalId} (AWS::ApiGatewayV2::Integration)`;
      refuseUnknown(where, properties, known.integration);
      apiOf(where, properties);
      const { IntegrationType, PayloadFormatVersion, IntegrationUri, TimeoutInMillis } = properties;
      if (IntegrationType !== 'AWS_PROXY') refuseValue(where, 'IntegrationType', IntegrationType, 'AWS_PROXY');
      if (PayloadFormatVersion !== '2.0') refuseValue(where, 'PayloadFormatVersion', PayloadFormatVersion, '2.0');
      const functionArn = /arn:aws:lambda:[^:]+:[^:]+:function:[^:/]+/.exec(String(IntegrationUri))?.[0];
      if (functionArn === undefined) refuseValue(where, 'IntegrationUri', IntegrationUri, "a function's ARN");
      integrations.set(logicalId, { functionArn, timeoutMilliseconds: Number(TimeoutInMillis ?? longestTimeout) });
      return { ref: logicalId, attributes: { IntegrationId: logicalId } };
    },

    'AWS::ApiGatewayV2::Route': (logicalId, properties) => {
      const where = `${logicalId} (AWS::ApiGatewayV2::Route)`;
      refuseUnknown(where, properties, known.route);
      const its = apiOf(where, properties);
      const { AuthorizationType = 'NONE', RouteKey, Target } = properties;
      if (AuthorizationType !== 'NONE') refuseValue(where, 'AuthorizationType', AuthorizationType, 'NONE');
      const integration = integrations.get(String(Target).replace(/^integrations\//, ''));
      if (integration === undefined)
        refuseValue(where, 'Target', Target, 'integrations/ and the Ref of an integration');
      checkRouteKey(RouteKey);
      its.routes = [...its.routes.filter(({ key }) => key !== RouteKey), { key: RouteKey, ...integration }];
      return { ref: logicalId, attributes: { RouteId: logicalId } };
    },
  };

  return { provisioners, api: () => api };
}
