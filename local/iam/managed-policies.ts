import { readPolicy, type Statement } from './policy-document.ts';

// Source of each: docs.aws.amazon.com/aws-managed-policy/latest/reference/<name>.html
const documents: Record<string, object> = {
  'service-role/AWSLambdaBasicExecutionRole': {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' },
    ],
  },
  AWSXRayDaemonWriteAccess: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:GetSamplingStatisticSummaries',
        ],
        Resource: '*',
      },
    ],
  },
};

/** The statements of a policy that AWS keeps. Throws for one that is not in the table above. */
export function managedPolicy(arn: string, where: string): Statement[] {
  const name = arn.replace(/^arn:aws:iam::aws:policy\//, '');
  const document = documents[name];
  if (document === undefined) {
    throw new Error(
      `${where}: the managed policy ${arn} is not known here; known are ${Object.keys(documents).join(', ')} (add its statements to local/iam/managed-policies.ts)`,
    );
  }
  return readPolicy(document, name);
}
