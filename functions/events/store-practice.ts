import middy from '@middy/core';
import * as z from 'zod/mini';
import { practiceNotes } from '../actions/practice-notes.ts';
import { PriceRunError, storePractice } from '../actions/store-practice.ts';
import { env } from '../adapters/env.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { openTable } from '../adapters/table/table.ts';
import { TemplateError } from '../adapters/templates/agreement-template.ts';
import { practiceDate } from '../domain/calendar/practice-time.ts';
import { PracticeFile } from './practice-file.ts';

const settings = env('practice');
const table = openTable(settings.TABLE_NAME);

/**
 * Invoked by `npm run practice -- FILE`. Answers what was stored, with what there is to know about the plans, or every
 * mistake in the file; then nothing is stored.
 */
export const handler = middy<unknown, { stored: string[]; notes: string[] } | { mistakes: string[] }>(
  noEarlyTimeout,
).handler(async (event) => {
  const file = z.safeParse(PracticeFile, event);
  if (!file.success) {
    return { mistakes: file.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`) };
  }
  try {
    const deps = { table, timeZone: settings.TIME_ZONE, now: new Date().toISOString() };
    const { stored, notes = [] } = await storePractice(deps, file.data);
    return { stored, notes: [...practiceNotes(file.data, practiceDate(deps.now, deps.timeZone)), ...notes] };
  } catch (error) {
    if (error instanceof TemplateError) return { mistakes: [`template: ${error.message}`] };
    if (error instanceof PriceRunError) return { mistakes: error.mistakes };
    throw error;
  }
});
