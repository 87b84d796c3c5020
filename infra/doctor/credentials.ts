import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Finding } from './finding.ts';

/** Nobody waits long for a diagnosis. */
export const clientSetting = (region: string) => ({ region, maxAttempts: 2 });

export interface Credentials {
  finding: Finding;
  /** Unknown when AWS's answer does not tell. */
  account: string | undefined;
}

const networkErrors = ['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'ETIMEDOUT', 'TimeoutError'];
export const isUnreachable = (error: unknown): boolean => {
  const { name, code } = error as { name?: string; code?: string };
  return networkErrors.includes(code ?? '') || networkErrors.includes(name ?? '');
};

const accountIn = (text: string | undefined): string | undefined =>
  /:lambda:[a-z0-9-]+:(\d{12}):/.exec(text ?? '')?.[1];

const failure = (error: unknown): Finding => {
  const { name } = error as Error;
  if (name === 'CredentialsProviderError') {
    return {
      ok: false,
      what: 'AWS credentials: none found',
      todo: 'Sign in with the AWS CLI (aws sso login, or aws configure) and set AWS_PROFILE if it is not the default profile.',
    };
  }
  if (isUnreachable(error)) {
    return { ok: false, what: 'AWS credentials: AWS could not be reached', todo: 'Look at the network and try again.' };
  }
  return {
    ok: false,
    what: `AWS credentials: refused (${name})`,
    todo: 'They may have run out: sign in again. They must be allowed to deploy with CDK in this account.',
  };
};

/**
 * Asks for the function `practice`, which costs nothing. Lambda names the function's full ARN whether it is there or
 * not, and so the account, which no other installed client tells.
 */
export const checkCredentials = async (region: string): Promise<Credentials> => {
  const found = (account: string | undefined): Credentials => ({
    finding: { ok: true, what: `AWS credentials: ${account ? `account ${account}` : 'accepted'}` },
    account,
  });
  try {
    const client = new LambdaClient(clientSetting(region));
    const answer = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'perennial-practice' }));
    return found(accountIn(answer.FunctionArn));
  } catch (error) {
    const { name, message } = error as Error;
    // Not found or not allowed to look: either way the credentials were accepted.
    if (name === 'ResourceNotFoundException' || name === 'AccessDeniedException') return found(accountIn(message));
    return { finding: failure(error), account: undefined };
  }
};
