/**
 * Sorts names so that each comes after all that it needs; among equals the given order stays.
 * Throws for a cycle, naming its members in order. `what` starts the sentence: "The resources of stack App".
 */
export function inOrder(needs: Map<string, string[]>, what: string): string[] {
  const done = new Set<string>();
  const path: string[] = [];

  function visit(name: string): void {
    if (done.has(name)) return;
    const from = path.indexOf(name);
    if (from !== -1) {
      throw new Error(`${what} need each other in a cycle: ${[...path.slice(from), name].join(' -> ')}`);
    }
    path.push(name);
    for (const need of needs.get(name) ?? []) visit(need);
    path.pop();
    done.add(name);
  }

  for (const name of needs.keys()) visit(name);
  return [...done];
}
