/** A pattern of an event source mapping's filter: fields to fields, down to lists of what a field may be. */
export type Pattern = { [field: string]: Pattern | unknown[] };

const known = 'a literal, prefix, exists, anything-but';

/** Reads a filter's pattern. Throws, naming `where`, for a rule that is not known here. */
export function readPattern(text: string, where: string): Pattern {
  const pattern = JSON.parse(text);
  check(pattern, where);
  return pattern;
}

/** Whether an event fits: every field that the pattern names must be one of what its list allows. */
export function fitsPattern(pattern: Pattern, event: any): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const given = event?.[field];
    return Array.isArray(wanted) ? wanted.some((rule) => fitsRule(rule, given)) : fitsPattern(wanted, given);
  });
}

function fitsRule(rule: any, given: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return [given].flat().includes(rule);
  // Only a leaf can be there or not: an object below is none.
  if ('exists' in rule) return rule.exists === (given !== undefined && !isObject(given));
  if ('prefix' in rule)
    return [given].flat().some((value) => typeof value === 'string' && value.startsWith(rule.prefix));
  const others = [rule['anything-but']].flat();
  return given !== undefined && !isObject(given) && ![given].flat().some((value) => others.includes(value));
}

function check(pattern: unknown, where: string): void {
  if (!isObject(pattern)) {
    throw new Error(
      `${where}: a filter's pattern must be an object down to its lists, given was ${JSON.stringify(pattern)}`,
    );
  }
  for (const [field, wanted] of Object.entries(pattern)) {
    if (field.startsWith('$')) throw new Error(`${where}: ${field} in a filter is not known here`);
    if (!Array.isArray(wanted)) check(wanted, where);
    else for (const rule of wanted) checkRule(rule, `${where}: the rule for ${field}`);
  }
}

function checkRule(rule: unknown, where: string): void {
  if (!isObject(rule)) return;
  const [name = '', ...others] = Object.keys(rule);
  const argument = rule[name];
  const isKnown =
    others.length === 0 &&
    ((name === 'exists' && typeof argument === 'boolean') ||
      (name === 'prefix' && typeof argument === 'string') ||
      (name === 'anything-but' && ![argument].flat().some(isObject)));
  if (!isKnown) throw new Error(`${where} is not known here: ${JSON.stringify(rule)}; known are ${known}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
