import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../../local/iam/evaluate.ts';
import { readPolicy } from '../../../local/iam/policy-document.ts';

const statements = (...Statement: object[]) => readPolicy({ Version: '2012-10-17', Statement }, 'Policy');
const put = { action: 'dynamodb:PutItem', resource: 'arn:aws:dynamodb:us-east-1:0:table/T' };
const allow = { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: put.resource };

describe('a decision', () => {
  test('is yes where one statement allows', () => {
    expect(evaluate(statements(allow), put)).toMatchObject({ allowed: true });
  });

  test.each([
    ['another action', { ...allow, Action: ['dynamodb:GetItem', 'dynamodb:Query'] }],
    ['another resource', { ...allow, Resource: `${put.resource}/index/*` }],
  ])('is no where the statement speaks about %s', (_, statement) => {
    expect(evaluate(statements(statement), put)).toMatchObject({ allowed: false });
  });

  test('is no where nothing is allowed at all', () => {
    expect(evaluate([], put)).toEqual({ allowed: false, why: 'no statement of its policies allows it' });
  });

  test('is no where a deny stands beside the allow, and names it', () => {
    const deny = { Sid: 'NoWrites', Effect: 'Deny', Action: 'dynamodb:Put*', Resource: '*' };
    expect(evaluate(statements(allow, deny), put)).toEqual({ allowed: false, why: 'an explicit deny (NoWrites)' });
  });

  test('passes over a deny whose condition is not met', () => {
    const deny = {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    expect(evaluate(statements(allow, deny), { ...put, context: { 'aws:SecureTransport': 'true' } }).allowed).toBe(
      true,
    );
    expect(evaluate(statements(allow, deny), { ...put, context: { 'aws:SecureTransport': 'false' } }).allowed).toBe(
      false,
    );
  });

  test('says which condition key is not met', () => {
    const conditional = {
      ...allow,
      Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } },
    };
    const decision = evaluate(statements(conditional), { ...put, context: { 'kms:ViaService': 's3' } });
    expect(decision).toMatchObject({ allowed: false, why: expect.stringContaining('kms:ViaService') });
  });

  test.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', 'a', undefined, false],
    ['StringEqualsIfExists', 'a', undefined, true],
    ['StringEqualsIfExists', 'a', 'b', false],
    ['StringNotEquals', 'a', 'b', true],
    ['StringNotEquals', 'a', undefined, true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringEqualsIgnoreCase', 'a', 'A', true],
    ['StringLike', 'a*', 'abc', true],
    ['StringNotLike', 'a*', 'abc', false],
    ['ArnLike', 'arn:aws:events:*:*:rule/x', 'arn:aws:events:us-east-1:0:rule/x', true],
    ['ArnEquals', 'arn:aws:events:us-east-1:0:rule/y', 'arn:aws:events:us-east-1:0:rule/x', false],
    ['Bool', 'true', 'true', true],
  ])('by the condition %s of %j, given %j: %s', (operator, allowed, given, expected) => {
    const conditional = statements({ ...allow, Condition: { [operator]: { 'some:Key': allowed } } });
    const context = given === undefined ? {} : { 'some:key': given };
    expect(evaluate(conditional, { ...put, context }).allowed).toBe(expected);
  });
});

describe('a policy document', () => {
  test.each([
    ['an unknown condition operator', { Condition: { NumericLessThan: { 's3:max-keys': '10' } } }, /NumericLessThan/],
    ['a policy variable', { Resource: `arn:aws:s3:::bucket/\${aws:username}` }, /policy variable/],
    ['a policy variable in a condition', { Condition: { StringEquals: { a: `\${b}` } } }, /policy variable/],
    ['NotAction', { NotAction: 'x' }, /NotAction/],
    ['a principal that is no service', { Principal: { AWS: 'arn:aws:iam::0:root' } }, /Principal/],
    ['an unknown effect', { Effect: 'Maybe' }, /"Maybe"/],
    ['an action that is no string', { Action: [1] }, /Action must be/],
  ])('is refused by name for %s', (_, part, message) => {
    expect(() => statements({ ...allow, ...part })).toThrow(message);
    expect(() => statements({ ...allow, ...part })).toThrow(/^Policy: /);
  });

  test('is refused without the version of 2012', () => {
    expect(() => readPolicy({ Statement: [] }, 'Policy')).toThrow(/Version must be 2012-10-17/);
  });
});
