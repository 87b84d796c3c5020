import { AwsError } from '../kernel/aws-service.ts';

/** How a service writes its requests and errors: AWS's JSON 1.0/1.1, the query protocol of SES v1, REST with JSON or with XML. */
export type Protocol = 'json' | 'query' | 'rest' | 'rest-xml';

/** No service of REST with XML is known here, but who asks for one must be able to read that. */
const xmlServices = /\/(s3|s3express|route53|cloudfront)\/aws4_request/;

export interface HttpRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

export interface ReadCall {
  protocol: Protocol;
  action: string;
  input: any;
}

/** The REST calls that are known, by the service in the SigV4 scope; `action` as IAM names it. */
const restCalls = [
  {
    service: 'lambda',
    method: 'POST',
    path: /^\/2015-03-31\/functions\/[^/]+\/invocations$/,
    action: 'InvokeFunction',
  },
  { service: 'lambda', method: 'GET', path: /^\/2015-03-31\/functions\/?$/, action: 'ListFunctions' },
  { service: 'lambda', method: 'GET', path: /^\/2015-03-31\/functions\/[^/]+$/, action: 'GetFunction' },
  {
    service: 'lambda',
    method: 'GET',
    path: /^\/2015-03-31\/functions\/[^/]+\/configuration$/,
    action: 'GetFunctionConfiguration',
  },
  {
    service: 'ses',
    method: 'PUT',
    path: /^\/v2\/email\/suppression\/addresses$/,
    action: 'PutSuppressedDestination',
  },
  {
    service: 'ses',
    method: 'DELETE',
    path: /^\/v2\/email\/suppression\/addresses\/[^/]+$/,
    action: 'DeleteSuppressedDestination',
  },
  { service: 'lambda', method: 'GET', path: /^\/2016-08-19\/account-settings\/?$/, action: 'GetAccountSettings' },
];

/** The service and the access key from the `Authorization` header. The signature itself is not verified. */
export function readScope(headers: Record<string, string>): { service: string; accessKey: string } {
  // The key comes first and may hold no slash; then date/region/service/aws4_request.
  const scope = /Credential=([^/,\s]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '');
  if (scope === null) {
    throw new AwsError(
      'MissingAuthenticationTokenException',
      'The request has no SigV4 Authorization header (presigned addresses are not known here); sign it with the access key "local" to call as yourself',
      403,
    );
  }
  return { accessKey: scope[1] ?? '', service: scope[2] ?? '' };
}

/** Reads the protocol first, so that errors about all else can be written in it. */
export function protocolOf({ headers }: HttpRequest): Protocol {
  if (headers['x-amz-target'] !== undefined) return 'json';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return 'query';
  return xmlServices.test(headers.authorization ?? '') ? 'rest-xml' : 'rest';
}

/** Which action is called, and with what. */
export function readCall(service: string, request: HttpRequest): ReadCall {
  const protocol = protocolOf(request);
  if (protocol === 'json') {
    const target = request.headers['x-amz-target'] ?? '';
    return { protocol, action: target.slice(target.lastIndexOf('.') + 1), input: readJson(request.body) };
  }
  if (protocol === 'query') {
    const input = Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
    if (input.Action === undefined) throw new AwsError('MissingAction', 'The form has no field Action');
    return { protocol, action: input.Action, input };
  }
  const path = request.path.split('?')[0] ?? '';
  const call = restCalls.find(
    (known) => known.service === service && known.method === request.method && known.path.test(path),
  );
  if (call === undefined) {
    const known = restCalls.filter((one) => one.service === service).map(({ action: name }) => name);
    throw new AwsError(
      'UnknownOperationException',
      `${request.method} ${path} of ${service} is not known here; ${known.length > 0 ? `known are ${known.join(', ')}` : 'no REST call of it is'}`,
      404,
    );
  }
  return { protocol, action: call.action, input: readJson(request.body) };
}

function readJson(body: Buffer): any {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', `The body is not JSON (${body.length} bytes)`);
  }
}
