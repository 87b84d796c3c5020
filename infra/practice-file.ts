import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

/** The file can't be used; the message says why. */
export class PracticeFileError extends Error {
  override name = 'PracticeFileError';
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const read = (path: string, what: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code);
    throw new PracticeFileError(`${what} ${path} can't be read: ${why}`, { cause });
  }
};

/** A text of many lines is easier to write and to review as a file of its own, next to the settings. */
const inlineTemplates = (value: Json, folder: string): Json => {
  if (Array.isArray(value)) return value.map((item) => inlineTemplates(item, folder));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'template' && typeof item === 'string' && item.endsWith('.md')
        ? templateText(item, folder)
        : inlineTemplates(item, folder),
    ]),
  );
};

const templateText = (name: string, folder: string): string => {
  const path = resolve(folder, name);
  if (relative(folder, path).startsWith('..')) {
    throw new PracticeFileError(
      `The template ${name} lies outside the practice file's folder; put it next to the file`,
    );
  }
  return read(path, 'The template');
};

/** Reads the practice's settings from a JSON file, with the templates that it names. */
export const readPracticeFile = (path: string): { [key: string]: Json } => {
  const text = read(path, 'The practice file');
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch (cause) {
    throw new PracticeFileError(`The practice file ${path} is no JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new PracticeFileError(
      `The practice file ${path} holds ${JSON.stringify(parsed)?.slice(0, 40)}; it must hold an object`,
    );
  }
  return inlineTemplates(parsed, dirname(resolve(path))) as { [key: string]: Json };
};
