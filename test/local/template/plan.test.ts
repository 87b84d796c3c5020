import { describe, expect, test } from '@jest/globals';
import type { Template } from '../../../local/template/assembly.ts';
import { planStack } from '../../../local/template/plan.ts';

const types = new Set(['Known']);
const pseudo = { 'AWS::Region': 'us-east-1' };
const plan = (template: Partial<Template> & Record<string, unknown>) =>
  planStack({ name: 'App', template: { Resources: {}, ...template } }, types, pseudo);
const ids = (Resources: Template['Resources']) => plan({ Resources }).resources.map(([logicalId]) => logicalId);
const known = (properties: object = {}, more: object = {}) => ({
  Type: 'Known',
  Properties: { ...properties },
  ...more,
});

describe('the order of resources', () => {
  test('is that of the template where nothing is needed', () => {
    expect(ids({ B: known(), A: known() })).toEqual(['B', 'A']);
  });

  test.each([
    ['Ref', known({ x: { Ref: 'Z' } })],
    ['GetAtt', known({ x: { 'Fn::GetAtt': ['Z', 'Arn'] } })],
    ['Sub', known({ x: { 'Fn::Sub': `\${Z.Arn}` } })],
    ['DependsOn', known({}, { DependsOn: 'Z' })],
    ['DependsOn as a list', known({}, { DependsOn: ['Z'] })],
  ])('puts first what a %s asks for', (_, resource) => {
    expect(ids({ A: resource, Z: known() })).toEqual(['Z', 'A']);
  });

  test('leaves out a resource whose condition is not met', () => {
    const Conditions = { Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } };
    const Resources = { A: known({}, { Condition: 'Here' }), B: known() };
    expect(plan({ Conditions, Resources }).resources).toHaveLength(1);
  });
});

describe('a template is refused', () => {
  test('for a cycle, named in order', () => {
    const Resources = {
      A: known({ x: { Ref: 'B' } }),
      B: known({}, { DependsOn: 'C' }),
      C: known({ x: { 'Fn::GetAtt': ['A', 'Arn'] } }),
    };
    expect(() => plan({ Resources })).toThrow(
      'The resources of stack App need each other in a cycle: A -> B -> C -> A',
    );
  });

  test('for unknown types, all of them at once', () => {
    const Resources = { A: { Type: 'AWS::X::Y' }, B: { Type: 'AWS::X::Z' } };
    expect(() => plan({ Resources })).toThrow(/A \(AWS::X::Y\), B \(AWS::X::Z\)/);
  });

  test.each([
    ['a name that nothing has', { Resources: { A: known({ x: { Ref: 'B' } }) } }, /App, A: B is neither/],
    ['an unknown function', { Resources: { A: known({ x: { 'Fn::Base64': 'x' } }) } }, /App, A: Fn::Base64/],
    ['an unknown part', { Resources: { A: known({}, { UpdatePolicy: {} }) } }, /App, A: .* UpdatePolicy/],
    ['an unknown section', { Transform: 'AWS::Serverless' }, /App: the section Transform/],
    ['a parameter without a default', { Parameters: { P: { Type: 'String' } } }, /parameter P has no default/],
    ['a condition that is not there', { Resources: { A: known({}, { Condition: 'C' }) } }, /no condition C/],
  ])('for %s', (_, template, message) => {
    expect(() => plan(template)).toThrow(message);
  });
});
