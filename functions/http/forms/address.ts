import type { PostalAddress } from '../../domain/people/person.ts';
import { usStates } from '../../pages/us-states.ts';
import type { FieldChecks } from './checks.ts';

export const addressFields = ['addressLine1', 'addressLine2', 'city', 'state', 'postalCode'] as const;

export const stateCodes = usStates.map(([code]) => code);

/** A postal address of the United States. */
export function readAddress(checks: FieldChecks): PostalAddress {
  const line2 = checks.text('addressLine2', 'the second line', { max: 100, optional: true });
  return {
    line1: checks.text('addressLine1', 'a street address', { max: 100 }),
    ...(line2 === '' ? {} : { line2 }),
    city: checks.text('city', 'a city', { max: 100 }),
    state: checks.choice('state', stateCodes, 'Please choose a state.'),
    postalCode: checks.postalCode('postalCode'),
  };
}
