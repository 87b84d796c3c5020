import jsonata, { type Expression } from 'jsonata';
import { invalid, unknownHere } from '../definition/invalid-definition.ts';
import { checkExpression, type StatesPart } from './check-expression.ts';
import { registerFunctions } from './functions.ts';
import type { Json } from './json.ts';

/** A value of a definition in which every text `{% … %}` is an expression. */
export type Template =
  | { kind: 'literal'; value: Json }
  | CompiledExpression
  | { kind: 'object'; entries: [key: string, value: Template][] }
  | { kind: 'array'; items: Template[] };

export interface CompiledExpression {
  kind: 'expression';
  /** The text between the marks, as error messages cite it. */
  source: string;
  /** The field, as error messages name it: `Output/result`, `Choices[0]/Condition`. */
  location: string;
  expression: Expression;
}

export interface Place {
  /** "State 'X'", for refusals. */
  where: string;
  /** The state's place in the definition: `/States/X`. */
  path: string;
  location: string;
  parts: ReadonlySet<StatesPart>;
}

/** Compiles a field's value; refuses texts that are half an expression, that do not parse, or that AWS would refuse. */
export function compileTemplate(value: unknown, place: Place): Template {
  if (typeof value === 'string') return compileText(value, place);
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      compileTemplate(item, { ...place, location: `${place.location}[${index}]` }),
    );
    return items.every((item) => item.kind === 'literal') ? { kind: 'literal', value } : { kind: 'array', items };
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, entry]): [string, Template] => [
      key,
      compileTemplate(entry, { ...place, location: `${place.location}/${key}` }),
    ]);
    const isLiteral = entries.every(([, entry]) => entry.kind === 'literal');
    return isLiteral ? { kind: 'literal', value: value as Json } : { kind: 'object', entries };
  }
  return { kind: 'literal', value: value as Json };
}

export function isExpression(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}');
}

function compileText(text: string, place: Place): Template {
  const isOpened = text.startsWith('{%');
  if (isOpened !== text.endsWith('%}') || (isOpened && text.length < 4)) {
    throw invalid(
      `A JSONata expression stands between '{%' and '%}', alone in its text`,
      `${place.path}/${place.location}`,
    );
  }
  if (!isOpened) return { kind: 'literal', value: text };
  const source = text.slice(2, -2).trim();
  const expression = parse(source, place);
  const finding = checkExpression(expression.ast(), place.parts);
  if (finding?.isUnknownHere) throw unknownHere(place.where, `${finding.what} (in ${place.location})`);
  if (finding !== undefined) {
    throw invalid(finding.what, `${place.path}/${place.location}`, 'UNSUPPORTED_JSONATA_EXPRESSION');
  }
  registerFunctions(expression);
  return { kind: 'expression', source, location: place.location, expression };
}

function parse(source: string, place: Place): Expression {
  try {
    return jsonata(source);
  } catch (error) {
    const { message } = error as { message?: string };
    throw invalid(String(message), `${place.path}/${place.location}`, 'INVALID_JSONATA_EXPRESSION');
  }
}
