import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientSetting } from './credentials.ts';
import type { Finding } from './finding.ts';

/** What a new account has. All works with it, one after the other; a busy Monday would be slow. */
const newAccountConcurrency = 10;

export const checkConcurrency = async (region: string): Promise<Finding[]> => {
  const { AccountLimit } = await new LambdaClient(clientSetting(region)).send(new GetAccountSettingsCommand({}));
  const concurrency = AccountLimit?.ConcurrentExecutions ?? 0;
  return [
    {
      ok: concurrency > newAccountConcurrency,
      what: `Lambda concurrency: ${concurrency} at once`,
      todo: 'Enough for a trial. Before patients come, ask for 1,000 "Concurrent executions" of AWS Lambda in Service Quotas.',
    },
  ];
};
