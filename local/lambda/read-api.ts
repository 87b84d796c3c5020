import { pathToFileURL } from 'node:url';
import type { AwsAnswer, AwsCall, Permission } from '../kernel/aws-service.ts';
import type { FunctionConfig } from './function-config.ts';

export interface ReadApiDeps {
  list: () => FunctionConfig[];
  find: (nameOrArn: string) => FunctionConfig;
  accountConcurrency: number;
}

/** What people and `npm run doctor` look up: the functions, one of them, and how many may run at once. */
export function createReadApi({ list, find, accountConcurrency }: ReadApiDeps) {
  const configurationOf = (call: AwsCall) => find(decodeURIComponent(call.path.split(/[/?]/)[3] ?? ''));
  const answers: Record<string, (call: AwsCall) => object> = {
    ListFunctions: () => ({ Functions: list().map(describe) }),
    GetFunction: (call) => {
      const config = configurationOf(call);
      return { Configuration: describe(config), Code: { Location: pathToFileURL(config.folder).href } };
    },
    GetFunctionConfiguration: (call) => describe(configurationOf(call)),
    GetAccountSettings: () => ({
      AccountLimit: {
        ConcurrentExecutions: accountConcurrency,
        UnreservedConcurrentExecutions: accountConcurrency,
      },
      AccountUsage: { FunctionCount: list().length },
    }),
  };

  return {
    knows: (call: AwsCall): boolean => Object.hasOwn(answers, call.action),
    permissionsFor: (call: AwsCall): Permission[] => {
      const resource = call.action.startsWith('GetFunction') ? configurationOf(call).arn : '*';
      return [{ action: `lambda:${call.action}`, resource }];
    },
    handle: (call: AwsCall): AwsAnswer => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answers[call.action]?.(call) ?? {}),
    }),
  };
}

function describe(config: FunctionConfig): object {
  return {
    FunctionName: config.name,
    FunctionArn: config.arn,
    Runtime: 'nodejs24.x',
    Handler: config.handler,
    Role: config.roleArn,
    Timeout: config.timeoutSeconds,
    MemorySize: config.memoryMegabytes,
    Environment: { Variables: config.environment },
    State: 'Active',
    Version: '$LATEST',
  };
}
