import { addDays, daysBetween } from '../calendar/practice-time.ts';
import { type Days, holds, laterOf } from './rule-window.ts';

/** Kept free at both edges of a window: a bounce can still be mended, and a late run does no harm. */
const marginDays = 3;

/**
 * The days of a window to choose from, none of them before `firstDay`: without its margins, or the middle of a window
 * that is too narrow for them, or what is left of one that is nearly over. `firstDay` is not after the window.
 */
export function bestDays({ from, to }: Days, firstDay: string): Days {
  const inner = { from: laterOf(addDays(from, marginDays), firstDay), to: addDays(to, -marginDays) };
  if (inner.from <= inner.to) return inner;
  const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
  return middle < firstDay ? { from: firstDay, to } : { from: middle, to: middle };
}

/**
 * As few days as lie in every window, one in each at least, and never fewer than the wished ones, which stay where they do.
 * Else the nearest one that can be spared is moved, and only where none can be a day is added.
 */
export function daysFor(windows: readonly Days[], wished: readonly string[]): string[] {
  const days = [...new Set(wished)];
  if (windows.every((window) => days.some((day) => holds(window, day)))) return days.sort();
  const groups = grouped(windows);
  for (const group of groups) {
    if (days.some((day) => holds(group, day))) continue;
    const [spare] = days
      .filter((day) => isSpare(day, days, groups))
      .sort((a, b) => daysBetweenAbsolute(a, group) - daysBetweenAbsolute(b, group));
    if (spare === undefined) days.push(group.to);
    else days[days.indexOf(spare)] = nearest(group, spare);
  }
  return days.sort();
}

/**
 * The days that windows have in common, by date and apart from each other. The window that closes first takes along all
 * that are open on its last day: no other way needs fewer groups.
 */
function grouped(windows: readonly Days[]): Days[] {
  const groups: Days[] = [];
  for (const { from, to } of windows.toSorted((a, b) => (a.to < b.to ? -1 : 1))) {
    const last = groups.at(-1);
    if (last === undefined || last.to < from) groups.push({ from, to });
    else if (from > last.from) last.from = from;
  }
  return groups;
}

/** No group needs the day: it is in none, or another day is in the same one. */
function isSpare(day: string, days: readonly string[], groups: readonly Days[]): boolean {
  const group = groups.find((one) => holds(one, day));
  return group === undefined || days.some((other) => other !== day && holds(group, other));
}

function nearest({ from, to }: Days, day: string): string {
  return day < from ? from : day > to ? to : day;
}

function daysBetweenAbsolute(day: string, group: Days): number {
  return Math.abs(daysBetween(day, nearest(group, day)));
}
