import { randomUUID } from 'node:crypto';
import { AwsError, type AwsService, account } from '../kernel/aws-service.ts';

/** Who am I: the first thing that people ask of an endpoint. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const sts: AwsService = {
  name: 'sts',
  // AWS lets everyone ask.
  permissionsFor: ({ action }) => {
    if (action === 'GetCallerIdentity') return [];
    throw new AwsError('InvalidAction', `${action} of STS is not known here; known is GetCallerIdentity`);
  },
  handle: async ({ caller: { accessKey, roleArn } }) => {
    const arn = roleArn ?? `arn:aws:iam::${account}:user/${accessKey}`;
    const result = `<Arn>${arn}</Arn><UserId>${accessKey}</UserId><Account>${account}</Account>`;
    const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
    return { status: 200, headers: { 'content-type': 'text/xml' }, body };
  },
};
