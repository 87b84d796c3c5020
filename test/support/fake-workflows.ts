import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { useAws } from './aws-environment.ts';
import { listen } from './local-kernel.ts';

export interface WorkflowCall {
  action: string;
  input: Record<string, string>;
}

/** Speaks Step Functions' protocol to the real client: keeps names as AWS does, and fails when it is told to. */
export async function startFakeWorkflows() {
  const calls: WorkflowCall[] = [];
  const faults: { action: string; name: string }[] = [];
  const executions = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const input = (await json(request)) as Record<string, string>;
    calls.push({ action, input });
    const at = faults.findIndex((one) => one.action === action);
    const answer = at < 0 ? answerOf(action, input) : (faults.splice(at, 1)[0]?.name ?? '');
    const [status, body] =
      typeof answer === 'object'
        ? [200, answer]
        : [/^(Internal|Service)/.test(answer) ? 500 : 400, { __type: answer, message: 'as told' }];
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  });

  /** What the service answers, or the name of its error. */
  function answerOf(action: string, input: Record<string, string>): object | string {
    const name = `${input.stateMachineArn}:${input.name}`.replace(':stateMachine:', ':execution:');
    switch (action) {
      case 'StartExecution':
        if (executions.has(name)) return 'ExecutionAlreadyExists';
        executions.set(name, 'RUNNING');
        return { executionArn: name, startDate: 1 };
      case 'DescribeExecution': {
        const status = executions.get(input.executionArn ?? '');
        if (status === undefined) return 'ExecutionDoesNotExist';
        return { executionArn: input.executionArn, stateMachineArn: 'm', status, startDate: 1 };
      }
      default:
        return {};
    }
  }

  useAws({ AWS_ENDPOINT_URL_SFN: await listen(server) });
  return {
    calls,
    /** The names of what was started, in order; a name that was there already counts again. */
    started: () => calls.flatMap(({ action, input }) => (action === 'StartExecution' ? (input.name ?? []) : [])),
    /** The tokens that were answered, in order. */
    woken: () => calls.flatMap(({ action, input }) => (action === 'SendTaskSuccess' ? (input.taskToken ?? []) : [])),
    /** The next calls of this action fail with these errors. */
    fail: (action: string, ...names: string[]) => faults.push(...names.map((name) => ({ action, name }))),
    close: (machineArn: string, name: string, status = 'SUCCEEDED') =>
      executions.set(`${machineArn.replace(':stateMachine:', ':execution:')}:${name}`, status),
    forget() {
      calls.length = 0;
      faults.length = 0;
      executions.clear();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FakeWorkflows = Awaited<ReturnType<typeof startFakeWorkflows>>;

export const machines = {
  onboardingMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:onboarding',
  noticeMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:notice',
  signingMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:signing',
  billingMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:billing',
  renewalMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:renewal',
  terminationMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:termination',
};
