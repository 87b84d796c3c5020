import { describe, expect, test } from '@jest/globals';
import { acceptedProvisioners, acceptedTypes } from '../../../local/template/accepted-types.ts';

const stack = { stackName: 'App', region: 'us-east-1', account: '000000000000' };
const make = (type: string, properties: object = {}) => acceptedProvisioners[type]?.('Thing', properties, stack);

describe('a type without effect here', () => {
  test.each(Object.entries(acceptedTypes))('%s has its reason: %s', (type, because) => {
    expect(because.length).toBeGreaterThan(10);
    expect(make(type)).toMatchObject({ ref: expect.any(String) });
  });

  test.each([
    ['AWS::SNS::Topic', {}, 'arn:aws:sns:us-east-1:000000000000:App-Thing', { TopicName: 'App-Thing' }],
    ['AWS::S3::Bucket', {}, 'app-thing', { Arn: 'arn:aws:s3:::app-thing' }],
    [
      'AWS::Logs::LogGroup',
      { LogGroupName: '/a' },
      '/a',
      { Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/a:*' },
    ],
  ])('%s has the name and the ARN that others ask for', (type, properties, ref, attributes) => {
    expect(make(type, properties)).toMatchObject({ ref, attributes });
  });
});
