import { isDeepStrictEqual } from 'node:util';

// The marks that stand for any text; every other <…> is meant literally.
const marks =
  /<(?:any|id|name|token|queue|arn:[^<>]*|date|datetime|start-date|stop-date|start-time|entered-time|timestamp|request_id|uuid:\d+|resource:\d+|next-token:\d+|invalid_token_\d+_chars)>/g;

/** The first difference between what was recorded and what came, as text; undefined where there is none. */
export function difference(expected: unknown, actual: unknown, path = ''): string | undefined {
  if (expected === '<any>') return undefined;
  if (typeof expected === 'string') return textDifference(expected, actual, path);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return tell(path, expected, actual);
    return first(expected.map((item, index) => difference(item, actual[index], `${path}[${index}]`)));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return tell(path, expected, actual);
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return first([...keys].map((key) => keyDifference(expected, actual, key, path)));
  }
  return isDeepStrictEqual(expected, actual) ? undefined : tell(path, expected, actual);
}

function keyDifference(expected: object, actual: object, key: string, path: string): string | undefined {
  const [wanted, got] = [Reflect.get(expected, key), Reflect.get(actual, key)];
  // A function of Python has a stack trace, one of Node has a trace.
  if (!Object.hasOwn(expected, key)) return key === 'trace' ? undefined : tell(`${path}/${key}`, 'nothing', got);
  return difference(wanted, got, `${path}/${key}`);
}

function textDifference(expected: string, actual: unknown, path: string): string | undefined {
  if (expected === actual) return undefined;
  const json = parseObject(expected);
  if (json !== undefined) return difference(json, typeof actual === 'string' ? parseObject(actual) : actual, path);
  // Times are numbers in some answers.
  const text = typeof actual === 'number' ? String(actual) : actual;
  if (typeof text !== 'string') return tell(path, expected, actual);
  const literal = expected.split(marks).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`).test(text) ? undefined : tell(path, expected, actual);
}

export function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first(differences: (string | undefined)[]): string | undefined {
  return differences.find((text) => text !== undefined);
}

function tell(path: string, expected: unknown, actual: unknown): string {
  return `${path || 'value'}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}
