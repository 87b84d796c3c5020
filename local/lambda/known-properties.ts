/**
 * Refuses by name what a resource of the template says and this cloud does not model, so that nothing that AWS would
 * honour is passed over in silence. `where` is the logical id with the type.
 */
export function refuseUnknown(where: string, given: object, known: readonly string[]): void {
  for (const [property, value] of Object.entries(given)) {
    if (value !== undefined && !known.includes(property)) {
      throw new Error(`${where}: ${property} is not modelled locally; known are ${known.join(', ')}`);
    }
  }
}

/** Refuses a value of a known property. `allowed` says in words what could stand there. */
export function refuseValue(where: string, property: string, given: unknown, allowed: string): never {
  throw new Error(
    `${where}: ${property} is ${JSON.stringify(given)}, which is not modelled locally; allowed: ${allowed}`,
  );
}
