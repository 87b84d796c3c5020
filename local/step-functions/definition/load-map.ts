import type { StatesPart } from '../jsonata/check-expression.ts';
import { compileTemplate, type Template } from '../jsonata/template.ts';
import { FieldReader } from './fields.ts';
import { unknownHere } from './invalid-definition.ts';
import { loadErrorHandling } from './load-error-handling.ts';
import { loadResults } from './load-results.ts';
import type { Machine, MapState } from './machine.ts';

type LoadStates = (fields: FieldReader, machineLanguage: string) => Pick<Machine, 'startAt' | 'states'>;

const itemParts: ReadonlySet<StatesPart> = new Set<StatesPart>(['input', 'context']);
const resultParts: ReadonlySet<StatesPart> = new Set<StatesPart>(['input', 'context', 'result']);
/** Of distributed maps, and of older definitions. */
const unknownFields = [
  'ItemBatcher',
  'ItemReader',
  'Iterator',
  'Label',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
];

/** Reads an inline Map. `loadStates` reads the states of its processor, which are a machine of their own. */
export function loadMap(
  name: string,
  fields: FieldReader,
  machineLanguage: string,
  loadStates: LoadStates,
): Omit<MapState, 'next'> {
  const unknown = unknownFields.find((field) => fields.has(field));
  if (unknown !== undefined) throw unknownHere(fields.where, unknown);
  const template = (field: string): Template | undefined => {
    if (!fields.has(field)) return undefined;
    const place = { where: fields.where, path: fields.path, location: field, parts: itemParts };
    return compileTemplate(fields.any(field), place);
  };
  const items = template('Items');
  if (items?.kind === 'literal' && !Array.isArray(items.value)) {
    throw fields.refuse('Expected an array, or a JSONata expression', 'Items');
  }
  const maxConcurrency = template('MaxConcurrency');
  if (maxConcurrency?.kind !== 'expression') {
    fields.number('MaxConcurrency', { least: 0, most: Number.MAX_SAFE_INTEGER });
  }
  fields.require('ItemProcessor');
  const processor = new FieldReader(fields.any('ItemProcessor'), fields.where, `${fields.path}/ItemProcessor`);
  refuseDistributed(processor);
  processor.text('Comment');
  const { startAt, states } = loadStates(processor, machineLanguage);
  processor.done();
  return {
    type: 'Map',
    name,
    items,
    itemSelector: template('ItemSelector'),
    maxConcurrency,
    processor: { startAt, states, timeoutSeconds: undefined },
    ...loadErrorHandling(fields),
    ...loadResults(fields, resultParts),
  };
}

function refuseDistributed(processor: FieldReader): void {
  const config = processor.any('ProcessorConfig');
  if (config === undefined) return;
  const fields = new FieldReader(config, processor.where, `${processor.path}/ProcessorConfig`);
  const mode = fields.text('Mode') ?? 'INLINE';
  if (mode === 'DISTRIBUTED') throw unknownHere(processor.where, 'a distributed Map');
  if (mode !== 'INLINE') throw fields.refuse('Expected INLINE or DISTRIBUTED', 'Mode');
  fields.done();
}
