import type { StatesPart } from '../jsonata/check-expression.ts';
import { compileTemplate } from '../jsonata/template.ts';
import type { FieldReader } from './fields.ts';
import type { Results } from './machine.ts';

// AWS: a Unicode identifier of at most 80 characters; `states` is its own.
const variableName = /^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u;

/** Reads `Output` and `Assign` of a state, a choice rule or a catcher. `prefix` leads to them in error messages. */
export function loadResults(fields: FieldReader, parts: ReadonlySet<StatesPart>, prefix = ''): Results {
  // The path of a rule's own reader leads into the rule already.
  const path = prefix === '' ? fields.path : fields.path.slice(0, -prefix.length);
  const place = (location: string) => ({ where: fields.where, path, location: `${prefix}${location}`, parts });
  const output = fields.has('Output') ? compileTemplate(fields.any('Output'), place('Output')) : undefined;
  const variables = fields.any('Assign') ?? {};
  if (typeof variables !== 'object' || Array.isArray(variables)) {
    throw fields.refuse('Expected value of type Object', 'Assign');
  }
  const assign = Object.entries(variables).map(([name, value]): Results['assign'][number] => {
    if (!variableName.test(name) || name === 'states') {
      throw fields.refuse(`'${name}' is not a valid variable name`, 'Assign');
    }
    return [name, compileTemplate(value, place(`Assign/${name}`))];
  });
  return { output, assign };
}
