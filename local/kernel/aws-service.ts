/** Who calls: an access key stands for a role of the template; the key `local` belongs to the person at this machine. */
export interface Caller {
  accessKey: string;
  /** The role's ARN; undefined for the key `local`, which may do everything. */
  roleArn: string | undefined;
}

/** One call to the AWS endpoint, read by the front door from the HTTP request. */
export interface AwsCall {
  /** The action as IAM names it, without its service: `PutItem`, `SendRawEmail`, `Invoke`. */
  action: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** The parsed JSON body, or the form's fields in the query protocol. */
  input: any;
  caller: Caller;
}

export interface AwsAnswer {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

/** One permission that AWS would check: IAM's action, the resource's ARN, and the condition keys that are known. */
export interface Permission {
  /** With its service: `dynamodb:PutItem`. */
  action: string;
  resource: string;
  context?: Record<string, string>;
}

/** A service behind the front door, found by the name in the SigV4 scope (`dynamodb`, `states`, `lambda`, `email`, `kms`). */
export interface AwsService {
  name: string;
  /** Throws an AwsError for an action that the service does not know. */
  permissionsFor(call: AwsCall): Permission[];
  handle(call: AwsCall): Promise<AwsAnswer>;
}

/** An error as AWS would answer it; the front door writes it in the protocol of the call. */
export class AwsError extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** The caller is gone: it gets no answer, and its connection ends. */
export class ConnectionDropped extends Error {
  override name = 'ConnectionDropped';
}

/** What a resource of the template became: what `Ref` gives, and what `Fn::GetAtt` gives. */
export interface Provisioned {
  ref: string;
  attributes: Record<string, unknown>;
}

export interface StackContext {
  stackName: string;
  region: string;
  account: string;
}

/**
 * Makes one resource of the template, its properties resolved. Runs at every start, so making what is there already
 * must change nothing. Each service exports a table of these by resource type.
 */
export type Provisioner = (
  logicalId: string,
  properties: any,
  stack: StackContext,
) => Provisioned | Promise<Provisioned>;
export type Provisioners = Record<string, Provisioner>;

export const region = 'us-east-1';
export const account = '000000000000';
