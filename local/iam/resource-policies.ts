import { AwsError, type Provisioners } from '../kernel/aws-service.ts';
import { fitsArn } from './patterns.ts';

/** One call of a function by an AWS service on its own behalf (a route, a rule), not by a role. */
export interface ServiceCall {
  /** The service's principal: `apigateway.amazonaws.com`, `events.amazonaws.com`. */
  service: string;
  functionArn: string;
  /** What calls: the route's execute-api ARN, the rule's ARN. */
  sourceArn: string;
}

interface Grant {
  logicalId: string;
  functionName: string;
  service: string;
  sourceArn: string | undefined;
}

const knownProperties = ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'];

/** The resource policies of functions: who may call one without a role of its own. */
export class ResourcePolicies {
  readonly #grants = new Map<string, Grant>();

  readonly provisioners: Provisioners = {
    'AWS::Lambda::Permission': (logicalId, properties) => {
      for (const property of Object.keys(properties)) {
        if (!knownProperties.includes(property)) {
          throw new Error(`${logicalId}: ${property} of a Lambda permission is not known here`);
        }
      }
      if (properties.Action !== 'lambda:InvokeFunction' || !/^[\w-]+\.amazonaws\.com$/.test(properties.Principal)) {
        throw new Error(
          `${logicalId}: a Lambda permission must let an AWS service do lambda:InvokeFunction, given was ${properties.Action} by ${properties.Principal}`,
        );
      }
      this.#grants.set(logicalId, {
        logicalId,
        functionName: nameOf(properties.FunctionName),
        service: properties.Principal,
        sourceArn: properties.SourceArn,
      });
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
  };

  /** Throws where no permission of the template lets this service call this function from this source. */
  authorize(call: ServiceCall): void {
    const isAllowed = [...this.#grants.values()].some(
      (grant) =>
        grant.functionName === nameOf(call.functionArn) &&
        grant.service === call.service &&
        (grant.sourceArn === undefined || fitsArn(grant.sourceArn, call.sourceArn)),
    );
    if (isAllowed) return;
    throw new AwsError(
      'AccessDeniedException',
      `${call.service} is not authorized to perform: lambda:InvokeFunction on resource: ${call.functionArn} from ${call.sourceArn}, because no resource-based policy allows it. Missing: an AWS::Lambda::Permission ${JSON.stringify({ Action: 'lambda:InvokeFunction', FunctionName: call.functionArn, Principal: call.service, SourceArn: call.sourceArn })}`,
      403,
    );
  }
}

function nameOf(functionNameOrArn: string): string {
  return functionNameOrArn.replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/, '');
}
