import { describe, expect, test } from '@jest/globals';
import { fits, fitsAction, fitsArn } from '../../../local/iam/patterns.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/Agreements';

describe('an IAM pattern', () => {
  test.each([
    ['*', '', true],
    ['*', table, true],
    [table, table, true],
    [`${table}/index/*`, `${table}/index/GSI1`, true],
    [`${table}/index/*`, table, false],
    ['arn:aws:dynamodb:*', table, true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['a+(b)', 'a+(b)', true],
    ['two*', 'two\nlines', true],
  ])('%s against %j: %s', (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
  });

  test('of an action takes no account of case', () => {
    expect(fitsAction('DynamoDB:get*', 'dynamodb:GetItem')).toBe(true);
    expect(fitsAction('dynamodb:Get*', 'dynamodb:PutItem')).toBe(false);
  });

  test('of a resource takes account of case', () => {
    expect(fits('arn:aws:s3:::Bucket', 'arn:aws:s3:::bucket')).toBe(false);
  });

  test.each([
    ['arn:aws:events:us-east-1:000000000000:rule/*', 'arn:aws:events:us-east-1:000000000000:rule/a', true],
    ['arn:aws:events:*:rule/a', 'arn:aws:events:us-east-1:000000000000:rule/a', false],
    ['arn:aws:execute-api:us-east-1:0:api/*', 'arn:aws:execute-api:us-east-1:0:api/$default/GET/x', true],
    ['arn:aws:states:us-east-1:0:execution:m:*', 'arn:aws:states:us-east-1:0:execution:m:run:1', true],
  ])('of an ARN keeps within its parts: %s against %s: %s', (pattern, arn, expected) => {
    expect(fitsArn(pattern, arn)).toBe(expected);
  });
});
