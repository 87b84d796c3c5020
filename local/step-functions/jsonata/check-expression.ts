type Node = Record<string, unknown>;

/** Which of `$states`' parts a field may read: AWS refuses the others when the definition is loaded. */
export type StatesPart = 'input' | 'context' | 'result' | 'errorOutput';

// $eval is missing on AWS. The others exist there; a run of ours must come out the same each time.
const unknownFunctions = new Set(['eval', 'now', 'millis', 'random', 'uuid']);

export interface Finding {
  what: string;
  isUnknownHere: boolean;
}

/**
 * Looks for what Step Functions refuses in an expression that parses: fields and `$` without a document to look in (a state
 * has no implicit input), parts of `$states` that are not there, and functions that this runner does not know.
 */
export function checkExpression(ast: unknown, parts: ReadonlySet<StatesPart>): Finding | undefined {
  let found: Finding | undefined;

  function note(what: string, isUnknownHere = false): void {
    found ??= { what, isUnknownHere };
  }

  function noteReference(name: string): void {
    note(`Reference to '${name}' at the top level is not supported.`);
  }

  /** `inDocument`: whether the expression stands where `$` is something: behind a dot or in a filter. */
  function walk(value: unknown, inDocument: boolean): void {
    if (Array.isArray(value)) {
      for (const item of value) walk(item, inDocument);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    if (node.type === 'variable') checkVariable(String(node.value), inDocument);
    if (isFieldAccess(node) && !inDocument) {
      noteReference(String(node.value ?? node.type));
    }
    for (const [key, child] of Object.entries(node)) {
      if (key === 'steps') walkPath(child as Node[], inDocument);
      else walk(child, inDocument || looksInto(node, key));
    }
  }

  function walkPath(steps: Node[], inDocument: boolean): void {
    const [first, second] = steps;
    walk(first, inDocument);
    walk(steps.slice(1), true);
    if (first?.type !== 'variable' || first.value !== 'states' || second?.type !== 'name') return;
    if (!parts.has(second.value as StatesPart)) note(`$states.${String(second.value)} is not available in this field`);
  }

  function checkVariable(name: string, inDocument: boolean): void {
    if (unknownFunctions.has(name)) note(`JSONata's $${name}`, true);
    if (name === '$' || (name === '' && !inDocument)) noteReference(`$${name}`);
  }

  walk(ast, false);
  return found;
}

function isFieldAccess(node: Node): boolean {
  return node.type === 'name' || node.type === 'wildcard' || node.type === 'descendant' || node.type === 'parent';
}

/** Whether the children under `key` are evaluated within what the node gives: filters, groups, sort terms, transforms. */
function looksInto(node: Node, key: string): boolean {
  if (node.type === 'transform') return true;
  return key === 'stages' || key === 'predicate' || key === 'group' || key === 'terms';
}
