// ISO 8601's extended form with an offset, as Java's OffsetDateTime reads it: up to nanoseconds, seconds may be missing.
const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d(?::\d\d)?)$/i;

/** The instant in milliseconds since 1970, rounded up so that nothing wakes too early; undefined for anything else. */
export function parseTimestamp(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = offsetSeconds(match[8] ?? 'Z');
  if (hour > 23 || minute > 59 || second > 59 || offset === undefined) return undefined;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  // A day that the month does not have moves on to the next month.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const seconds = hour * 3600 + minute * 60 + second - offset;
  return midnight.getTime() + seconds * 1000 + Math.ceil(Number(match[7] ?? 0) * 1000);
}

function offsetSeconds(text: string): number | undefined {
  if (text.toUpperCase() === 'Z') return 0;
  const [hours, minutes, seconds] = text.slice(1).split(':').map(Number);
  const total = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  // Java's ZoneOffset ends at 18 hours.
  if ((minutes ?? 0) > 59 || total > 18 * 3600) return undefined;
  return text.startsWith('-') ? -total : total;
}
