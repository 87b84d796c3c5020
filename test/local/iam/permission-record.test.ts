import { expect, test } from '@jest/globals';
import { PermissionRecord } from '../../../local/iam/permission-record.ts';
import { readPolicy } from '../../../local/iam/policy-document.ts';

const table = 'arn:aws:dynamodb:us-east-1:0:table/T';
const Statement = [
  { Effect: 'Deny', Action: 'dynamodb:Scan', Resource: '*' },
  { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: [table, `${table}/index/*`] },
];

test('tells each action and each resource of what allows, used or not, and nothing of what denies', () => {
  const record = new PermissionRecord();
  const statements = readPolicy({ Version: '2012-10-17', Statement }, 'Policy');
  record.declare(statements);
  for (const statement of statements.slice(1))
    record.allowed(statement, { action: 'dynamodb:GetItem', resource: table });
  const used = record.uses().map(({ statement, pattern, isUsed }) => `${statement} ${pattern} ${isUsed}`);
  expect(used).toEqual([
    'Policy 2 dynamodb:GetItem true',
    'Policy 2 dynamodb:PutItem false',
    `Policy 2 ${table} true`,
    `Policy 2 ${table}/index/* false`,
  ]);
});
