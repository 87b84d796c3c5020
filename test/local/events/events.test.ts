import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEvents, type EventsDeps } from '../../../local/events/events.ts';
import { AwsError } from '../../../local/kernel/aws-service.ts';
import { jumpTo } from '../../../local/kernel/jump.ts';
import { inTransaction } from '../../../local/kernel/store.ts';
import { type Kernel, openKernel, stack } from '../../support/local-kernel.ts';
import { lambdaWith } from '../lambda/functions.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:probe';
const source = 'export const handler = async (event) => { console.log(JSON.stringify(event)); };';

let kernel: Kernel;
let lambda: ReturnType<typeof lambdaWith>;

beforeEach(() => {
  kernel = openKernel();
  kernel.clock.freeze(Date.parse('2026-11-25T06:00:00.500Z'));
  lambda = lambdaWith(kernel, { probe: source });
});
afterEach(async () => {
  await lambda.close();
  kernel.remove();
});

const start = (others: Partial<EventsDeps> = {}) => createEvents({ ...kernel, lambda, ...others });

const arrived = () =>
  lambda
    .logOf('probe')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const logged = () =>
  readFileSync(join(kernel.dataDir, 'logs', 'events.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

function addRule(events: ReturnType<typeof start>, properties: object = {}) {
  const all = {
    EventPattern: { source: ['aws.ses'] },
    Targets: [{ Id: 'one', Arn: functionArn, DeadLetterConfig: { Arn: 'arn:queue' }, RetryPolicy: {} }],
    ...properties,
  };
  return events.provisioners['AWS::Events::Rule']?.('Mail', all, stack);
}

const emitted = { source: 'aws.ses', 'detail-type': 'Email Sent', detail: { eventType: 'Send' }, resources: ['arn:r'] };

describe('the default bus', () => {
  it('hands an event to the targets of the rules that it fits, in the shape of AWS', async () => {
    const events = start();
    expect(addRule(events)).toEqual({
      ref: 'app-Mail',
      attributes: { Arn: 'arn:aws:events:us-east-1:000000000000:rule/app-Mail' },
    });
    events.emit(emitted);
    events.emit({ ...emitted, source: 'aws.states' });
    await kernel.work.quiet();
    expect(arrived()).toEqual([
      {
        version: '0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        'detail-type': 'Email Sent',
        source: 'aws.ses',
        account: '000000000000',
        time: '2026-11-25T06:00:00Z',
        region: 'us-east-1',
        resources: ['arn:r'],
        detail: { eventType: 'Send' },
      },
    ]);
    expect(logged().map((event) => event.source)).toEqual(['aws.ses', 'aws.states']);
  });

  it('forgets an event whose transaction fails', async () => {
    const events = start();
    addRule(events);
    const failed = () =>
      inTransaction(kernel.db, () => {
        events.emit(emitted);
        throw new Error('rolled back');
      });
    expect(failed).toThrow('rolled back');
    await kernel.work.quiet();
    expect(arrived()).toEqual([]);
  });

  it('does nothing for a rule that is disabled', async () => {
    const events = start();
    addRule(events, { State: 'DISABLED' });
    events.emit(emitted);
    await kernel.work.quiet();
    expect(arrived()).toEqual([]);
  });

  it('makes a dead letter of what the resource policy of the function forbids', async () => {
    await lambda.close();
    lambda = lambdaWith(
      kernel,
      { probe: source },
      {
        authorizeService: () => {
          throw new AwsError('AccessDeniedException', 'no permission', 403);
        },
      },
    );
    const letters: unknown[] = [];
    const events = start({ sendDeadLetter: (...letter) => letters.push(letter) });
    addRule(events);
    events.emit(emitted);
    await kernel.work.quiet();
    expect(letters).toEqual([
      [
        'arn:queue',
        expect.objectContaining({ source: 'aws.ses' }),
        { service: 'events.amazonaws.com', sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/app-Mail' },
      ],
    ]);
    expect(logged()[0]).toMatchObject({ target: functionArn, why: 'no permission' });
  });

  it.each([
    [{ ScheduleExpression: 'rate(1 day)' }, 'ScheduleExpression is not modelled locally'],
    [{ EventBusName: 'mine' }, 'EventBusName is "mine"'],
    [
      { EventPattern: { source: [{ wildcard: '*' }] } },
      'Mail (AWS::Events::Rule): EventPattern.source has {"wildcard":"*"}',
    ],
    [{ Targets: [{ Id: 'one', Arn: 'arn:aws:sqs:x' }] }, 'target one: Arn is "arn:aws:sqs:x"'],
    [{ Targets: [{ Id: 'one', Arn: functionArn, InputTransformer: {} }] }, 'InputTransformer is not modelled locally'],
  ])('refuses by name a rule with %j', (properties, message) => {
    expect(() => addRule(start(), properties)).toThrow(message);
  });
});

describe('a schedule', () => {
  const roleArn = 'arn:aws:iam::000000000000:role/scheduler';

  function addSchedule(events: ReturnType<typeof start>, properties: object = {}, target: object = {}) {
    const all = {
      Name: 'sweep',
      Description: 'Starts the sweep',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'cron(0 0,6,12,18 * * ? *)',
      ScheduleExpressionTimezone: 'America/New_York',
      Target: { Arn: functionArn, RoleArn: roleArn, Input: '{"at":"<aws.scheduler.scheduled-time>"}', ...target },
      ...properties,
    };
    return events.provisioners['AWS::Scheduler::Schedule']?.('Sweep', all, stack);
  }
  const jump = (instant: string) => jumpTo(Date.parse(instant), kernel);

  it('calls its function each time it falls due, with its input', async () => {
    expect(addSchedule(start())).toEqual({
      ref: 'sweep',
      attributes: { Arn: 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/sweep' },
    });
    expect(kernel.timers.next()).toMatchObject({
      what: 'Schedule: Starts the sweep',
      due: Date.parse('2026-11-25T11:00:00Z'),
    });
    await jump('2026-11-26T00:00:00Z');
    expect(arrived()).toEqual(['11', '17', '23'].map((hour) => ({ at: `2026-11-25T${hour}:00:00Z` })));
  });

  it("gets Scheduler's own event where it has no input", async () => {
    addSchedule(start(), {}, { Input: undefined });
    await jump('2026-11-25T11:00:00Z');
    expect(arrived()[0]).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      time: '2026-11-25T11:00:00Z',
      detail: '{}',
    });
  });

  it('keeps its next firing over a restart, and fires once for all that it missed', async () => {
    addSchedule(start());
    kernel.clock.freeze(Date.parse('2026-11-27T12:00:00Z'));
    addSchedule(start());
    expect(kernel.timers.next()?.due).toBe(Date.parse('2026-11-25T11:00:00Z'));
    await jump('2026-11-27T12:00:00Z');
    expect(arrived()).toHaveLength(1);
    expect(kernel.timers.next()?.due).toBe(Date.parse('2026-11-27T17:00:00Z'));
  });

  it('starts anew when its expression changes', () => {
    addSchedule(start());
    addSchedule(start(), { ScheduleExpression: 'rate(1 hour)' });
    expect(kernel.timers.next()?.due).toBe(Date.parse('2026-11-25T07:00:00.500Z'));
  });

  it('is forgotten when the template no longer has it', async () => {
    addSchedule(start());
    start();
    await jump('2026-11-26T00:00:00Z');
    expect(arrived()).toEqual([]);
    expect(kernel.timers.next()).toBeUndefined();
  });

  it('is planned from now on when the clock was set back', () => {
    const events = start();
    addSchedule(events);
    kernel.clock.freeze(Date.parse('2026-11-20T00:00:00Z'));
    events.replan();
    expect(kernel.timers.next()?.due).toBe(Date.parse('2026-11-20T05:00:00Z'));
  });

  it('needs the right of its role', async () => {
    const asked: unknown[] = [];
    const letters: unknown[] = [];
    const events = start({
      requireTrust: (...trust) => asked.push(trust),
      authorize: (...right) => {
        asked.push(right);
        throw new AwsError('AccessDeniedException', 'no right', 403);
      },
      sendDeadLetter: (...letter) => letters.push(letter),
    });
    addSchedule(events, {}, { DeadLetterConfig: { Arn: 'arn:queue' } });
    await jump('2026-11-25T11:00:00Z');
    expect(asked).toEqual([
      [roleArn, 'scheduler.amazonaws.com'],
      [roleArn, { action: 'lambda:InvokeFunction', resource: functionArn }],
    ]);
    expect(letters).toEqual([['arn:queue', { at: '2026-11-25T11:00:00Z' }, { roleArn }]]);
    expect(arrived()).toEqual([]);
  });

  it.each([
    [{ ScheduleExpression: 'at(2027-01-01T00:00:00)' }, 'The schedule is "at(2027-01-01T00:00:00)"'],
    [{ StartDate: '2027-01-01' }, 'StartDate is not modelled locally'],
    [{ Target: { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage', RoleArn: roleArn } }, 'Target: Arn is'],
  ])('is refused by name with %j', (properties, message) => {
    expect(() => addSchedule(start(), properties)).toThrow(message);
  });
});
