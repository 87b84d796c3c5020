import middy from '@middy/core';
import * as z from 'zod/mini';
import { storePractice } from '../actions/store-practice.ts';
import { env } from '../adapters/env.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { openTable } from '../adapters/table/table.ts';
import { TemplateError } from '../adapters/templates/agreement-template.ts';
import { PracticeFile } from './practice-file.ts';

const settings = env('practice');
const table = openTable(settings.TABLE_NAME);

/** Invoked by `npm run practice -- FILE`. Answers what was stored, or every mistake in the file; then nothing is stored. */
export const handler = middy<unknown, { stored: string[] } | { mistakes: string[] }>(noEarlyTimeout).handler(
  async (event) => {
    const file = z.safeParse(PracticeFile, event);
    if (!file.success) {
      return { mistakes: file.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`) };
    }
    try {
      return await storePractice(table, file.data, new Date().toISOString());
    } catch (error) {
      if (error instanceof TemplateError) return { mistakes: [`template: ${error.message}`] };
      throw error;
    }
  },
);
