export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Step Functions' limit for inputs, outputs and results, in bytes of UTF-8: 256 KiB. */
export const dataLimitBytes = 262_144;

export function isTooLarge(text: string): boolean {
  // A character takes three bytes at most, so most texts need no count.
  return text.length > dataLimitBytes / 3 && Buffer.byteLength(text) > dataLimitBytes;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSONata result as plain JSON, free of the marks that the library leaves on arrays; undefined where it holds a function. */
export function toPlainJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (typeof value !== 'object') return undefined;
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) return undefined;
  if (Array.isArray(value)) return plainArray(value);
  const copy: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    const plain = toPlainJson(entry);
    if (plain === undefined) return undefined;
    copy[key] = plain;
  }
  return copy;
}

function plainArray(value: unknown[]): Json[] | undefined {
  const copy: Json[] = [];
  for (const item of value) {
    const plain = toPlainJson(item);
    if (plain === undefined) return undefined;
    copy.push(plain);
  }
  return copy;
}
