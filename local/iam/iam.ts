import {
  AwsError,
  account,
  type Caller,
  type Permission,
  type Provisioners,
  type StackContext,
} from '../kernel/aws-service.ts';
import { about, evaluate, missingStatement } from './evaluate.ts';
import { KeyPolicies } from './key-policies.ts';
import { managedPolicy } from './managed-policies.ts';
import { PermissionRecord } from './permission-record.ts';
import { readPolicy, type Statement } from './policy-document.ts';
import { TopicPolicies } from './topic-policies.ts';

interface Role {
  arn: string;
  trust: Statement[];
  /** Kept by the policy's stack and logical id, so that provisioning twice changes nothing. */
  policies: Map<string, Statement[]>;
}

const localKey = 'local';
const knownRoleProperties = [
  'AssumeRolePolicyDocument',
  'Description',
  'ManagedPolicyArns',
  'MaxSessionDuration',
  'Policies',
  'RoleName',
  'Tags',
];

/** The template's roles and what they may do. One access key stands for each role; the key `local` may do everything. */
export class Iam {
  readonly record = new PermissionRecord();
  readonly keys = new KeyPolicies(this.record);
  readonly topics = new TopicPolicies(this.record);
  readonly #roles = new Map<string, Role>();
  readonly #managed = new Map<string, Statement[]>();

  readonly provisioners: Provisioners = {
    ...this.keys.provisioners,
    ...this.topics.provisioners,
    'AWS::IAM::ManagedPolicy': (logicalId, properties, stack) => this.#addManaged(logicalId, properties, stack),
    'AWS::IAM::Role': (logicalId, properties, stack) => this.#addRole(logicalId, properties, stack),
    'AWS::IAM::Policy': (logicalId, properties, stack) => {
      const statements = this.#read(properties.PolicyDocument, logicalId);
      refuseOthers(logicalId, properties, ['PolicyDocument', 'PolicyName', 'Roles']);
      for (const name of properties.Roles ?? [])
        this.#byName(name, logicalId).policies.set(`${stack.stackName}/${logicalId}`, statements);
      return { ref: properties.PolicyName, attributes: { Id: properties.PolicyName } };
    },
  };

  /** The access key that a function (or another holder of the role) signs with. */
  accessKeyOf(roleArn: string): string {
    return `LOCAL-${nameOf(roleArn)}`;
  }

  /** Who signs with this key. Throws for a key that stands for no role. */
  callerOf(accessKey: string): Caller {
    if (accessKey === localKey) return { accessKey, roleArn: undefined };
    const role = accessKey.startsWith('LOCAL-') ? this.#roles.get(accessKey.slice('LOCAL-'.length)) : undefined;
    if (role === undefined) {
      throw new AwsError(
        'UnrecognizedClientException',
        `The access key ${accessKey} stands for no role of the template; use the key "${localKey}" to call as yourself`,
        403,
      );
    }
    return { accessKey, roleArn: role.arn };
  }

  /** Throws an AwsError that names what is missing where AWS would deny this. No role (the key `local`): all is allowed. */
  authorize(roleArn: string | undefined, permission: Permission): void {
    if (roleArn === undefined) return;
    const role = this.#byArn(roleArn);
    const decision = evaluate([...role.policies.values()].flat(), permission);
    if (!decision.allowed) {
      const message = `${roleArn} is not authorized to perform: ${permission.action} on resource: ${permission.resource}, because ${decision.why}. Missing statement: ${missingStatement(permission)}`;
      throw this.record.denial(new AwsError('AccessDeniedException', message));
    }
    if (permission.action.startsWith('kms:')) this.keys.requireDelegation(permission);
    this.record.allowed(decision.by, permission);
  }

  /** Throws where the role's trust policy does not let this service use it. */
  requireTrust(roleArn: string, service: string): void {
    // A trust policy names no resource: it speaks about the role that it hangs on.
    const trust = this.#byArn(roleArn).trust.map((statement) => ({ ...statement, resources: [roleArn] }));
    const context = { 'aws:SourceAccount': account };
    const permission = { action: 'sts:AssumeRole', resource: roleArn, context };
    const decision = evaluate(about(service, trust), permission);
    if (!decision.allowed) {
      throw new Error(
        `${roleArn} can't be assumed by ${service}: its AssumeRolePolicyDocument must allow sts:AssumeRole to it`,
      );
    }
    this.record.allowed(decision.by, permission);
  }

  #addRole(logicalId: string, properties: any, stack: StackContext) {
    refuseOthers(logicalId, properties, knownRoleProperties);
    const name = properties.RoleName ?? `${stack.stackName}-${logicalId}`;
    const arn = `arn:aws:iam::${stack.account}:role/${name}`;
    const policies = new Map<string, Statement[]>();
    for (const policyArn of properties.ManagedPolicyArns ?? []) {
      policies.set(policyArn, this.#managed.get(policyArn) ?? managedPolicy(policyArn, logicalId));
    }
    for (const inline of properties.Policies ?? []) {
      policies.set(inline.PolicyName, this.#read(inline.PolicyDocument, `${logicalId} (${inline.PolicyName})`));
    }
    this.#roles.set(name, {
      arn,
      trust: this.#read(properties.AssumeRolePolicyDocument, `${logicalId} trust`),
      policies,
    });
    return { ref: name, attributes: { Arn: arn, RoleId: `AROA${name}` } };
  }

  #addManaged(logicalId: string, properties: any, stack: StackContext) {
    refuseOthers(logicalId, properties, ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles']);
    const name = properties.ManagedPolicyName ?? `${stack.stackName}-${logicalId}`;
    const arn = `arn:aws:iam::${stack.account}:policy${properties.Path ?? '/'}${name}`;
    const statements = this.#read(properties.PolicyDocument, logicalId);
    this.#managed.set(arn, statements);
    for (const role of properties.Roles ?? []) this.#byName(role, logicalId).policies.set(arn, statements);
    return { ref: arn, attributes: { PolicyArn: arn } };
  }

  #read(document: unknown, where: string): Statement[] {
    const statements = readPolicy(document, where);
    this.record.declare(statements);
    return statements;
  }

  #byName(name: string, where: string): Role {
    const role = this.#roles.get(name);
    if (role === undefined) throw new Error(`${where}: there is no role ${name} in the template`);
    return role;
  }

  #byArn(arn: string): Role {
    const role = this.#roles.get(nameOf(arn));
    if (role === undefined || role.arn !== arn) throw new Error(`There is no role ${arn} in the template`);
    return role;
  }
}

function nameOf(roleArn: string): string {
  return roleArn.replace(`arn:aws:iam::${account}:role/`, '');
}

function refuseOthers(logicalId: string, properties: object, known: string[]): void {
  const other = Object.keys(properties).find((property) => !known.includes(property));
  if (other !== undefined) throw new Error(`${logicalId}: ${other} is not known here; known are ${known.join(', ')}`);
}
