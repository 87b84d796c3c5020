import { describe, expect, test } from '@jest/globals';
import type { Provisioners } from '../../../local/kernel/aws-service.ts';
import type { Stack, Template } from '../../../local/template/assembly.ts';
import { provision } from '../../../local/template/provision.ts';

const where = { region: 'us-east-1', account: '000000000000' };

/** Makes things that note their properties in `made`. */
function things(made: unknown[] = []): Provisioners {
  return {
    Thing: async (logicalId, properties, stack) => {
      made.push(properties);
      return { ref: `${stack.stackName}-${logicalId}`, attributes: { Arn: `arn:${logicalId}` } };
    },
  };
}
const thing = (Properties: Record<string, unknown> = {}) => ({ Type: 'Thing', Properties });
const stack = (name: string, template: Template): Stack => ({ name, template });

describe('provisioning', () => {
  test('gives each resource its properties resolved, in order', async () => {
    const made: unknown[] = [];
    const Resources = { A: thing({ b: { Ref: 'B' }, arn: { 'Fn::GetAtt': ['B', 'Arn'] } }), B: thing() };
    await provision([stack('App', { Resources })], things(made), where);
    expect(made).toEqual([{}, { b: 'App-B', arn: 'arn:B' }]);
  });

  test('knows the pseudo parameters', async () => {
    const made: unknown[] = [];
    const text = `\${AWS::Partition} \${AWS::Region} \${AWS::AccountId} \${AWS::StackName} \${AWS::URLSuffix}`;
    await provision([stack('App', { Resources: { A: thing({ text: { 'Fn::Sub': text } }) } })], things(made), where);
    expect(made).toEqual([{ text: 'aws us-east-1 000000000000 App amazonaws.com' }]);
  });

  test('carries an export into a later stack', async () => {
    const made: unknown[] = [];
    const data: Template = {
      Resources: { Table: thing() },
      Outputs: { Out: { Value: { Ref: 'Table' }, Export: { Name: 'Data:Table' } } },
    };
    const app: Template = { Resources: { A: thing({ table: { 'Fn::ImportValue': 'Data:Table' } }) } };
    const { outputs } = await provision([stack('Data', data), stack('App', app)], things(made), where);
    expect(made).toEqual([{}, { table: 'Data-Table' }]);
    expect(outputs).toEqual({ 'Data.Out': 'Data-Table' });
  });

  test('makes nothing where a later stack is refused', async () => {
    const made: unknown[] = [];
    const stacks = [
      stack('Data', { Resources: { A: thing() } }),
      stack('App', { Resources: { B: { Type: 'Unknown' } } }),
    ];
    await expect(provision(stacks, things(made), where)).rejects.toThrow(/B \(Unknown\)/);
    expect(made).toEqual([]);
  });

  test.each([
    ['an attribute that is not known', thing({ x: { 'Fn::GetAtt': ['B', 'Nope'] } }), /App, A \(Thing\): .*Nope of B/],
    ['an import that nobody exports', thing({ x: { 'Fn::ImportValue': 'Data:Nope' } }), /App, A .*Data:Nope/],
  ])('refuses %s, naming the resource', async (_, resource, message) => {
    const Resources = { A: resource, B: thing() };
    await expect(provision([stack('App', { Resources })], things(), where)).rejects.toThrow(message);
  });

  test("names the resource in a provisioner's own error", async () => {
    const failing: Provisioners = {
      Thing: () => {
        throw new Error('too big');
      },
    };
    const stacks = [stack('App', { Resources: { A: thing() } })];
    await expect(provision(stacks, failing, where)).rejects.toThrow('Stack App, A (Thing): too big');
  });
});
