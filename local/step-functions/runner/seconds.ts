import { longestSeconds } from '../definition/limits.ts';
import { EvaluationError, evaluateAs, type Scope } from '../jsonata/evaluate.ts';
import type { Json } from '../jsonata/json.ts';
import type { Template } from '../jsonata/template.ts';

const isNumber = (value: Json): value is number => typeof value === 'number';

/** Evaluates a field that takes seconds: whole, from `least` to AWS's greatest number. */
export async function evaluateSeconds(template: Template, scope: Scope, field: string, least: number): Promise<number> {
  const value = await evaluateAs(template, scope, 'number', isNumber);
  if (Number.isInteger(value) && value >= least && value <= longestSeconds) return value;
  const what = `The ${field} field must be an integer from ${least} to ${longestSeconds}, but was: ${value}`;
  throw new EvaluationError(what, field, true);
}
