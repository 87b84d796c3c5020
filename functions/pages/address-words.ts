import type { PostalAddress } from '../domain/people/person.ts';

/** A postal address on one line. */
export function addressWords({ line1, line2, city, state, postalCode }: PostalAddress): string {
  return [line1, ...(line2 === undefined ? [] : [line2]), city, `${state} ${postalCode}`].join(', ');
}
