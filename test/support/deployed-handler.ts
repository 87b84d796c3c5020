import type { Context } from 'aws-lambda';

/** Calls a handler as Lambda does. */
export async function invoke<Answer>(handler: unknown, event: unknown): Promise<Answer> {
  return (await (handler as (event: unknown, context: Context) => Promise<Answer>)(event, {} as Context)) as Answer;
}
