import { describe, expect, it } from '@jest/globals';
import { loadDefinition } from '../../../local/step-functions/definition.ts';

const end = { Type: 'Pass', End: true };

function load(states: object, more: object = {}): unknown {
  return loadDefinition(JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: states, ...more }));
}

const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f' },
  End: true,
};

describe('a definition', () => {
  it('is taken with all that our machines use', () => {
    const { Retry, Catch } = {
      Retry: [
        {
          ErrorEquals: ['Lambda.Unknown'],
          IntervalSeconds: 2,
          MaxAttempts: 12,
          BackoffRate: 1.5,
          MaxDelaySeconds: 9,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Next: 'B',
          Output: '{% $states.errorOutput %}',
          Assign: { why: '{% $states.errorOutput.Error %}' },
        },
      ],
    };
    const task = { ...invoke, End: undefined, Next: 'W', TimeoutSeconds: '{% $states.input.seconds %}', Retry, Catch };
    const wait = { Type: 'Wait', Timestamp: "{% '2027-01-01T00:00:00Z' %}", Comment: 'until then', Next: 'B' };
    expect(() =>
      load({ A: task, W: wait, B: end }, { Comment: 'c', TimeoutSeconds: 60, Version: '1.0' }),
    ).not.toThrow();
  });

  it.each([
    [
      'Parallel',
      { A: { Type: 'Parallel', Branches: [], End: true } },
      "State 'A' uses Parallel, which this runner does not know",
    ],
    ['HeartbeatSeconds', { A: { ...invoke, HeartbeatSeconds: 5 } }, "State 'A' uses HeartbeatSeconds, which"],
    ['Credentials', { A: { ...invoke, Credentials: {} } }, "State 'A' uses Credentials, which"],
    [
      'an activity',
      { A: { ...invoke, Resource: 'arn:aws:states:us-east-1:1:activity:a' } },
      'uses the resource arn:aws:states:us-east-1:1:activity:a, which',
    ],
    [
      'another service',
      { A: { ...invoke, Resource: 'arn:aws:states:::sqs:sendMessage' } },
      'uses the resource arn:aws:states:::sqs:sendMessage, which',
    ],
    [
      'a qualifier',
      { A: { ...invoke, Arguments: { FunctionName: 'f', Qualifier: '1' } } },
      'uses the argument Qualifier, which',
    ],
    ['$eval', { A: { ...end, Output: "{% $eval('1') %}" } }, "State 'A' uses JSONata's $eval (in Output), which"],
    ['$now', { A: { ...end, Output: { at: '{% $now() %}' } } }, "State 'A' uses JSONata's $now (in Output/at), which"],
    ['$uuid', { A: { ...end, Output: '{% $uuid() %}' } }, "JSONata's $uuid"],
  ])('is refused by name with %s', (_what, states, message) => {
    expect(() => load(states)).toThrow(message);
  });

  it('is refused by name where it is in JSONPath', () => {
    const text = JSON.stringify({ StartAt: 'A', States: { A: end } });
    expect(() => loadDefinition(text)).toThrow("State 'A' uses JSONPath, which this runner does not know");
  });

  it.each([
    ['a state that is not there', { A: { Type: 'Pass', Next: 'B' } }, "Missing 'Next' target: B at /States/A/Next"],
    [
      'a default that is not there',
      { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }], Default: 'C' }, B: end },
      'target: C at /States/A/Default',
    ],
    [
      'a catcher to nowhere',
      { A: { ...invoke, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] } },
      'target: B at /States/A/Catch[0]/Next',
    ],
    ['a state that nothing leads to', { A: end, B: end }, 'State "B" is not reachable'],
    ['no way out', { A: { Type: 'Pass' } }, "A state needs 'Next' or 'End': true at /States/A"],
    ['two ways out', { A: { Type: 'Pass', Next: 'B', End: true }, B: end }, "'Next' or 'End', not both"],
    ['an unknown field', { A: { ...end, Colour: 'red' } }, "Field 'Colour' is not supported at /States/A'"],
    [
      "a field of JSONPath's",
      { A: { ...end, InputPath: '$' } },
      "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A'",
    ],
    [
      'a target and a state that miss each other',
      { A: { Type: 'Pass', Next: 'C' }, B: end },
      'target: C at /States/A/Next, MISSING',
    ],
    ['no end', { A: { Type: 'Pass', Next: 'A' } }, "'MISSING_END_STATE: Workflow has no terminal state at null'"],
    ['no ARN', { A: { ...invoke, Resource: 'f' } }, 'Value is not a valid resource ARN at /States/A/Resource'],
    [
      'a retrier out of bounds',
      { A: { ...invoke, Retry: [{ ErrorEquals: ['X'], MaxAttempts: -1 }] } },
      'Minimum value is 0 at /States/A/Retry[0]/MaxAttempts',
    ],
    [
      'a long name',
      { A: { Type: 'Pass', Next: 'n'.repeat(81) }, ['n'.repeat(81)]: end },
      'exceeds the 80-character limit allowed by the service',
    ],
    ['an unknown type', { A: { Type: 'Nap', End: true } }, "'Nap' is not a state type"],
    [
      'JSONata that does not parse',
      { A: { ...end, Output: '{% $states.input.a ?? 1 %}' } },
      'INVALID_JSONATA_EXPRESSION: The symbol "?" cannot be used as a unary operator at /States/A/Output',
    ],
    ['half an expression', { A: { ...end, Output: '{% $a' } }, "between '{%' and '%}'"],
    [
      'a field without an input',
      { A: { ...end, Output: '{% name %}' } },
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'name' at the top level is not supported. at /States/A/Output",
    ],
    ['a bare $', { A: { ...end, Output: '{% $ %}' } }, "Reference to '$' at the top level"],
    [
      'a result where there is none',
      { A: { ...end, Output: '{% $states.result %}' } },
      '$states.result is not available',
    ],
    [
      'an error outside of a catcher',
      { A: { ...end, Output: '{% $states.errorOutput %}' } },
      '$states.errorOutput is not available',
    ],
    [
      'a bad timestamp',
      { A: { Type: 'Wait', Timestamp: '2027-01-01 10:00', End: true } },
      'RFC3339 timestamp at /States/A/Timestamp',
    ],
    ['two kinds of wait', { A: { Type: 'Wait', Seconds: 1, Timestamp: '2027-01-01T00:00:00Z', End: true } }, 'either'],
    [
      'an early States.ALL',
      { A: { ...invoke, Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] } },
      'States.ALL must appear alone',
    ],
    ['a bad variable name', { A: { ...end, Assign: { 'a b': 1 } } }, "'a b' is not a valid variable name"],
    ['the reserved variable', { A: { ...end, Assign: { states: 1 } } }, "'states' is not a valid variable name"],
    ['no function name', { A: { ...invoke, Arguments: {} } }, "'FunctionName' is required"],
    [
      'JSONPath within JSONata',
      { A: { ...end, QueryLanguage: 'JSONPath' } },
      "can not be 'JSONPath' if set to 'JSONata'",
    ],
  ])('is refused with %s', (_what, states, message) => {
    expect(() => load(states)).toThrow(message);
  });

  it.each([
    ['', 'Definition must be a valid JSON object'],
    ['[]', 'Definition must be a valid JSON object'],
    ['{}', 'These fields are required: [States, StartAt] at /'],
    ['{"StartAt":"A"}', 'These fields are required: [States] at /'],
  ])('is refused where it is %p', (text, message) => {
    expect(() => loadDefinition(text)).toThrow(message);
  });

  it('may look into documents where an expression opens one', () => {
    const output = "{% $states.input.items[price > 10].{ 'n': name, 'all': $ } ~> $map(function($i) { $i.n }) %}";
    expect(() => load({ A: { ...end, Output: output } })).not.toThrow();
  });
});
