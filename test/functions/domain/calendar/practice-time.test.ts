import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addToInstant,
  ageOn,
  daysBetween,
  instantAt,
  isCivilDate,
  isTimeZone,
  practiceDate,
  secondsBetween,
  sendingInstant,
  startOfNextDay,
} from '../../../../functions/domain/calendar/practice-time.ts';

const numRuns = Number(process.env.PROPERTY_CASES ?? 1000);
const timeZones = [
  'America/New_York',
  'America/Phoenix',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];
const timeZone = fc.constantFrom(...timeZones);
const date = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('2000-01-01', days));
const instant = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
  .map((milliseconds) => new Date(milliseconds).toISOString());

/** The wall clock by Intl, as a witness that shares no code with what is tested: 'YYYY-MM-DD HH:MM'. */
function wallClock(at: string, zone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return shown.format(new Date(at));
}

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

describe('counting days', () => {
  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-07', 2, '2026-03-09'],
    ['2024-01-01', 366, '2025-01-01'],
    ['2000-02-29', 0, '2000-02-29'],
  ])('from %s by %i days comes to %s and back', (from, days, to) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  test('gives back the days that were added, and sorts as text like the days do', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -10_000, max: 10_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(daysBetween(from, to)).toBe(days);
        expect(to > from).toBe(days > 0);
      }),
      { numRuns },
    );
  });

  test('refuses half a day and a date that is none', () => {
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => addDays('2026-13-01', 1)).toThrow(RangeError);
    expect(() => daysBetween('2026-01-01', '2026-1-2')).toThrow(RangeError);
  });
});

describe('exact time', () => {
  test.each([
    ['2026-03-07T17:00:00.000Z', { days: 1 }, '2026-03-08T17:00:00.000Z'],
    ['2026-01-31T23:59:59.500Z', { seconds: 1 }, '2026-02-01T00:00:00.500Z'],
    ['2026-01-01T00:00:00.000Z', { days: 7, hours: 1, minutes: 30, seconds: 15 }, '2026-01-08T01:30:15.000Z'],
    ['2026-01-01T00:00:00.000Z', { minutes: -10 }, '2025-12-31T23:50:00.000Z'],
    ['2026-01-01T00:00:00.000Z', { hours: 1, minutes: -10 }, '2026-01-01T00:50:00.000Z'],
    ['2026-01-01T00:00:00Z', {}, '2026-01-01T00:00:00.000Z'],
  ])('after %s and %j is %s', (from, amounts, expected) => {
    expect(addToInstant(from, amounts)).toBe(expected);
  });

  test('takes a day for 24 hours also where the clocks change', () => {
    const noon = instantAt('2026-03-07', '12:00', 'America/New_York');
    expect(wallClock(addToInstant(noon, { days: 1 }), 'America/New_York')).toBe('2026-03-08 13:00');
  });

  test.each([
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:01:00.000Z', 60],
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', 1],
    ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 0],
    ['2026-01-01T00:00:00.500Z', '2026-01-01T00:00:00.000Z', 0],
    ['2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z', -86_400],
  ])('from %s to %s is %i seconds, a fraction rounded up', (from, to, seconds) => {
    expect(secondsBetween(from, to)).toBe(seconds);
  });

  test('never ends a wait early', () => {
    fc.assert(
      fc.property(instant, instant, (from, to) => {
        const waited = addToInstant(from, { seconds: secondsBetween(from, to) });
        expect(waited >= to).toBe(true);
        expect(Date.parse(waited) - Date.parse(to)).toBeLessThan(1000);
      }),
      { numRuns },
    );
  });

  test('refuses a malformed instant and amounts that make no whole seconds', () => {
    expect(() => addToInstant('2026-01-01', { days: 1 })).toThrow(RangeError);
    expect(() => secondsBetween('2026-01-01T00:00:00.000Z', '2026-01-01')).toThrow(RangeError);
    expect(() => addToInstant('2026-01-01T00:00:00.000Z', { seconds: 0.5 })).toThrow(RangeError);
    expect(() => addToInstant('2026-01-01T00:00:00.000Z', { days: Number.NaN })).toThrow(RangeError);
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

describe('the age', () => {
  test.each([
    ['1950-06-15', '2026-06-14', 75],
    ['1950-06-15', '2026-06-15', 76],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2004-02-29', '2024-02-28', 19],
    ['2004-02-29', '2024-02-29', 20],
    ['2026-01-01', '2026-01-01', 0],
    ['2025-12-31', '2026-12-30', 0],
  ])('of a person born on %s is, on %s, %i', (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age);
  });

  test('refuses a day before the birth, and never repeats the birth date', () => {
    expect(() => ageOn('2026-01-02', '2026-01-01')).toThrow('A person has no age before the day of birth.');
    expect(() => ageOn('1948-02-30', '2026-01-01')).toThrow(/^(?!.*1948)/);
  });
});
