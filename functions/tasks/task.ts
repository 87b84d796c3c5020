import middy from '@middy/core';
import * as z from 'zod/mini';
import { isTransient } from '../adapters/errors.ts';
import { isId, isSlug } from '../adapters/ids.ts';
import { noEarlyTimeout } from '../adapters/limits.ts';
import { logger, whereOf } from '../adapters/log.ts';

/** One task of a state machine: its input's schemas, and what it does. `now` is read once, here at the edge. */
export interface Task<Input> {
  /** One for each version of the input, from 1; each gives what `run` takes. */
  inputs: readonly z.ZodMiniType<Input>[];
  run(input: Input, now: string): Promise<object>;
}

/** What a machine may read of an error: its name, a code, ids. Errors of AWS and of schemas carry addresses and items. */
class TaskError extends Error {
  constructor(name: string, code: string, ids: Record<string, string>) {
    super(JSON.stringify({ name, code, ids }));
    this.name = name;
  }
}

export const agreementId = z.string().check(z.refine(isId));
const physicianId = z.string().check(z.refine(isSlug));
/** Of terms, endings and the like, which are numbered from 1. */
export const count = z.number().check(z.int(), z.minimum(1));
export const localId = z.string().check(z.regex(/^[a-z0-9-]{2,20}$/));
/** An agreement's ending by number, or a member who left by id. */
export const endingId = z.union([count, localId]);
/** Whom a mail is about. */
export const owner = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['application', 'agreement']), id: agreementId }),
  z.object({ kind: z.literal('panel'), id: physicianId }),
]);
export const noticeKey = z.string().check(z.regex(/^[a-z0-9_-]{2,60}$/));

/**
 * A task as the newest definitions call it. `earlier`: the schemas of the versions before, oldest first, each with a
 * transform into the newest input. An execution keeps the definition that it began with, so calls of all of them come for
 * a year (docs/decisions/0016-versions-of-task-inputs.md).
 */
export function defineTask<Input>(
  input: z.ZodMiniType<Input>,
  run: Task<Input>['run'],
  earlier: readonly z.ZodMiniType<Input>[] = [],
): Task<Input> {
  return { inputs: [...earlier, input], run };
}

/**
 * A function that does the task whose name stands in the event: `{task: 'open-signing', version: 1, …}`. Definitions from
 * before there were versions name none: they are of version 1.
 */
// biome-ignore lint/suspicious/noExplicitAny: each task's own schema types its input
export function taskHandler(tasks: Record<string, Task<any>>) {
  return middy(noEarlyTimeout).handler(async (event: unknown): Promise<object> => {
    const started = performance.now();
    const { task: name, version = 1, ...rest } = (event ?? {}) as Record<string, unknown>;
    const ids = idsOf(rest);
    const task = Object.hasOwn(tasks, String(name)) ? tasks[String(name)] : undefined;
    if (task === undefined) {
      throw new TaskError('Perennial.UnknownTask', `allowed: ${Object.keys(tasks).join(', ')}`, {});
    }
    const input = z.safeParse(inputOf(task, String(name), version, ids), rest);
    if (!input.success) {
      const fields = input.error.issues.map((issue) => issue.path.join('.') || issue.code);
      throw new TaskError('Perennial.InvalidInput', `${String(name)}: ${fields.join(', ')}`, ids);
    }
    try {
      const result = await task.run(input.data, new Date().toISOString());
      logger.info('task done', { task: String(name), ...ids, ms: Math.round(performance.now() - started) });
      return result;
    } catch (error) {
      const code = error instanceof Error ? error.name : 'unknown';
      logger.error('task failed', { task: String(name), ...ids, code, at: whereOf(error) });
      throw new TaskError(isTransient(error) ? 'Perennial.Transient' : 'Perennial.TaskFailed', code, ids);
    }
  });
}

/** The schema of a version. One that is newer than the function was written by a definition that was deployed after it. */
function inputOf<Input>(task: Task<Input>, name: string, version: unknown, ids: Record<string, string>) {
  const { inputs } = task;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new TaskError('Perennial.InvalidInput', `${name}: version`, ids);
  }
  const input = inputs[version - 1];
  if (input === undefined) {
    throw new TaskError('Perennial.NewerInput', `${name}: version ${version}, known up to ${inputs.length}`, ids);
  }
  return input;
}

function idsOf(event: Record<string, unknown>): Record<string, string> {
  const owner = (event.owner ?? {}) as Record<string, unknown>;
  const candidates = {
    agreementId: event.agreementId,
    ownerId: owner.id,
    documentId: event.documentId,
    invoiceId: event.invoiceId,
  };
  return Object.fromEntries(
    Object.entries(candidates).filter((entry): entry is [string, string] => isSlug(String(entry[1] ?? ''))),
  );
}
