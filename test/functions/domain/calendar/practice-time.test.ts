import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  instantAt,
  isCivilDate,
  isTimeZone,
  practiceDate,
  sendingInstant,
  startOfNextDay,
} from '../../../../functions/domain/calendar/practice-time.ts';
import { date, instant, numRuns, timeZone, timeZones, wallClock } from './moments.ts';

describe('the practice date', () => {
  test.each([
    ['2026-03-01T04:59:59.999Z', 'America/New_York', '2026-02-28'],
    ['2026-03-01T05:00:00.000Z', 'America/New_York', '2026-03-01'],
    ['2026-07-01T03:59:59.999Z', 'America/New_York', '2026-06-30'],
    ['2026-07-01T04:00:00.000Z', 'America/New_York', '2026-07-01'],
    ['2026-07-01T06:59:59.999Z', 'America/Phoenix', '2026-06-30'],
    ['2024-02-29T09:59:59.999Z', 'Pacific/Honolulu', '2024-02-28'],
    ['2026-12-31T10:00:00.000Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2027-01-01T10:59:59.999Z', 'Pacific/Pago_Pago', '2026-12-31'],
    ['2027-01-01T00:00:00Z', 'UTC', '2027-01-01'],
  ])('at %s in %s is %s', (at, zone, expected) => {
    expect(practiceDate(at, zone)).toBe(expected);
  });

  test('is the date that the wall clock there shows', () => {
    fc.assert(
      fc.property(instant, timeZone, (at, zone) => practiceDate(at, zone) === wallClock(at, zone).slice(0, 10)),
      { numRuns },
    );
  });

  test.each([
    '2026-03-01',
    '2026-03-01T05:00:00.000',
    '2026-03-01T05:00:00.000+00:00',
    '2026-03-01T05:00:00.123456Z',
    '2026-02-30T05:00:00.000Z',
    '2026-03-01T25:00:00.000Z',
    '',
  ])('refuses "%s" as an instant', (at) => {
    expect(() => practiceDate(at, 'UTC')).toThrow(RangeError);
  });

  test('refuses a zone that is not in the IANA list', () => {
    expect(() => practiceDate('2026-03-01T05:00:00.000Z', 'America/Gotham')).toThrow(RangeError);
    expect(() => practiceDate('2026-03-01T05:00:00.000Z', '-05:00')).toThrow('Not an IANA time zone: "-05:00".');
  });
});

describe('the instant of a wall-clock time', () => {
  test.each([
    ['an ordinary winter morning', '2026-01-15', '09:00', 'America/New_York', '2026-01-15T14:00:00.000Z'],
    ['an ordinary summer morning', '2026-07-15', '09:00', 'America/New_York', '2026-07-15T13:00:00.000Z'],
    ['the last minute before the spring gap', '2026-03-08', '01:59', 'America/New_York', '2026-03-08T06:59:00.000Z'],
    ['a time within the spring gap, an hour on', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['the first minute after the spring gap', '2026-03-08', '03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['the first of two in autumn', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['the time after both in autumn', '2026-11-01', '02:00', 'America/New_York', '2026-11-01T07:00:00.000Z'],
    ['a zone without clock changes, in winter', '2026-01-15', '09:00', 'America/Phoenix', '2026-01-15T16:00:00.000Z'],
    ['a zone without clock changes, in summer', '2026-07-15', '09:00', 'America/Phoenix', '2026-07-15T16:00:00.000Z'],
    ['the earliest place', '2026-01-01', '00:00', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['the latest place', '2026-01-01', '23:59', 'Pacific/Pago_Pago', '2026-01-02T10:59:00.000Z'],
  ])('is right for %s', (_what, day, time, zone, expected) => {
    expect(instantAt(day, time, zone)).toBe(expected);
  });

  test.each(['24:00', '9:00', '09:60', '09:00:00', 'noon', ''])('refuses "%s" as a time of day', (time) => {
    expect(() => instantAt('2026-01-01', time, 'UTC')).toThrow(`A time of day is HH:MM, got "${time}".`);
  });

  test('refuses a malformed date without repeating it, since it may be a birth date', () => {
    expect(() => instantAt('1948-02-30', '09:00', 'UTC')).toThrow(/^(?!.*1948)/);
    expect(() => instantAt('1948-02-30', '09:00', 'UTC')).toThrow(RangeError);
  });
});

describe('the start of the next day', () => {
  test.each([
    ['before the short day', '2026-03-07', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['after the short day', '2026-03-08', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['after the long day', '2026-11-01', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['after a leap day', '2024-02-29', 'Pacific/Honolulu', '2024-03-01T10:00:00.000Z'],
    ['at the end of a year', '2026-12-31', 'Pacific/Kiritimati', '2026-12-31T10:00:00.000Z'],
    ['where clocks skip midnight', '2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['where the calendar skips a day', '2011-12-29', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('is right %s', (_when, day, zone, expected) => {
    expect(startOfNextDay(day, zone)).toBe(expected);
  });

  test('is the first instant at which the practice date is another', () => {
    fc.assert(
      fc.property(date, timeZone, (day, zone) => {
        const over = startOfNextDay(day, zone);
        const lastMoment = new Date(Date.parse(over) - 1).toISOString();
        expect(practiceDate(lastMoment, zone)).toBe(day);
        expect(practiceDate(over, zone)).toBe(addDays(day, 1));
      }),
      { numRuns },
    );
  });
});

describe('the sending instant', () => {
  test('lies between 9:00 and 9:44 on the wall clock of that date, whatever the clocks do', () => {
    fc.assert(
      fc.property(date, timeZone, fc.string(), (day, zone, key) => {
        expect(wallClock(sendingInstant(day, zone, key), zone)).toMatch(new RegExp(`^${day} 09:([0-3]\\d|4[0-4])$`));
      }),
      { numRuns },
    );
  });

  test.each(['2026-03-08', '2026-11-01'])('lies there on %s too, when the clocks change', (day) => {
    for (let number = 0; number < 100; number += 1) {
      const at = sendingInstant(day, 'America/New_York', `agreement-${number}`);
      expect(wallClock(at, 'America/New_York')).toMatch(/ 09:([0-3]\d|4[0-4])$/);
    }
  });

  test('stays the same for a key from release to release', () => {
    const minutes = ['', 'a', 'foobar', 'agreement-1', 'ñ'].map((key) => sendingInstant('2026-01-01', 'UTC', key));
    expect(minutes.map((at) => at.slice(11, 16))).toEqual(['09:16', '09:25', '09:25', '09:39', '09:06']);
  });

  test('uses all 45 minutes, none for more than twice its share', () => {
    const perMinute = new Map<string, number>();
    for (let number = 0; number < 4500; number += 1) {
      const at = sendingInstant('2026-01-01', 'UTC', `agreement-${number}`);
      perMinute.set(at, (perMinute.get(at) ?? 0) + 1);
    }
    expect(perMinute.size).toBe(45);
    expect(Math.max(...perMinute.values())).toBeLessThan(200);
  });
});

describe('recognising text', () => {
  test.each(['2026-01-31', '2024-02-29', '2000-02-29', '1926-12-31'])('takes %s for a civil date', (text) => {
    expect(isCivilDate(text)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-1-5',
    '20260105',
    '2026-01-05T10:00',
    '2026-01-05[u-ca=hebrew]',
    ' 2026-01-05',
    '2026-01-05\n',
    '+012026-01-05',
    '',
  ])('refuses %j as a civil date', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  test.each([...timeZones, 'US/Eastern', 'Etc/GMT+5'])('takes %s for a time zone', (text) => {
    expect(isTimeZone(text)).toBe(true);
  });

  test.each([
    'america/new_york',
    '-05:00',
    '+14:00',
    'America/Gotham',
    'Eastern',
    'Z',
    '2026-01-01T00:00Z[America/New_York]',
    '',
  ])('refuses %j as a time zone', (text) => {
    expect(isTimeZone(text)).toBe(false);
  });
});
