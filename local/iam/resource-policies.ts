import { AwsError, type Permission, type Provisioners } from '../kernel/aws-service.ts';
import { fitsArn } from './patterns.ts';
import type { PermissionRecord } from './permission-record.ts';
import type { Statement } from './policy-document.ts';

/** One call of a function by an AWS service on its own behalf (a route, a rule), not by a role. */
export interface ServiceCall {
  /** The service's principal: `apigateway.amazonaws.com`, `events.amazonaws.com`. */
  service: string;
  functionArn: string;
  /** What calls: the route's execute-api ARN, the rule's ARN. */
  sourceArn: string;
}

interface Grant {
  statement: Statement;
  functionName: string;
  service: string;
  sourceArn: string | undefined;
}

const knownProperties = ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'];

/** The resource policies of functions: who may call one without a role of its own. */
export class ResourcePolicies {
  readonly #grants = new Map<string, Grant>();
  readonly #record: PermissionRecord;

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
      const functionArn = String(properties.FunctionName);
      const statement: Statement = {
        id: logicalId,
        sid: undefined,
        effect: 'Allow',
        actions: ['lambda:InvokeFunction'],
        resources: [functionArn],
        principals: [properties.Principal],
        conditions: {},
      };
      this.#record.declare([statement]);
      this.#grants.set(logicalId, {
        statement,
        functionName: nameOf(properties.FunctionName),
        service: properties.Principal,
        sourceArn: properties.SourceArn,
      });
      return { ref: logicalId, attributes: { Id: logicalId } };
    },
  };

  constructor(record: PermissionRecord) {
    this.#record = record;
  }

  /** Throws where no permission of the template lets this service call this function from this source. */
  authorize(call: ServiceCall): void {
    const permission: Permission = { action: 'lambda:InvokeFunction', resource: call.functionArn };
    const grant = [...this.#grants.values()].find(
      (one) =>
        one.functionName === nameOf(call.functionArn) &&
        one.service === call.service &&
        (one.sourceArn === undefined || fitsArn(one.sourceArn, call.sourceArn)),
    );
    if (grant === undefined) {
      const message = `${call.service} is not authorized to perform: lambda:InvokeFunction on resource: ${call.functionArn} from ${call.sourceArn}, because no resource-based policy allows it. Missing: an AWS::Lambda::Permission ${JSON.stringify({ Action: 'lambda:InvokeFunction', FunctionName: call.functionArn, Principal: call.service, SourceArn: call.sourceArn })}`;
      throw this.#record.denial(new AwsError('AccessDeniedException', message, 403));
    }
    this.#record.allowed(grant.statement, permission);
  }
}

function nameOf(functionNameOrArn: string): string {
  return functionNameOrArn.replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/, '');
}
