import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import type { Applicant } from './journey.ts';
import type { Spine } from './spine.ts';

/**
 * Status and outcome of the one execution of a machine for this person's agreement, or for a part of it. Throws where
 * there is not one.
 */
export async function endOf(spine: Spine, machine: string, who: Applicant, part = '') {
  await spine.cloud.work.quiet();
  const id = await spine.agreementIdOf(who.email);
  const found = (await spine.executions()).filter(({ name }) =>
    name?.startsWith(`${machine}-${id}${part === '' ? '' : `-${part}-r`}`),
  );
  if (found.length !== 1) throw new Error(`${found.length} executions of ${machine} for ${who.firstName}`);
  const { executionArn, name = '' } = found[0] ?? {};
  // What AWS takes as an execution's name.
  if (!/^[a-z0-9_-]{1,80}$/.test(name)) throw new Error(`An execution has the name ${name}`);
  const { status, output, error } = await spine.workflows.send(new DescribeExecutionCommand({ executionArn }));
  return {
    status,
    outcome: output === undefined ? undefined : JSON.parse(output).outcome,
    ...(error === undefined ? {} : { error }),
  };
}
