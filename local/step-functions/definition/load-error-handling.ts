import type { StatesPart } from '../jsonata/check-expression.ts';
import { FieldReader } from './fields.ts';
import { longestSeconds } from './limits.ts';
import { loadResults } from './load-results.ts';
import type { Catcher, Retrier } from './machine.ts';

const catchParts: ReadonlySet<StatesPart> = new Set<StatesPart>(['input', 'context', 'errorOutput']);

// AWS: less than a year of 366 days.
const longestDelaySeconds = 31_622_399;

/** Reads `Retry` and `Catch`. */
export function loadErrorHandling(fields: FieldReader): { retriers: Retrier[]; catchers: Catcher[] } {
  const retriers = readEach(fields, 'Retry', (entry) => ({
    errors: errorsOf(entry),
    intervalSeconds: entry.number('IntervalSeconds', { least: 1, most: longestSeconds }) ?? 1,
    maxAttempts: entry.number('MaxAttempts', { least: 0, most: longestSeconds }) ?? 3,
    backoffRate: entry.number('BackoffRate', { least: 1, most: Number.MAX_VALUE, whole: false }) ?? 2,
    maxDelaySeconds: entry.number('MaxDelaySeconds', { least: 1, most: longestDelaySeconds }),
    jitter: jitterOf(entry),
  }));
  const catchers = readEach(fields, 'Catch', (entry, index) => ({
    errors: errorsOf(entry),
    next: entry.requiredText('Next'),
    ...loadResults(entry, catchParts, `Catch[${index}]/`),
  }));
  refuseEarlyAll(fields, 'Retry', retriers);
  refuseEarlyAll(fields, 'Catch', catchers);
  return { retriers, catchers };
}

function readEach<T>(fields: FieldReader, field: string, read: (entry: FieldReader, index: number) => T): T[] {
  return fields.list(field).map((value, index) => {
    const entry = new FieldReader(value, fields.where, `${fields.path}/${field}[${index}]`);
    entry.text('Comment');
    const loaded = read(entry, index);
    entry.done();
    return loaded;
  });
}

function errorsOf(entry: FieldReader): string[] {
  entry.require('ErrorEquals');
  const errors = entry.list('ErrorEquals');
  if (errors.length === 0) throw entry.refuse('At least one error name is required', 'ErrorEquals');
  return errors.map((error) => {
    if (typeof error !== 'string' || error === '') throw entry.refuse('Expected error names', 'ErrorEquals');
    return error;
  });
}

function jitterOf(entry: FieldReader): boolean {
  const strategy = entry.text('JitterStrategy') ?? 'NONE';
  if (strategy !== 'NONE' && strategy !== 'FULL') throw entry.refuse('Expected FULL or NONE', 'JitterStrategy');
  return strategy === 'FULL';
}

/** States.ALL stands alone, and last. */
function refuseEarlyAll(fields: FieldReader, field: string, entries: { errors: string[] }[]): void {
  entries.forEach(({ errors }, index) => {
    if (!errors.includes('States.ALL')) return;
    if (errors.length > 1 || index < entries.length - 1) {
      throw fields.refuse('States.ALL must appear alone, and in the last entry', `${field}[${index}]`);
    }
  });
}
