import { beforeAll, describe, expect, test } from '@jest/globals';
import { ofType, synthesize, type Template } from '../support/synthesized.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

let template: Template;
beforeAll(() => {
  template = synthesize().app;
}, 120_000);

const list = <Item>(value: Item | Item[]): Item[] => (Array.isArray(value) ? value : [value]);

/** Each policy's statements by its construct: `MailTasks`, `Onboarding`, `SweepSchedule`. */
const statementsOf = (part: string): Statement[] => {
  const [found, ...others] = ofType(template, 'AWS::IAM::ManagedPolicy').filter(([id]) =>
    new RegExp(`^(Functions|Machines|Triggers)${part}Policy`).test(id),
  );
  if (found === undefined || others.length > 0) throw new Error(`expected one policy of ${part}`);
  return found[1].Properties.PolicyDocument.Statement;
};

const actionsOf = (part: string): string[] =>
  statementsOf(part)
    .flatMap(({ Action }) => list(Action))
    .sort();

const resourcesFor = (part: string, action: string): string =>
  JSON.stringify(
    statementsOf(part)
      .filter(({ Action }) => list(Action).includes(action))
      .map(({ Resource }) => Resource),
  );

const functions = ['Patient', 'Desk', 'Stream', 'Sweep', 'Events', 'MailTasks', 'MoneyTasks', 'Tasks', 'Practice'];
const machines = ['Onboarding', 'Signing', 'Billing', 'Renewal', 'Termination', 'Notice'];

describe('functions', () => {
  test('each have a role of their own, with one policy and nothing else', () => {
    const roles = ofType(template, 'AWS::IAM::Role');
    for (const [, { Properties }] of roles) {
      expect(Properties.ManagedPolicyArns).toHaveLength(1);
      expect(Properties.ManagedPolicyArns[0].Ref).toMatch(/Policy[0-9A-F]{8}$/);
    }
    expect(ofType(template, 'AWS::IAM::Policy')).toEqual([]);
    expect(roles).toHaveLength(functions.length + machines.length + 1);
  });

  test.each(functions)('%s is allowed no action by a wildcard, and no resource "*" where there are any', (name) => {
    for (const { Action, Resource } of statementsOf(name)) {
      for (const action of list(Action)) expect(action).not.toContain('*');
      // SES knows no resource for it.
      if (Action !== 'ses:DeleteSuppressedDestination') expect(list(Resource)).not.toContain('*');
    }
  });

  test.each(functions)('%s never scans the table and never changes it', (name) => {
    const dynamodb = actionsOf(name).filter((action) => action.startsWith('dynamodb:'));
    for (const action of dynamodb) expect(action).not.toMatch(/Scan|Batch|Table|Backup/);
  });

  test('only those that clear something away may delete', () => {
    const deleting = functions.filter((name) => actionsOf(name).includes('dynamodb:DeleteItem'));
    expect(deleting).toEqual(['Patient', 'Desk', 'Stream', 'Sweep', 'Practice']);
  });

  test('only those that look for candidates may query an index', () => {
    const indexes = (name: string) => resourcesFor(name, 'dynamodb:Query').match(/GSI\d/g) ?? [];
    expect(Object.fromEntries(functions.map((name) => [name, indexes(name)]))).toEqual({
      Patient: ['GSI3'],
      Desk: ['GSI1', 'GSI2', 'GSI3'],
      Stream: ['GSI2'],
      Sweep: ['GSI1', 'GSI2', 'GSI3'],
      Events: ['GSI2'],
      MailTasks: ['GSI2'],
      MoneyTasks: [],
      Tasks: [],
      Practice: [],
    });
  });

  test('only mail tasks may send mail, from the sender and with the configuration set', () => {
    expect(functions.filter((name) => actionsOf(name).some((action) => action.startsWith('ses:')))).toEqual([
      'MailTasks',
    ]);
    const resources = resourcesFor('MailTasks', 'ses:SendRawEmail');
    expect(resources.match(/:(identity|configuration-set)\/[\w.@-]+/g)?.sort()).toEqual([
      ':configuration-set/perennial',
      ':identity/care@lakeside.example.com',
      ':identity/lakeside.example.com',
    ]);
  });

  test('mail tasks may take an address off the suppression list, and put none onto it', () => {
    expect(
      actionsOf('MailTasks')
        .filter((action) => action.startsWith('ses:'))
        .sort(),
    ).toEqual(['ses:DeleteSuppressedDestination', 'ses:SendRawEmail']);
  });

  test('only the stream and the sweep may start executions', () => {
    expect(functions.filter((name) => actionsOf(name).includes('states:StartExecution'))).toEqual(['Stream', 'Sweep']);
    for (const name of ['Stream', 'Sweep']) {
      expect(resourcesFor(name, 'states:StartExecution').match(/perennial-\w+/g)).toEqual([
        'perennial-billing',
        'perennial-notice',
        'perennial-onboarding',
        'perennial-renewal',
        'perennial-signing',
        'perennial-termination',
      ]);
    }
  });

  test('nobody may stop an execution', () => {
    for (const name of functions) expect(actionsOf(name)).not.toContain('states:StopExecution');
  });

  test('use the table’s key through the table only', () => {
    for (const name of functions) {
      const kms = statementsOf(name).filter(({ Action }) => list(Action).some((action) => action.startsWith('kms:')));
      expect(kms.map(({ Condition }) => Condition)).toEqual([
        { StringEquals: { 'kms:ViaService': 'dynamodb.us-east-1.amazonaws.com' } },
      ]);
    }
  });
});

describe('machines', () => {
  test('invoke only the functions that their definitions name', () => {
    const invoked = (name: string) => resourcesFor(name, 'lambda:InvokeFunction').match(/Functions\w+?Function/g);
    for (const name of machines) {
      for (const target of invoked(name) ?? []) {
        expect(['FunctionsTasksFunction', 'FunctionsMailTasksFunction', 'FunctionsMoneyTasksFunction']).toContain(
          target,
        );
      }
    }
    expect(invoked('Notice')).not.toContain('FunctionsMoneyTasksFunction');
  });

  test('only onboarding starts others, with the rule that tells it of their end', () => {
    expect(machines.filter((name) => actionsOf(name).includes('states:StartExecution'))).toEqual(['Onboarding']);
    expect(resourcesFor('Onboarding', 'states:StartExecution').match(/perennial-\w+/g)).toEqual([
      'perennial-billing',
      'perennial-signing',
    ]);
    expect(resourcesFor('Onboarding', 'events:PutRule')).toContain(
      ':rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
    );
  });
});
