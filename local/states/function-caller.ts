import type { Iam } from '../iam/iam.ts';
import { account, region } from '../kernel/aws-service.ts';
import type { Invocation, Invoked, Lambda } from '../lambda/lambda.ts';

type Call = Pick<Invocation, 'functionName' | 'payload'>;

/** How services that wait for a function call it: Step Functions as a role, event source mappings as Lambda itself. */
export function functionCaller(lambda: Pick<Lambda, 'invoke'>, iam: Iam) {
  let isStopping = false;

  /** Once the cloud stops there are no answers any more: a killed function is run again at the next start. */
  async function invoke(call: Call): Promise<Invoked> {
    try {
      return await lambda.invoke(call);
    } finally {
      if (isStopping) await new Promise(() => {});
    }
  }

  return {
    asLambda: (functionName: string, payload: object) => lambda.invoke({ functionName, payload }),
    asRole: async ({ roleArn, ...call }: Call & { roleArn: string }): Promise<Invoked> => {
      iam.authorize(roleArn, { action: 'lambda:InvokeFunction', resource: functionArn(call.functionName) });
      return invoke(call);
    },
    stop: () => {
      isStopping = true;
    },
  };
}

function functionArn(nameOrArn: string): string {
  if (!nameOrArn.startsWith('arn:')) return `arn:aws:lambda:${region}:${account}:function:${nameOrArn}`;
  return nameOrArn.replace(/:\$LATEST$/, '');
}
