import { expect, test } from '@jest/globals';
import type { Plan } from '../../../functions/domain/practice/practice.ts';
import { changeWords } from '../../../functions/pages/change-words.ts';
import { aPlan, aPrice } from '../../support/builders.ts';

const visits = { name: 'Home visits', coveredByMedicare: 'no', timesAYear: 4 } as const;
const old = aPlan({ services: [visits], notCovered: ['Hospital care'] });
const words = (given: Partial<Plan>) => {
  const next = { ...old, version: 2, ...given };
  return changeWords({ plan: old, price: aPrice(old) }, { plan: next, price: aPrice(next) });
};

test.each<[string, Partial<Plan>, string[]]>([
  ['nothing', {}, []],
  [
    'a service that comes less often',
    { services: [{ ...visits, timesAYear: 2 }] },
    [
      'No longer paid for by the fee: Home visits, up to 4 times a year',
      'New, paid for by the fee: Home visits, up to 2 times a year',
    ],
  ],
  [
    'what is not covered',
    { notCovered: ['Medicines'] },
    [
      'New among what the fee does not pay for: Medicines',
      'No longer named among what the fee does not pay for: Hospital care',
    ],
  ],
  [
    'what Medicare covers',
    { services: [{ ...visits, coveredByMedicare: 'unsure' }] },
    ['Home visits: may be covered by Medicare'],
  ],
  [
    'who is billed',
    { legalModel: 'dpc' },
    ['We bill no insurer any more for what the fee pays for, and you may not claim it there'],
  ],
  [
    'price and payments',
    { priceCents: 264_000, installments: 4 },
    ['The fee: $2,640 a year, until now $2,400', 'The fee is paid in 4 payments of $660, one every three months'],
  ],
])('says of %s what changes', (_, given, expected) => expect(words(given)).toEqual(expected));
