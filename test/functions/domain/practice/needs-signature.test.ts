import { expect, test } from '@jest/globals';
import { needsSignature } from '../../../../functions/domain/practice/needs-signature.ts';
import type { Plan } from '../../../../functions/domain/practice/practice.ts';
import { aPlan } from '../../../support/builders.ts';

const visits = { name: 'Home visits', coveredByMedicare: 'no', timesAYear: 4 } as const;
const calls = { name: 'Calls at any hour', coveredByMedicare: 'no' } as const;
const signed = aPlan({ services: [visits, calls], notCovered: ['Hospital care', 'Medicines'] });

test.each<[string, Partial<Plan>]>([
  ['its price', { priceCents: 260_000 }],
  ['its prices by age', { ageBands: [{ fromAge: 65, priceCents: 300_000 }] }],
  ['what a household pays', { household: { priceCents: 1, upTo: 2, additionalCents: 1 } }],
  ['the fee to enrol', { enrolmentFeeCents: 10_000 }],
  ['when a first term begins', { startRule: 'first-of-next-month' }],
  ['its name and summary', { name: 'Individual Plus', summary: 'As before.' }],
  ['the order of its lists', { services: [calls, visits], notCovered: ['Medicines', 'Hospital care'] }],
])('a version that changes %s needs no signature', (_, given) => {
  expect(needsSignature(signed, { ...signed, version: 2, ...given })).toBe(false);
});

test.each<[string, Partial<Plan>]>([
  ['drops a service', { services: [visits] }],
  ['adds a service', { services: [visits, calls, { name: 'More', coveredByMedicare: 'no' }] }],
  ['has a service less often', { services: [{ ...visits, timesAYear: 3 }, calls] }],
  ['has a service without a limit', { services: [{ name: 'Home visits', coveredByMedicare: 'no' }, calls] }],
  ['says what a use is worth', { services: [{ ...visits, priceCents: 15_000 }, calls] }],
  ['says otherwise what Medicare covers', { services: [visits, { ...calls, coveredByMedicare: 'unsure' }] }],
  ['no longer says what is not covered', { notCovered: ['Hospital care'] }],
  ['bills insurers no more', { legalModel: 'dpc' }],
  ['is paid in more parts', { installments: 4 }],
])('a version that %s needs a signature', (_, given) => {
  expect(needsSignature(signed, { ...signed, version: 2, ...given })).toBe(true);
});
