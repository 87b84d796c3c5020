import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Definition, State } from '../../infra/mermaid.ts';
import { machineNames } from '../../infra/workflows/machine-names.ts';
import { calledTasks } from '../support/called-tasks.ts';
import { ofType, synthesize, type Template } from '../support/synthesized.ts';

/** What may be tried again: the service was not there, or a task says that trying again may help. */
const mayBeRetried = [
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ServiceException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Perennial.Transient',
  'Runtime.ExitError',
  'Sandbox.Timedout',
  'StepFunctions.SdkClientException',
  'StepFunctions.ThrottlingException',
];

const textOf = (name: string): string => readFileSync(`statemachines/${name}.asl.json`, 'utf8');
const isTokenWait = (state: State): boolean => state.Resource?.endsWith('.waitForTaskToken') ?? false;

test('every definition is deployed, and every machine has one', () => {
  expect(readdirSync('statemachines').sort()).toEqual(machineNames.map((name) => `${name}.asl.json`).sort());
});

describe.each([...machineNames])('%s', (name) => {
  const definition = JSON.parse(textOf(name)) as Definition;
  const states = Object.entries(definition.States);

  test('says on top what starts it and how it can end', () => {
    expect(definition.Comment).toMatch(/start/i);
    expect(definition.Comment).toMatch(/\bends?\b/i);
  });

  test('speaks JSONata throughout, and never asks it for the time or for chance', () => {
    expect(definition.QueryLanguage).toBe('JSONata');
    expect(textOf(name)).not.toMatch(/"QueryLanguage": "JSONPath"|\$now\(|\$millis\(|\$random\(|\$uuid\(|\$eval\(/);
  });

  test('has a default for each choice', () => {
    const choices = states.filter(([, { Type }]) => Type === 'Choice');
    expect(choices.filter(([, { Default }]) => Default === undefined)).toEqual([]);
  });

  test('explains each wait, choice and catch', () => {
    const mute = states.filter(
      ([, state]) => (['Choice', 'Wait'].includes(state.Type) || isTokenWait(state)) && !state.Comment,
    );
    expect(mute.map(([state]) => state)).toEqual([]);
    const muteCatches = states.filter(([, state]) => state.Catch?.some(({ Comment }) => !Comment));
    expect(muteCatches.map(([state]) => state)).toEqual([]);
  });

  test('names states by what they are: tasks command, choices ask, waits wait, ends tell', () => {
    for (const [state, { Type }] of states) {
      if (Type === 'Choice') expect(state).toMatch(/\?$/);
      else if (Type === 'Wait') expect(state).toMatch(/^Wait until /);
      else if (Type === 'Succeed') expect(state).toMatch(/^Done: /);
      else if (Type === 'Fail') expect(state).toMatch(/^Failed: /);
      else expect(state).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
    }
  });

  test('calls each task by its name and the version of its input', () => {
    const called = calledTasks(`statemachines/${name}.asl.json`);
    expect(called.length).toBeGreaterThan(0);
    for (const one of called) expect(one).toMatchObject({ task: expect.any(String), version: expect.any(Number) });
  });

  test('retries named errors only', () => {
    const retried = states.flatMap(([, { Retry }]) => Retry?.flatMap(({ ErrorEquals }) => ErrorEquals) ?? []);
    expect(retried.filter((error) => !mayBeRetried.includes(error))).toEqual([]);
  });

  test('tries again for an hour and a half, on average, before it gives up: what falls due at one moment takes its time', () => {
    const retries = states.flatMap(([, { Retry }]) => Retry ?? []) as unknown as Record<string, number>[];
    for (const { IntervalSeconds = 0, BackoffRate = 0, MaxDelaySeconds = 0, MaxAttempts = 0 } of retries) {
      const delays = Array.from({ length: MaxAttempts }, (_, attempt) =>
        Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** attempt),
      );
      // With full jitter, half of each.
      expect(delays.reduce((sum, delay) => sum + delay / 2, 0)).toBeGreaterThan(90 * 60);
    }
  });
});

describe('placeholders', () => {
  let template: Template;
  beforeAll(() => {
    template = synthesize().app;
  }, 120_000);

  test.each([...machineNames])('of %s are each filled, and no other is given', (name) => {
    const [, machine] =
      ofType(template, 'AWS::StepFunctions::StateMachine').find(
        ([, { Properties }]) => Properties.StateMachineName === `perennial-${name}`,
      ) ?? [];
    const used = [...new Set([...textOf(name).matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]))].sort();
    expect(Object.keys(machine?.Properties.DefinitionSubstitutions ?? {}).sort()).toEqual(used);
    expect(machine?.Properties.DefinitionString).toBe(textOf(name));
  });
});
