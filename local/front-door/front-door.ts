import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Iam } from '../iam/iam.ts';
import { type AwsAnswer, type AwsCall, AwsError, type AwsService, ConnectionDropped } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Work } from '../kernel/work.ts';
import { type HttpRequest, protocolOf, readCall, readScope } from './read-call.ts';
import { writeError } from './write-error.ts';

export interface FrontDoorDeps {
  services: AwsService[];
  iam: Iam;
  clock: Clock;
  work: Work;
  /** Hands a call that is allowed to its service, with the faults that were asked for. */
  faults: { around(service: string, call: AwsCall, handle: () => Promise<AwsAnswer>): Promise<AwsAnswer> };
  /** Told of every call that its service has answered. */
  onAnswer?: (service: string, call: AwsCall, answer: AwsAnswer) => void;
}

/**
 * The one AWS endpoint of the local cloud: finds the service and the caller, checks the caller's permissions, hands on.
 * It tells callers apart by their access key but does not verify signatures: it listens on this machine only.
 */
export function createFrontDoor({ services, iam, clock, work, faults, onAnswer }: FrontDoorDeps): Server {
  const byName = new Map(services.map((service) => [service.name, service]));

  async function answer(request: HttpRequest): Promise<AwsAnswer> {
    const { service: name, accessKey } = readScope(request.headers);
    const service = byName.get(name);
    if (service === undefined) {
      throw new AwsError(
        'UnknownOperationException',
        `The service ${name} is not known here; known are ${[...byName.keys()].join(', ')}`,
        404,
      );
    }
    const caller = iam.callerOf(accessKey);
    const { action, input } = readCall(name, request);
    const call = { ...request, action, input, caller };
    for (const permission of service.permissionsFor(call)) iam.authorize(caller.roleArn, permission);
    return faults.around(name, call, async () => {
      const answered = await service.handle(call);
      onAnswer?.(name, call, answered);
      return answered;
    });
  }

  return createServer((incoming, outgoing) => {
    const requestId = randomUUID();
    // Read before it counts as work: a body that never ends must not hold up the clock.
    const answered = async (request: HttpRequest) => {
      const { status, headers, body } = await answer(request).catch((error) => {
        if (error instanceof ConnectionDropped) throw error;
        return writeError(protocolOf(request), toAwsError(error), requestId);
      });
      outgoing.writeHead(status, {
        'content-type': 'application/x-amz-json-1.0',
        ...headers,
        'x-amzn-requestid': requestId,
        // The SDK corrects its clock by this header, so it must tell the moved time.
        date: new Date(clock.now()).toUTCString(),
        'content-length': Buffer.byteLength(body),
      });
      outgoing.end(body);
    };
    const done = readRequest(incoming).then((request) => work.run(() => answered(request)));
    // Only a caller that went away or was crashed mid-request ends here: nobody is left to be answered.
    done.catch(() => outgoing.destroy());
  });
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  return { method: incoming.method ?? 'GET', path: incoming.url ?? '/', headers, body: Buffer.concat(chunks) };
}

/** What is not an AWS error is a fault of the local cloud: told in full, since nobody else will. */
function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  console.error('The local cloud failed within a call:', error);
  return new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
}
