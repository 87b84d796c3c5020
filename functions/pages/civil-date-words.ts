export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** '2027-03-01' as "March 1, 2027"; anything that is no civil date is shown as it is. */
export function longDate(civilDate: string): string {
  const [year, month, day] = civilDate.split('-').map(Number);
  const name = monthNames[(month ?? 0) - 1];
  return name === undefined ? civilDate : `${name} ${day}, ${year}`;
}

/** '2027-12-31' as "December 31". */
export function monthAndDay(civilDate: string): string {
  return longDate(civilDate).replace(/, .*$/, '');
}

/** "1 day", "3 days". */
export function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
