/** A rule's pattern: fields to fields, down to the list of what a field may be. */
export type EventPattern = { [field: string]: EventPattern | unknown[] };

type Filter = (argument: any, value: unknown) => boolean;

const isText = (value: unknown) => typeof value === 'string';
const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const filters: Record<string, { test: Filter; accepts: (argument: unknown) => boolean }> = {
  prefix: { test: (argument, value) => isText(value) && String(value).startsWith(argument), accepts: isText },
  suffix: { test: (argument, value) => isText(value) && String(value).endsWith(argument), accepts: isText },
  'anything-but': {
    test: (argument, value) => value !== undefined && ![argument].flat().some((unwanted) => fitsOne(unwanted, value)),
    accepts: (argument) =>
      [argument].flat().every((unwanted) => isScalar(unwanted) || isFilter(unwanted, ['prefix', 'suffix'])),
  },
  exists: {
    test: (argument, value) => argument === (value !== undefined),
    accepts: (argument) => typeof argument === 'boolean',
  },
};

/** Throws for a pattern that has anything that is not modelled, so that no rule fires more or less often than on AWS. */
export function checkPattern(pattern: unknown, where: string): asserts pattern is EventPattern {
  if (!isObject(pattern) || Object.keys(pattern).length === 0) {
    throw new Error(`${where} is ${JSON.stringify(pattern)}; allowed: an object with fields, down to lists of values`);
  }
  for (const [field, wanted] of Object.entries(pattern)) {
    const here = `${where}.${field}`;
    if (field.startsWith('$')) throw new Error(`${here} is not modelled locally`);
    if (!Array.isArray(wanted)) checkPattern(wanted, here);
    else if (wanted.length === 0) throw new Error(`${here} is an empty list, which nothing could match`);
    else {
      const unknown = wanted.find((one) => !isScalar(one) && !isFilter(one, Object.keys(filters)));
      if (unknown === undefined) continue;
      const allowed = `a value, or one of ${Object.keys(filters).join(', ')}`;
      throw new Error(`${here} has ${JSON.stringify(unknown)}, which is not modelled locally; allowed: ${allowed}`);
    }
  }
}

/** Whether an event fits: every field that the pattern names must be one of what its list allows. */
export function fitsPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const given = isObject(event) ? event[field] : undefined;
    // Where an event has a list, one of its elements must fit.
    const candidates: unknown[] = Array.isArray(given) ? given : [given];
    if (!Array.isArray(wanted)) return candidates.some((candidate) => fitsPattern(wanted, candidate));
    return wanted.some((one) => candidates.some((candidate) => fitsOne(one, candidate)));
  });
}

function fitsOne(wanted: unknown, value: unknown): boolean {
  if (!isObject(wanted)) return wanted === value;
  const [name = '', argument] = Object.entries(wanted)[0] ?? [];
  // Only what ends a branch is a value: an object within the event is neither there nor different.
  return filters[name]?.test(argument, isObject(value) ? undefined : value) ?? false;
}

function isFilter(value: unknown, names: string[]): boolean {
  if (!isObject(value)) return false;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  return others.length === 0 && names.includes(name) && (filters[name]?.accepts(argument) ?? false);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
