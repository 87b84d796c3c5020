import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { type AwsCall, AwsError, type AwsService, account, type Provisioners, region } from '../kernel/aws-service.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Timers } from '../kernel/timers.ts';
import type { Work } from '../kernel/work.ts';
import { AsyncQueue } from './async-queue.ts';
import { type CodeFolder, type FunctionConfig, readFunction } from './function-config.ts';
import { FunctionLog } from './function-log.ts';
import { createInvokeApi } from './invoke-api.ts';
import { checkEventSize, checkPayloadSize, limitAnswer } from './payload-limits.ts';
import { Pool } from './pool.ts';
import type { Outcome } from './protocol.ts';
import { createReadApi } from './read-api.ts';
import { Slots } from './slots.ts';

/** An AWS service that calls a function on its own behalf, as a function's resource policy sees it. */
export interface Invoker {
  /** `apigateway.amazonaws.com`, `events.amazonaws.com`. */
  service: string;
  sourceArn: string;
}

export interface Invocation {
  /** The function's name or its ARN. */
  functionName: string;
  payload: unknown;
  /** Set where a service calls without a role: its right is then looked up in the function's resource policy. */
  invoker?: Invoker;
}

export interface Invoked {
  payload: any;
  /** Set where the payload is an error: {errorType, errorMessage, trace}. */
  functionError?: 'Unhandled';
  requestId: string;
}

/** What a sandbox is running: the event as JSON text. */
export interface RunningInvocation {
  functionName: string;
  requestId: string;
  event: string;
}

/** Wraps every attempt to run a function, to make it fail before, after, or instead. `run` takes another event in its place. */
export type InvocationHook = (
  attempt: { functionName: string; requestId: string; payload: string; memoryMegabytes: number },
  run: (payload?: string) => Promise<Outcome>,
) => Promise<Outcome>;

export interface LambdaDeps {
  db: DatabaseSync;
  clock: Clock;
  timers: Timers;
  work: Work;
  dataDir: string;
  codeFolder: CodeFolder;
  endpoint: () => string;
  accessKeyOf: (roleArn: string) => string;
  /** Throws where no resource policy lets this service call this function. */
  authorizeService?: (call: Invoker & { functionArn: string }) => void;
  /** Throws where the role's trust policy does not let this service use it. */
  requireTrust?: (roleArn: string, service: string) => void;
  /** Puts what a function failed on into the queue of its template. */
  sendDeadLetter?: (queueArn: string, payload: unknown, sender: { roleArn: string }) => void;
  hook?: InvocationHook;
}

export type Lambda = ReturnType<typeof createLambda>;

// What a new AWS account may run at once; DESIGN: nothing assumes more. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const accountConcurrency = 10;

/** Lambda: runs the template's bundles in warm threads of this process, on the cloud's clock. */
export function createLambda(deps: LambdaDeps) {
  // Lambda lives in UTC. A thread has no time zone of its own, so the process takes it.
  process.env.TZ = 'UTC';
  const { clock, work } = deps;
  const functions = new Map<string, FunctionConfig>();
  const log = new FunctionLog(deps.dataDir, clock);
  const slots = new Slots(accountConcurrency);
  const pool = new Pool({ clock, log, endpoint: deps.endpoint, accessKeyOf: deps.accessKeyOf });
  const hook: InvocationHook = deps.hook ?? ((_attempt, run) => run());

  const queue = new AsyncQueue({
    ...deps,
    run: async (name, payload) => {
      const config = functions.get(name);
      if (config === undefined) return undefined;
      await slots.take();
      return runInSlot(config, randomUUID(), payload);
    },
    giveUp: ({ functionName, payload, why }) => {
      const queueArn = functions.get(functionName)?.deadLetterArn;
      log.write(
        functionName,
        `An asynchronous event is ${queueArn === undefined ? 'dropped' : 'a dead letter'}: ${why}`,
      );
      if (queueArn !== undefined) sendDeadLetter(functionName, queueArn, JSON.parse(payload));
    },
  });

  /** As in AWS, a dead letter that the role may not send is lost, with no more than a sign of it. */
  function sendDeadLetter(functionName: string, queueArn: string, payload: unknown): void {
    try {
      deps.sendDeadLetter?.(queueArn, payload, { roleArn: functions.get(functionName)?.roleArn ?? '' });
    } catch (error) {
      log.write(functionName, `The dead letter is lost: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async function runInSlot(config: FunctionConfig, requestId: string, payload: string): Promise<Outcome> {
    try {
      const { name: functionName, memoryMegabytes } = config;
      const attempt = { functionName, requestId, payload, memoryMegabytes };
      return limitAnswer(await hook(attempt, (event = payload) => pool.invoke(config, requestId, event)));
    } finally {
      slots.free();
    }
  }

  function find(nameOrArn: string): FunctionConfig {
    const name = nameOrArn.replace(/^arn:aws:lambda:[^:]*:[^:]*:function:/, '').replace(/:\$LATEST$/, '');
    const config = functions.get(name);
    if (config !== undefined) return config;
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  }

  function allow(config: FunctionConfig, invoker: Invoker | undefined): void {
    if (invoker !== undefined) deps.authorizeService?.({ ...invoker, functionArn: config.arn });
  }

  /** Runs a function now and gives its answer as JSON text. Throws an AwsError where Lambda would refuse the call. */
  async function invokeText(nameOrArn: string, payload: string, invoker?: Invoker) {
    const config = find(nameOrArn);
    allow(config, invoker);
    checkPayloadSize(payload);
    if (!slots.tryTake()) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    const requestId = randomUUID();
    return { requestId, ...(await work.run(() => runInSlot(config, requestId, payload))) };
  }

  const provisioners: Provisioners = {
    'AWS::Lambda::Function': (logicalId, properties, stack) => {
      const config = readFunction(logicalId, properties, stack, deps.codeFolder);
      deps.requireTrust?.(config.roleArn, 'lambda.amazonaws.com');
      functions.set(config.name, config);
      return { ref: config.name, attributes: { Arn: config.arn } };
    },
  };

  /** Runs a function now (RequestResponse). Throws TooManyRequestsException where the account's ten are busy. */
  async function invoke({ functionName, payload, invoker }: Invocation): Promise<Invoked> {
    const { payload: text, ...rest } = await invokeText(functionName, JSON.stringify(payload ?? null), invoker);
    return { ...rest, payload: JSON.parse(text) };
  }

  /** Stores an event for a function (Event), within the caller's transaction if there is one; it runs right after. */
  function invokeLater({ functionName, payload, invoker }: Invocation): void {
    const config = find(functionName);
    allow(config, invoker);
    const text = JSON.stringify(payload ?? null);
    checkEventSize(text);
    queue.add(config.name, text);
  }

  const invokeApi = createInvokeApi({ find, invokeText, invokeLater });
  const readApi = createReadApi({ find, list: () => [...functions.values()], accountConcurrency });
  const apiOf = (call: AwsCall) => (readApi.knows(call) ? readApi : invokeApi);
  const service: AwsService = {
    name: 'lambda',
    permissionsFor: (call) => apiOf(call).permissionsFor(call),
    handle: async (call) => apiOf(call).handle(call),
  };

  return {
    invoke,
    invokeLater,
    provisioners,
    service,
    /** The invocation within which a call with this session token was made; undefined where no function made it. */
    invocationOf: (sessionToken: string | undefined): RunningInvocation | undefined => {
      const sandbox = pool.find(sessionToken);
      return sandbox?.invocation && { functionName: sandbox.config.name, ...sandbox.invocation };
    },
    /** Kills the sandbox that made a call with this session token, in the midst of what it does. */
    crash: (sessionToken: string) => pool.crash(sessionToken),
    /** Goes on with the asynchronous events of the last run. Call it when every function is provisioned. */
    start: () => queue.start(),
    close: async () => {
      queue.close();
      await pool.close();
    },
  };
}
