import { dataLimitBytes, isTooLarge } from '../jsonata/json.ts';
import { invalidMember } from './errors.ts';

/** Why a text is not JSON, in the words of AWS's parser for the mistakes that are likely; undefined where it is JSON. */
export function complainAboutJson(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const first = text.trimStart();
    const word = /^[A-Za-z_$][\w$]*/.exec(first)?.[0];
    if (word !== undefined) {
      return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
    }
    const key = /^\{\s*([^\s"}])/.exec(first)?.[1];
    if (key !== undefined) {
      return `Unexpected character ('${key}' (code ${key.charCodeAt(0)})): was expecting double-quote to start field name`;
    }
    return error instanceof Error ? error.message : String(error);
  }
}

/** Refuses an input or an output of more than 256 KiB. */
export function checkSize(name: 'input' | 'output', text: string): void {
  if (!isTooLarge(text)) return;
  throw invalidMember(name, text, `Member must have length less than or equal to ${dataLimitBytes}`);
}
