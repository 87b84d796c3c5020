import { type AwsAnswer, type AwsCall, AwsError, type AwsService } from '../kernel/aws-service.ts';
import type { FunctionConfig } from './function-config.ts';
import type { Invocation } from './lambda.ts';
import type { Outcome } from './protocol.ts';

interface InvokeApiDeps {
  find: (nameOrArn: string) => FunctionConfig;
  invokeText: (nameOrArn: string, payload: string) => Promise<Outcome & { requestId: string }>;
  invokeLater: (invocation: Invocation) => void;
}

const invocations = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Lambda's `Invoke` over REST, of the types RequestResponse, Event and DryRun. */
export function createInvokeApi({ find, invokeText, invokeLater }: InvokeApiDeps): AwsService {
  function functionOf(call: AwsCall): FunctionConfig {
    const url = new URL(call.path, 'http://lambda');
    const name = invocations.exec(url.pathname)?.[1];
    if (name === undefined || call.method !== 'POST') {
      throw new AwsError(
        'UnknownOperationException',
        `${call.method} ${url.pathname} of Lambda is not modelled locally; known is Invoke`,
        404,
      );
    }
    const qualifier = url.searchParams.get('Qualifier') ?? '$LATEST';
    if (qualifier !== '$LATEST') {
      throw new AwsError('ResourceNotFoundException', `The qualifier ${qualifier} is not known; allowed: $LATEST`, 404);
    }
    return find(decodeURIComponent(name));
  }

  function payloadOf(call: AwsCall): string {
    const text = call.body.length === 0 ? 'null' : call.body.toString('utf8');
    try {
      JSON.parse(text);
      return text;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${why}`);
    }
  }

  async function handle(call: AwsCall): Promise<AwsAnswer> {
    const config = functionOf(call);
    const payload = payloadOf(call);
    if ((call.headers['x-amz-log-type'] ?? 'None') !== 'None') {
      throw new AwsError('InvalidParameterValueException', 'The log type Tail is not modelled locally; allowed: None');
    }
    const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type === 'DryRun') return { status: 204, body: '' };
    if (type === 'Event') {
      invokeLater({ functionName: config.name, payload: JSON.parse(payload) });
      return { status: 202, body: '' };
    }
    if (type !== 'RequestResponse') {
      throw new AwsError(
        'InvalidParameterValueException',
        `The invocation type is ${type}; allowed are RequestResponse, Event, DryRun`,
      );
    }
    const { payload: body, functionError, requestId } = await invokeText(config.name, payload);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      'x-amzn-requestid': requestId,
    };
    if (functionError !== undefined) headers['x-amz-function-error'] = functionError;
    return { status: 200, headers, body };
  }

  return {
    name: 'lambda',
    permissionsFor: (call) => [{ action: 'lambda:InvokeFunction', resource: functionOf(call).arn }],
    handle,
  };
}
