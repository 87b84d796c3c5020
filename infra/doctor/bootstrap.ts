import type { Finding } from './finding.ts';

/**
 * Whether CDK's bootstrap stack is there. The clients that this project installs can't ask CloudFormation, so it looks
 * for that stack's bucket: without credentials S3 answers 404 if there is no such bucket and 403 if there is one.
 */
export const checkBootstrap = async (region: string, account: string | undefined): Promise<Finding[]> => {
  const todo = `npx cdk bootstrap${account ? ` aws://${account}/${region}` : ''}   (once per account and Region; again it changes nothing)`;
  if (process.env.AWS_ENDPOINT_URL !== undefined) {
    return [{ ok: true, what: 'Bootstrap: not needed at the endpoint that AWS_ENDPOINT_URL names' }];
  }
  if (account === undefined) return [{ ok: false, what: 'Bootstrap: not known, since the account is not', todo }];
  const bucket = `cdk-hnb659fds-assets-${account}-${region}`;
  const answer = await fetch(`https://${bucket}.s3.${region}.amazonaws.com/`, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  });
  if (answer.status === 404) return [{ ok: false, what: `Bootstrap: missing in ${region}`, todo }];
  return [{ ok: true, what: `Bootstrap: the bucket ${bucket} is there` }];
};
