import { type Json, type JsonObject, toPlainJson } from './json.ts';
import type { CompiledExpression, Template } from './template.ts';

/** What an expression sees: the variables, and `$states` under the name `states`. */
export type Scope = Record<string, unknown>;

/** An expression that gave nothing, or something that its field cannot take: States.QueryEvaluationError. */
export class EvaluationError extends Error {
  readonly location: string | undefined;
  /** The expression itself was well; what it gave could not be used. */
  readonly isPastEvaluation: boolean;
  constructor(what: string, location: string | undefined, isPastEvaluation = false) {
    super(what);
    this.name = 'EvaluationError';
    this.location = location;
    this.isPastEvaluation = isPastEvaluation;
  }
}

export async function evaluate(template: Template, scope: Scope): Promise<Json> {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'expression':
      return evaluateExpression(template, scope);
    case 'array': {
      const items: Json[] = [];
      for (const item of template.items) items.push(await evaluate(item, scope));
      return items;
    }
    case 'object': {
      const result: JsonObject = {};
      for (const [key, value] of template.entries) result[key] = await evaluate(value, scope);
      return result;
    }
  }
}

async function evaluateExpression({ expression, source, location }: CompiledExpression, scope: Scope): Promise<Json> {
  const subject = `The JSONata expression '${source}' specified for the field '${location}'`;
  let result: unknown;
  try {
    result = await expression.evaluate(undefined, scope);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    const why = code === undefined ? `: ${message}` : `. ${code}: ${message}`;
    throw new EvaluationError(`${subject} threw an error during evaluation${why}`, location);
  }
  if (result === undefined) throw new EvaluationError(`${subject} returned nothing (undefined).`, location);
  const plain = toPlainJson(result);
  if (plain === undefined) throw new EvaluationError(`${subject} returned an unsupported result type.`, location);
  return plain;
}

/** Evaluates a field that takes one type only. `accepts` says whether the value will do, `expected` names it as AWS does. */
export async function evaluateAs<T extends Json>(
  template: Template,
  scope: Scope,
  expected: string,
  accepts: (value: Json) => value is T,
): Promise<T> {
  const value = await evaluate(template, scope);
  if (accepts(value)) return value;
  const { source, location } = template.kind === 'expression' ? template : { source: '', location: undefined };
  throw new EvaluationError(
    `The JSONata expression '${source}' specified for the field '${location}' returned an unexpected result type. ` +
      `Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
    location,
  );
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
