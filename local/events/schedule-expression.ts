import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';

/** Gives the first instant after `after` at which a schedule fires, in milliseconds; undefined where it never does again. */
export type NextFiring = (after: number) => number | undefined;

const fieldNames = ['minutes', 'hours', 'day-of-month', 'month', 'day-of-week', 'year'];
const firstAndLast = ['0-59', '0-23', '1-31', '1-12', '1-7', '1970-2199'];

/** Reads `cron(…)` or `rate(…)`. `since` is when the schedule was made: a rate counts from there. */
export function readSchedule(expression: string, timeZone: string, since: number): NextFiring {
  const [, kind, text = ''] = /^(cron|rate)\((.+)\)$/.exec(expression) ?? [];
  if (kind === 'rate') return readRate(text, since);
  if (kind === 'cron') return readCron(text, timeZone);
  throw new Error(
    `The schedule is ${JSON.stringify(expression)}; allowed locally: cron(${fieldNames.join(' ')}) and rate(number unit)`,
  );
}

function readRate(text: string, since: number): NextFiring {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  const minutes = { minute: 1, hour: 60, day: 24 * 60 }[unit as 'minute' | 'hour' | 'day'] ?? Number.NaN;
  const period = Number(count) * minutes * 60_000;
  if (!(period > 0))
    throw new Error(`The rate is ${JSON.stringify(text)}; allowed: a number of minutes, hours or days`);
  return (after) => since + (Math.floor((after - since) / period) + 1) * period;
}

/**
 * Works in the zone's own wall-clock time. A time that daylight saving leaves out is skipped, and one that comes twice
 * fires the first time only: https://www.repost.aws/knowledge-center/eventbridge-scheduler-adjust-dst
 */
function readCron(text: string, timeZone: string): NextFiring {
  const fields = text.trim().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek] = fields;
  if (fields.length !== fieldNames.length || (dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new Error(
      `The cron expression is ${JSON.stringify(text)}; allowed: the six fields ${fieldNames.join(', ')}, with "?" for one of the two days`,
    );
  }
  // AWS counts 5/15 from five on; the library wants the range written out.
  const written = fields.map((field, at) =>
    field.replace('?', '*').replace(/^(\d+)\//, (_, from) => `${from}-${firstAndLast[at]?.split('-')[1]}/`),
  );
  const cron = new Cron(`0 ${written.join(' ')}`, { mode: '7-part', timezone: 'UTC', alternativeWeekdays: true });
  return (after) => {
    // Wall-clock times are reckoned as if they were UTC, where no day is longer than another.
    const wallNow = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDateTime();
    let run = cron.nextRun(new Date(wallNow.toZonedDateTime('UTC').epochMilliseconds));
    for (; run !== null; run = cron.nextRun(run)) {
      const wall = Temporal.PlainDateTime.from(run.toISOString().slice(0, 19));
      const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
      if (zoned.toPlainDateTime().equals(wall) && zoned.epochMilliseconds > after) return zoned.epochMilliseconds;
    }
    return undefined;
  };
}
