import { describe, expect, test } from '@jest/globals';
import { noValue, references, resolve, type Scope } from '../../../local/template/intrinsics.ts';

const names: Record<string, unknown> = { Table: 'agreements', 'AWS::Region': 'us-east-1', 'AWS::NoValue': noValue };
const scope: Scope = {
  ref: (name) => {
    if (name in names) return names[name];
    throw new Error(`there is no ${name}`);
  },
  getAtt: (logicalId, attribute) => `<${logicalId}.${attribute}>`,
  condition: (name) => name === 'Met',
  importValue: (name) => `<import ${name}>`,
};
const sub = (text: string) => ({ 'Fn::Sub': text });

describe('an intrinsic function', () => {
  test.each([
    ['Ref', { Ref: 'Table' }, 'agreements'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, '<Table.Arn>'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Api.Endpoint.Address' }, '<Api.Endpoint.Address>'],
    ['Sub', sub(`a-\${Table}-\${AWS::Region}-\${Table.Arn}`), 'a-agreements-us-east-1-<Table.Arn>'],
    ['Sub with a name left alone', sub(`\${!Table}`), `\${Table}`],
    ['Sub with names of its own', { 'Fn::Sub': [`\${x}\${Table}`, { x: { Ref: 'Table' } }] }, 'agreementsagreements'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Table' }, 1]] }, 'a-agreements-1'],
    ['Select', { 'Fn::Select': ['1', ['a', { Ref: 'Table' }]] }, 'agreements'],
    ['Split', { 'Fn::Split': ['e', { Ref: 'Table' }] }, ['agr', '', 'm', 'nts']],
    ['Select of Split', { 'Fn::Select': [0, { 'Fn::Split': ['-', 'a-b'] }] }, 'a'],
    ['ImportValue', { 'Fn::ImportValue': sub(`Data:\${Table}`) }, '<import Data:agreements>'],
    ['If, met', { 'Fn::If': ['Met', 'yes', { Ref: 'Nowhere' }] }, 'yes'],
    ['If, not met', { 'Fn::If': ['Unmet', { Ref: 'Nowhere' }, 'no'] }, 'no'],
    ['Equals', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] }, true],
    ['And', { 'Fn::And': [{ Condition: 'Met' }, { Condition: 'Unmet' }] }, false],
    ['Or', { 'Fn::Or': [{ Condition: 'Met' }, { Condition: 'Unmet' }] }, true],
    ['Not', { 'Fn::Not': [{ Condition: 'Met' }] }, false],
  ])('%s is put in place', (_, value, expected) => {
    expect(resolve({ at: [value] }, scope)).toEqual({ at: [expected] });
  });

  test('AWS::NoValue leaves out a property and a list item', () => {
    expect(resolve({ a: { Ref: 'AWS::NoValue' }, b: ['x', { Ref: 'AWS::NoValue' }] }, scope)).toEqual({ b: ['x'] });
  });

  test("a policy's condition block is no intrinsic", () => {
    const block = { Condition: { StringEquals: { a: 'b' } } };
    expect(resolve(block, scope)).toEqual(block);
  });

  test.each([
    ['a function that is not known', { 'Fn::FindInMap': ['a', 'b', 'c'] }, /Fn::FindInMap is not known here/],
    ['a dynamic reference', '{{resolve:ssm:/name}}', /\{\{resolve:ssm:\/name\}\}/],
    ['a name that nothing has', { Ref: 'Nowhere' }, /there is no Nowhere/],
    ['an item beyond the list', { 'Fn::Select': [2, ['a']] }, /item 2/],
  ])('is refused by name: %s', (_, value, message) => {
    expect(() => resolve(value, scope)).toThrow(message);
  });
});

test('references are found in Ref, GetAtt, Sub and DependsOn-like nesting, own names of a Sub left out', () => {
  const value = {
    a: { Ref: 'A' },
    b: [{ 'Fn::GetAtt': ['B', 'Arn'] }, { 'Fn::Join': ['', [{ 'Fn::GetAtt': 'C.Arn' }]] }],
    c: { 'Fn::Sub': [`\${own}\${D}\${E.Arn}\${!F}`, { own: { Ref: 'G' } }] },
  };
  expect(references(value)).toEqual(['A', 'B', 'C', 'D', 'E', 'G']);
});
