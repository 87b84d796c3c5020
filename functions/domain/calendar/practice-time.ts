import { Temporal } from 'temporal-polyfill';

// Civil dates are 'YYYY-MM-DD' and belong to a place; instants are 'YYYY-MM-DDTHH:MM:SS.mmmZ' and belong to everybody. Both
// sort as text. The messages of refusals never repeat a date: it may be a birth date, and messages are logged.

/** Mails of one day start at 9:00 practice time and are spread over this many minutes, so that bursts stay small. */
const sendingMinutes = 45;

/** True for a day of the Gregorian calendar written 'YYYY-MM-DD'; never throws. */
export function isCivilDate(text: string): boolean {
  return attempt(() => civilDate(text)) !== undefined;
}

/** True for an IANA name as it is spelled there ('America/New_York'); never throws. */
export function isTimeZone(text: string): boolean {
  return attempt(() => zone(text)) !== undefined;
}

/** The civil date at `instant` in the time zone. Throws RangeError for a malformed instant or zone. */
export function practiceDate(instant: string, timeZone: string): string {
  return parsedInstant(instant).toZonedDateTimeISO(zone(timeZone)).toPlainDate().toString();
}

/**
 * The instant of a wall-clock time 'HH:MM' on a civil date. A time that the clocks skip in spring counts on from before
 * the gap (2:30 is 3:30); one that comes twice in autumn is the first. Throws RangeError for a malformed argument.
 */
export function instantAt(date: string, time: string, timeZone: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`A time of day is HH:MM, got "${time}".`);
  const wallClock = civilDate(date).toPlainDateTime(Temporal.PlainTime.from(time));
  return written(wallClock.toZonedDateTime(zone(timeZone), { disambiguation: 'compatible' }).toInstant());
}

/** The instant at which `date` is over there: midnight, or the first moment after it where clocks skip midnight. */
export function startOfNextDay(date: string, timeZone: string): string {
  return written(civilDate(date).add({ days: 1 }).toZonedDateTime(zone(timeZone)).toInstant());
}

/** The civil date so many days later, or earlier where `days` is negative. Throws RangeError unless `days` is whole. */
export function addDays(date: string, days: number): string {
  return civilDate(date).add({ days }).toString();
}

/** The civil date after so many months of the calendar and then so many days; a shorter month's last day is taken. */
export function addSpan(date: string, { months = 0, days = 0 }: { months?: number; days?: number }): string {
  return civilDate(date).add({ months }).add({ days }).toString();
}

/** Whole days from one civil date to another: 1 from today to tomorrow, negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return civilDate(from).until(civilDate(to), { largestUnit: 'days' }).days;
}

/** The next day that is neither a Saturday nor a Sunday. */
export function nextBusinessDay(date: string): string {
  const { dayOfWeek } = civilDate(date);
  return addDays(date, dayOfWeek >= 5 ? 8 - dayOfWeek : 1);
}

/**
 * Exact elapsed time: a day is 24 hours, whatever clocks do there; amounts may be negative. For calendar days use
 * `addDays` and `instantAt`. Throws RangeError for a malformed instant or unless the amounts make whole seconds.
 */
export function addToInstant(
  instant: string,
  {
    days = 0,
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: { days?: number; hours?: number; minutes?: number; seconds?: number },
): string {
  const inSeconds = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return written(parsedInstant(instant).add({ seconds: inSeconds }));
}

/**
 * Whole seconds from one instant to another, negative when `to` lies before `from`. A fraction is rounded up, so that a
 * wait of so many seconds never ends before `to`. Throws RangeError for a malformed instant.
 */
export function secondsBetween(from: string, to: string): number {
  const milliseconds = parsedInstant(to).epochMilliseconds - parsedInstant(from).epochMilliseconds;
  // Adding 0 turns the -0 of a negative fraction into 0.
  return Math.ceil(milliseconds / 1000) + 0;
}

/** The instant on that date between 9:00 and 9:44 practice time at which mail about `key` goes out; the same every time. */
export function sendingInstant(date: string, timeZone: string, key: string): string {
  const minute = stableHash(key) % sendingMinutes;
  return instantAt(date, `09:${String(minute).padStart(2, '0')}`, timeZone);
}

/**
 * Completed years of age on a civil date. Whoever was born on 29 February is a year older on 1 March of a common year: the
 * later day, so that nobody signs as an adult a day early. Throws RangeError for a date before the birth.
 */
export function ageOn(birthDate: string, date: string): number {
  const [birth, day] = [civilDate(birthDate), civilDate(date)];
  if (date < birthDate) throw new RangeError('A person has no age before the day of birth.');
  const hadBirthday = date.slice(5) >= birthDate.slice(5);
  return day.year - birth.year - (hadBirthday ? 0 : 1);
}

/** The civil date on which somebody is so many years old, by `ageOn`: of 29 February, 1 March in common years. */
export function turnsOn(birthDate: string, age: number): string {
  const day = addSpan(birthDate, { months: 12 * age });
  return day.slice(5) === birthDate.slice(5) ? day : addDays(day, 1);
}

function civilDate(text: string): Temporal.PlainDate {
  // Temporal alone would also take times, offsets and calendar annotations after the date.
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? attempt(() => Temporal.PlainDate.from(text)) : undefined;
  if (date === undefined) throw new RangeError('A civil date is a day of the calendar as YYYY-MM-DD.');
  return date;
}

/** Milliseconds may be missing in what others send; more than three digits would be lost without a word. */
function parsedInstant(text: string): Temporal.Instant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(text)) {
    throw new RangeError('An instant is in UTC as YYYY-MM-DDTHH:MM:SS.mmmZ.');
  }
  return Temporal.Instant.from(text);
}

function written(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 });
}

/**
 * Refuses what Temporal would take for a zone: other spellings, which AWS may not know; whole timestamps; and bare offsets
 * ('-05:00'), which miss every clock change.
 */
function zone(text: string): string {
  const known = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  if (known !== text || !/^[A-Z]/.test(text)) throw new RangeError(`Not an IANA time zone: "${text}".`);
  return text;
}

/** FNV-1a, 32 bits. Changing it would move mails that are planned already. */
function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
