import { describe, expect, it } from '@jest/globals';
import { readSchedule } from '../../../local/events/schedule-expression.ts';

/** The first firings after an instant, in UTC. */
function firings(expression: string, zone: string, after: string, count = 3): string[] {
  const next = readSchedule(expression, zone, Date.parse(after));
  const found: string[] = [];
  let at: number | undefined = Date.parse(after);
  while (found.length < count && at !== undefined) {
    at = next(at);
    if (at !== undefined) found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
}

describe('a cron schedule', () => {
  it('fires at the wall-clock time of its zone, across daylight saving', () => {
    expect(firings('cron(0 6 * * ? *)', 'America/New_York', '2027-03-12T12:00:00Z')).toEqual([
      '2027-03-13T11:00',
      '2027-03-14T10:00',
      '2027-03-15T10:00',
    ]);
  });

  it('skips a time that daylight saving leaves out', () => {
    expect(firings('cron(30 2 * * ? *)', 'America/New_York', '2027-03-13T00:00:00Z')).toEqual([
      '2027-03-13T07:30',
      '2027-03-15T06:30',
      '2027-03-16T06:30',
    ]);
  });

  it('fires once at a time that comes twice', () => {
    expect(firings('cron(30 1 * * ? *)', 'America/New_York', '2027-11-07T00:00:00Z')).toEqual([
      '2027-11-07T05:30',
      '2027-11-08T06:30',
      '2027-11-09T06:30',
    ]);
    expect(firings('cron(30 1 * * ? *)', 'America/New_York', '2027-11-07T06:10:00Z', 1)).toEqual(['2027-11-08T06:30']);
  });

  it.each([
    ['cron(0 0,6,12,18 * * ? *)', ['2026-11-25T12:00', '2026-11-25T18:00', '2026-11-26T00:00']],
    ['cron(0/20 6 * * ? *)', ['2026-11-25T06:20', '2026-11-25T06:40', '2026-11-26T06:00']],
    ['cron(0 9 ? * MON-FRI *)', ['2026-11-25T09:00', '2026-11-26T09:00', '2026-11-27T09:00']],
    ['cron(0 9 ? * 1 *)', ['2026-11-29T09:00', '2026-12-06T09:00', '2026-12-13T09:00']],
    ['cron(0 9 L * ? *)', ['2026-11-30T09:00', '2026-12-31T09:00', '2027-01-31T09:00']],
    ['cron(0 9 ? * 6L *)', ['2026-11-27T09:00', '2026-12-25T09:00', '2027-01-29T09:00']],
    ['cron(0 9 ? JAN 2#1 *)', ['2027-01-04T09:00', '2028-01-03T09:00', '2029-01-01T09:00']],
    ['cron(0 9 29 2 ? 2027-2029)', ['2028-02-29T09:00']],
  ])('%s fires as AWS reads it', (expression, expected) => {
    expect(firings(expression, 'UTC', '2026-11-25T06:00:00Z')).toEqual(expected);
  });

  it('fires at an instant that is a millisecond away', () => {
    expect(firings('cron(0 6 * * ? *)', 'UTC', '2026-11-25T05:59:59.999Z', 1)).toEqual(['2026-11-25T06:00']);
  });
});

describe('a rate', () => {
  it.each([
    ['rate(6 hours)', ['2026-11-25T12:00', '2026-11-25T18:00', '2026-11-26T00:00']],
    ['rate(1 day)', ['2026-11-26T06:00', '2026-11-27T06:00', '2026-11-28T06:00']],
  ])('%s counts from when it was made', (expression, expected) => {
    expect(firings(expression, 'UTC', '2026-11-25T06:00:00Z')).toEqual(expected);
    const next = readSchedule(expression, 'UTC', Date.parse('2026-11-25T06:00:00Z'));
    expect(next(Date.parse('2026-11-25T06:10:00Z'))).toBe(Date.parse(`${expected[0]}:00Z`));
  });
});

describe('a schedule', () => {
  it.each([
    ['at(2027-01-01T00:00:00)', 'allowed locally: cron(minutes hours'],
    ['rate(0 minutes)', 'The rate is "0 minutes"; allowed: a number of minutes, hours or days'],
    ['cron(0 6 * * * *)', 'with "?" for one of the two days'],
    ['cron(0 6 * * ?)', 'The cron expression is "0 6 * * ?"; allowed: the six fields'],
  ])('is refused as %s', (expression, message) => {
    expect(() => readSchedule(expression, 'UTC', 0)).toThrow(message);
  });
});
