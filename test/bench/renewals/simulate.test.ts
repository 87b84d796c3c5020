import { describe, expect, test } from '@jest/globals';
import { type Deployment, type Limits, newAccount } from './limits.ts';
import type { Script, Stage, Work } from './script.ts';
import { simulate } from './simulate.ts';

const work = (given: Partial<Work> = {}): Work => ({
  calls: 1,
  readUnits: 1,
  writeUnits: 1,
  starts: 0,
  mails: 0,
  ...given,
});
const stage = (operation: string, day: number, more: Partial<Stage> = {}): Stage => ({
  state: operation,
  operation,
  transitions: 2,
  day,
  ...more,
});

/** Two days ahead it is prepared, on the next a notice goes out, then it renews and is charged. */
const script: Script = {
  stages: {
    renewal: [
      stage('plan-renewal', -2),
      stage('wait-for-renewal', -2, { until: { day: -1, at: 'sending' } }),
      stage('read-renewal-position', -1),
      stage('send-notices', -1),
      stage('wait-for-renewal', -1, { until: { day: 0, at: 'midnight' } }),
      stage('decide-renewal', 0),
    ],
    billing: [stage('collect-invoice', 0)],
  },
  works: new Map([
    ['plan-renewal', work()],
    ['wait-for-renewal', work()],
    ['read-renewal-position', work({ writeUnits: 0 })],
    ['send-notices', work({ mails: 1 })],
    ['decide-renewal', work()],
    ['collect-invoice', work()],
  ]),
  sweepStep: work({ calls: 2 }),
  compared: work({ writeUnits: 0 }),
  wish: work({ calls: 4, starts: 1 }),
  mailEvent: work({ readUnits: 0 }),
  eventsPerMail: 2,
  wishes: 4,
};

const retry = { intervalSeconds: 2, maxAttempts: 12, backoffRate: 2, maxDelaySeconds: 900 };
const deployed: Deployment = {
  retries: () => retry,
  sweepHours: [0, 6, 12, 18],
  sweepTimeoutSeconds: 300,
  streamBatch: 10,
  streamRetries: 10,
  streamMaxAgeSeconds: 3600,
};

const run = (given: {
  agreements?: number;
  seed?: number;
  limits?: Partial<Limits>;
  deployment?: Partial<Deployment>;
}) =>
  simulate({
    script,
    agreements: given.agreements ?? 50,
    seed: given.seed ?? 1,
    limits: { ...newAccount, ...given.limits },
    assumptions: { invocationMilliseconds: 250, callMilliseconds: 40, panelSize: 20 },
    deployment: { ...deployed, ...given.deployment },
  });

const none = { burst: 0, perSecond: 0 };

describe('renewals of one day', () => {
  test('of one agreement come on their days: nothing is lost, late or refused', () => {
    const { invocations: _, ...one } = run({ agreements: 1 });
    expect(one).toEqual({
      lost: 0,
      failed: 0,
      late: 0,
      sweepTimeouts: 0,
      // Each of its four mornings.
      compared: 4,
      notCompared: 0,
      droppedRecords: 0,
      lostEvents: 0,
      throttles: {
        lambda: 0,
        transitions: 0,
        startExecution: 0,
        describeExecution: 0,
        mailRate: 0,
        mailQuota: 0,
        table: 0,
      },
      days: [
        { day: -1, what: 'mails', count: 1, first: expect.any(Number), last: expect.any(Number) },
        { day: 0, what: 'charges', count: 1, first: expect.any(Number), last: expect.any(Number) },
      ],
    });
    const nine = 9 * 3600;
    expect(one.days[0]?.first).toBeGreaterThanOrEqual(nine);
    expect(one.days[0]?.last).toBeLessThan(nine + 45 * 60);
  });

  test('of fifty all come through the limits of a new account, by trying again', () => {
    const fifty = run({});
    expect([fifty.lost, fifty.failed, fifty.late]).toEqual([0, 0, 0]);
    expect(fifty.days.map(({ day, what, count }) => [day, what, count])).toEqual([
      [-1, 'mails', 50],
      [0, 'charges', 50],
    ]);
    expect(fifty.throttles.lambda).toBeGreaterThan(0);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(run({ seed: 7 })).toEqual(run({ seed: 7 }));
    expect(run({ seed: 8 }).days).not.toEqual(run({ seed: 7 }).days);
  });
});

describe('the comparison of the morning', () => {
  const mornings = 4;

  test('takes every panel, and asks of each execution that is under way', () => {
    const fifty = run({});
    expect([fifty.compared, fifty.notCompared]).toEqual([50 * mornings, 0]);
  });

  test('that is refused what runs fails, is tried again, and holds up no renewal', () => {
    const blind = run({ limits: { describeExecution: none } });
    // Prepared, then waiting: what is renewed and paid has nothing under way any more.
    expect(blind.notCompared).toBeGreaterThan(50);
    expect(blind.compared).toBeGreaterThan(50 * mornings);
    expect(blind.throttles.describeExecution).toBe(blind.notCompared * 3);
    expect([blind.lost, blind.late]).toEqual([0, 0]);
  });

  test('begins no panel for which there is no time, and each day with another', () => {
    expect(run({ deployment: { sweepTimeoutSeconds: 150 } }).compared).toBe(0);
    // Two of twenty and one of ten; on the renewal date the charges come first, and take all the time.
    const short = run({ deployment: { sweepTimeoutSeconds: 150.1 } });
    expect(short.compared).toBe(20 + 10 + 0 + 20);
  });
});

describe('what a limit of nothing does', () => {
  test.each<[string, Partial<Limits>]>([
    ['no place for an invocation', { lambdaConcurrency: 0 }],
    ['no start of an execution', { startExecution: none }],
    ['no state that may be entered', { transitions: none }],
    ['no mail a second', { mailsPerSecond: 0 }],
    ['no mail a day', { mailsPerDay: 0 }],
    ['no reading', { readUnitsPerSecond: 0 }],
    ['no writing', { writeUnitsPerSecond: 0 }],
  ])('%s: everything is lost', (_name, limits) => {
    const nothing = run({ agreements: 3, limits });
    expect(nothing.lost).toBe(3);
    expect(nothing.days).toEqual([]);
  });
});

describe('what a limit that is too tight does', () => {
  test('a quota of mails that is used up makes notices late, and none is lost that still finds its day', () => {
    const tight = run({ agreements: 3, limits: { mailsPerDay: 2 } });
    expect([tight.lost, tight.late]).toEqual([0, 1]);
    expect(tight.throttles.mailQuota).toBeGreaterThan(0);
  });

  test('executions that may not try again fail where Lambda is full', () => {
    const failing = run({ deployment: { retries: () => ({ ...retry, maxAttempts: 0 }) } });
    expect(failing.failed).toBeGreaterThan(0);
    expect(failing.lost).toBe(failing.failed);
  });

  test('a start that is refused makes the stream repeat from there on', () => {
    const slow = run({ limits: { startExecution: { burst: 1, perSecond: 1 } } });
    expect([slow.lost, slow.late]).toEqual([0, 0]);
    expect(slow.throttles.startExecution).toBeGreaterThan(0);
  });

  test('what the stream gives up, the sweep does', () => {
    const without = run({ agreements: 3, deployment: { streamMaxAgeSeconds: -1 } });
    expect(without.droppedRecords).toBeGreaterThan(0);
    expect([without.lost, without.late]).toEqual([0, 0]);
  });

  test('a sweep that runs out of time goes on later', () => {
    const short = run({ deployment: { sweepTimeoutSeconds: 1 } });
    expect(short.sweepTimeouts).toBeGreaterThan(0);
    expect(short.lost).toBe(0);
  });
});
