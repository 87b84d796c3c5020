import type { StatusEvent } from '../deps.ts';
import type { Execution } from '../store/execution.ts';

// EventBridge leaves out input and output beyond 248 KiB. https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
const largestIncluded = 248 * 1024;

/** What EventBridge is told when an execution begins or ends. */
export function statusEvent(execution: Execution): StatusEvent {
  const { arn, machineArn, name, status, started, stopped, input, output, error, cause } = execution;
  const included = (text: string | undefined) => text !== undefined && Buffer.byteLength(text) <= largestIncluded;
  return {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn: machineArn,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      name,
      status,
      startDate: started,
      stopDate: stopped ?? null,
      input: included(input) ? input : null,
      inputDetails: { included: included(input) },
      output: included(output) ? output : null,
      outputDetails: output === undefined ? null : { included: included(output) },
      redriveCount: 0,
      redriveDate: null,
      redriveStatus: null,
      redriveStatusReason: null,
      error: error ?? null,
      cause: cause ?? null,
    },
  };
}
