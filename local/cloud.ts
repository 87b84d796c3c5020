import { join } from 'node:path';
import type { Person } from './cognito/protocol.ts';
import { createUserPools } from './cognito/user-pools.ts';
import { takeDataFolder } from './data-folder.ts';
import { createDynamoDb } from './dynamodb/dynamodb.ts';
import { Engine } from './dynamodb/engine.ts';
import { Streams } from './dynamodb/streams.ts';
import { Tables } from './dynamodb/tables.ts';
import { TimeToLive } from './dynamodb/time-to-live.ts';
import { createEvents } from './events/events.ts';
import { Faults } from './faults/faults.ts';
import { LaggingIndex } from './faults/lagging-index.ts';
import { createFrontDoor } from './front-door/front-door.ts';
import { closeServer, listenOn } from './front-door/listen.ts';
import { assetFolder, environmentOf, functionOf } from './functions-made.ts';
import { createHttpApi } from './http-api/http-api.ts';
import { requireDeployable } from './iam/deployment.ts';
import { Iam } from './iam/iam.ts';
import { ResourcePolicies } from './iam/resource-policies.ts';
import { account, region } from './kernel/aws-service.ts';
import { Clock } from './kernel/clock.ts';
import { jumpTo } from './kernel/jump.ts';
import { openStore } from './kernel/store.ts';
import { Timers } from './kernel/timers.ts';
import { Work } from './kernel/work.ts';
import { createLambda, type InvocationHook } from './lambda/lambda.ts';
import { Meter } from './meter/meter.ts';
import { storedAgreements } from './pages/agreements.ts';
import { createPages } from './pages/pages.ts';
import { createSes } from './ses/ses.ts';
import { Queues } from './sqs/queues.ts';
import { functionCaller } from './states/function-caller.ts';
import { machineProvisioners } from './states/state-machines.ts';
import { createStatesApi } from './states/states-api.ts';
import { tokenMachines } from './states/token-machines.ts';
import { createStepFunctions } from './step-functions/step-functions.ts';
import { sts } from './sts/sts.ts';
import { acceptedProvisioners } from './template/accepted-types.ts';
import { readAssembly } from './template/assembly.ts';
import { type Made, provision } from './template/provision.ts';

export interface CloudOptions {
  /** The folder of the synthesized app: `cdk.out`. */
  assembly: string;
  dataDir: string;
  /** The product's port and the AWS endpoint's; 0 (the default) takes a free one. */
  port?: number;
  awsPort?: number;
  /** Deletes what is kept in the data folder. */
  fresh?: boolean;
  /** Lets requests to the product wait until `open` is called, for what is to be stored first. */
  waits?: boolean;
  /** Who may sign in at the template's user pool. */
  people?: Person[];
  /** Wraps every attempt to run a function, for tests that make it fail. */
  hook?: InvocationHook;
}

export type Cloud = Awaited<ReturnType<typeof startCloud>>;

/** Runs a synthesized CDK app on this machine. What was under way when the last run ended goes on. */
export async function startCloud(options: CloudOptions) {
  const { dataDir, hook } = options;
  // What is started is stopped in the reverse order: at the end, or where a later step fails.
  await using starting = new AsyncDisposableStack();
  const assembly = readAssembly(options.assembly, { region, account });
  starting.defer(takeDataFolder(dataDir, options.fresh ?? false));
  const db = starting.adopt(openStore(dataDir), (store) => store.close());
  const clock = new Clock(db);
  const work = new Work();
  const timers = new Timers(db, clock, work);
  const iam = new Iam();
  const functionPolicies = new ResourcePolicies(iam.record);
  const queues = new Queues({ db, clock, iam });
  const kernel = { db, clock, timers, work, dataDir, iam, queues };
  const permissions = {
    accessKeyOf: (roleArn: string) => iam.accessKeyOf(roleArn),
    authorize: iam.authorize.bind(iam),
    authorizeService: functionPolicies.authorize.bind(functionPolicies),
    requireTrust: iam.requireTrust.bind(iam),
    sendDeadLetter: queues.send.bind(queues),
  };

  const engine = starting.adopt(await Engine.start(join(dataDir, 'tables.sqlite')), (running) => running.stop());
  const tables = new Tables(engine);
  let awsUrl = '';
  const faults: Faults = new Faults({
    lambda: () => lambda,
    freezeIndexes: () => LaggingIndex.take(dataDir, tables),
  });
  starting.defer(() => faults.clear());
  const meter: Meter = new Meter({ ...kernel, engine, tables, lambda: () => lambda });
  /** Faults first, then the meter: what never ran costs nothing, what came twice costs twice. */
  const metered: InvocationHook = (attempt, run) =>
    faults.hook(attempt, (event) => meter.hook(attempt, () => run(event)));
  const lambda = createLambda({
    ...kernel,
    ...permissions,
    codeFolder: assetFolder(assembly.assets),
    endpoint: () => awsUrl,
    hook:
      hook === undefined
        ? metered
        : (attempt, run) =>
            hook(attempt, (payload = attempt.payload) =>
              metered({ ...attempt, payload }, (other = payload) => run(other)),
            ),
  });
  const invokeFunction = functionCaller(lambda, iam);
  const streams = new Streams({ ...kernel, engine, tables, invoke: invokeFunction.asLambda });
  const onWrite = () => streams.poke();
  const timeToLive = new TimeToLive({ ...kernel, engine, tables, onWrite });
  const events = createEvents({ ...kernel, ...permissions, lambda });
  const ses = createSes({ ...kernel, emit: events.emit });
  const states = createStepFunctions({
    ...kernel,
    region,
    account,
    invokeFunction: invokeFunction.asRole,
    countTransitions: meter.countTransitions,
    authorize: ({ roleArn, ...permission }) => iam.authorize(roleArn, permission),
    emit: ({ detailType, ...event }) => events.emit({ ...event, 'detail-type': detailType }),
  });
  const made: Made[] = [];
  const timeZone = () => environmentOf(made, 'TIME_ZONE') ?? 'UTC';
  const pages = createPages({
    ...kernel,
    ses,
    faults,
    meter,
    agreements: () => storedAgreements(engine, tables),
    timeZone,
    afterReal: events.replan,
  });
  const userPools = createUserPools({ clock, people: options.people ?? [] });
  const httpApi = createHttpApi({ ...kernel, lambda, pages });

  const services = [
    createDynamoDb(engine, tables, { onWrite, onUse: meter.countCapacity }),
    lambda.service,
    ses.service,
    sts,
    createStatesApi({ call: states.call, machineOfToken: tokenMachines(db) }),
  ];
  const provisioners = {
    ...acceptedProvisioners,
    ...events.provisioners,
    ...functionPolicies.provisioners,
    ...httpApi.provisioners,
    ...iam.provisioners,
    ...lambda.provisioners,
    ...machineProvisioners(states.call),
    ...queues.provisioners,
    ...ses.provisioners,
    ...streams.provisioners,
    ...tables.provisioners,
    ...userPools.provisioners,
  };

  const frontDoor = createFrontDoor({ ...kernel, services, faults, onAnswer: meter.count.bind(meter) });
  awsUrl = `http://127.0.0.1:${await listenOn(frontDoor, options.awsPort ?? 0)}`;
  starting.defer(() => closeServer(frontDoor));
  starting.defer(async () => {
    // A function that is stopped now has not failed: whoever waits for it must not take it for a failure.
    invokeFunction.stop();
    const streamsStopped = streams.stop();
    await lambda.close();
    await streamsStopped;
  });
  await userPools.listen();
  starting.defer(() => userPools.close());
  const productUrl = await httpApi.listen(options.port ?? 0);
  starting.defer(() => httpApi.close());
  starting.defer(() => timers.stop());

  const { resources, outputs } = await provision(assembly.stacks, provisioners, { region, account });
  made.push(...resources);
  requireDeployable(resources, { iam, queues });
  await streams.start((functionName) => functionOf(resources, functionName).properties.Role);
  lambda.start();
  states.resume();
  timeToLive.start();
  timers.start();
  if (options.waits !== true) httpApi.open();

  const started = starting.move();
  return {
    productUrl,
    awsUrl,
    resources,
    outputs,
    clock,
    timers,
    work,
    lambda,
    ses,
    queues,
    faults,
    permissions: iam.record,
    /** Lets requests to the product in. */
    open: () => httpApi.open(),
    /** Moves the clock to an instant and runs everything that falls due on the way. */
    jumpTo: (target: number) => jumpTo(target, { clock, timers, work }),
    stop: () => started.disposeAsync(),
  };
}
