import { type AwsCall, AwsError, type AwsService, type Permission } from '../kernel/aws-service.ts';
import type { StepFunctions } from '../step-functions/step-functions.ts';

type Resource = (input: any, machineOfToken: (token: string) => string | undefined) => string | undefined;

const anything: Resource = () => '*';
const machine: Resource = (input) => input.stateMachineArn;
const execution: Resource = (input) => input.executionArn;
/** A token's authority is its machine's. One that nobody has is refused by the call itself. */
const machineOfToken: Resource = (input, find) => find(input.taskToken);

// Source: docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
const resources: Record<string, Resource> = {
  DescribeExecution: execution,
  DescribeStateMachine: machine,
  DescribeStateMachineForExecution: execution,
  GetExecutionHistory: execution,
  ListExecutions: machine,
  ListStateMachines: anything,
  SendTaskFailure: machineOfToken,
  SendTaskSuccess: machineOfToken,
  StartExecution: machine,
  StopExecution: execution,
};

export interface StatesApiDeps {
  call: StepFunctions['call'];
  machineOfToken: (token: string) => string | undefined;
}

/** Step Functions behind the front door: what functions and people may call. Machines are made by the template only. */
export function createStatesApi(deps: StatesApiDeps): AwsService {
  return {
    name: 'states',
    permissionsFor({ action, input }: AwsCall): Permission[] {
      const resourceOf = resources[action];
      if (resourceOf === undefined) {
        throw new AwsError(
          'UnknownOperationException',
          `Step Functions' ${action} is not known here; known are ${Object.keys(resources).join(', ')}`,
        );
      }
      const resource = resourceOf(input, deps.machineOfToken);
      return resource === undefined ? [] : [{ action: `states:${action}`, resource }];
    },
    handle: async ({ action, input }) => ({ status: 200, body: JSON.stringify(deps.call(action, input)) }),
  };
}
