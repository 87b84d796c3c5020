import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { callLimits } from '../limits.ts';

export function openWorkflows(): SFNClient {
  return new SFNClient(callLimits);
}

/** Starts an execution, once for each name: one that is there already, running or closed, counts as started. */
export async function startExecution(
  client: SFNClient,
  machineArn: string,
  name: string,
  input: object,
): Promise<void> {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!isNamed(error, 'ExecutionAlreadyExists')) throw error;
  }
}

/** Wakes a waiting execution. A token that timed out, was answered or is unknown counts as woken: it looks again by itself. */
export async function wake(client: SFNClient, token: string): Promise<void> {
  try {
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
  } catch (error) {
    if (!isNamed(error, 'TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken')) throw error;
  }
}

/** How the execution of a name stands; `absent` where there is none, or it closed more than ninety days ago. */
export type ExecutionStatus = 'absent' | 'running' | 'succeeded' | 'failed' | 'timed_out' | 'aborted';

export async function executionStatus(client: SFNClient, machineArn: string, name: string): Promise<ExecutionStatus> {
  const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  try {
    const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
    return (status?.toLowerCase() ?? 'running') as ExecutionStatus;
  } catch (error) {
    if (isNamed(error, 'ExecutionDoesNotExist')) return 'absent';
    throw error;
  }
}

/** Whether an execution of this name has run and closed. One that never was has not. */
export async function hasClosed(client: SFNClient, machineArn: string, name: string): Promise<boolean> {
  return !['absent', 'running'].includes(await executionStatus(client, machineArn, name));
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
