import { expect, test } from '@jest/globals';
import { env } from '../../../functions/adapters/env.ts';
import { whereOf } from '../../../functions/adapters/log.ts';

test('a function gets its own variables and no others', () => {
  Object.assign(process.env, { TABLE_NAME: 't', TIME_ZONE: 'America/New_York', PAYMENTS: 'sandbox', SECRET: 'x' });
  expect(env('patient')).toEqual({ TABLE_NAME: 't', TIME_ZONE: 'America/New_York', PAYMENTS: 'sandbox' });
});

test('refuses to start without a variable, and names every one that is missing or empty', () => {
  delete process.env.TIME_ZONE;
  process.env.PAYMENTS = '';
  expect(() => env('patient')).toThrow('The function patient lacks environment variables: TIME_ZONE, PAYMENTS');
});

test('where an error came from is told without its message, even one of several lines', () => {
  const lines = whereOf(new Error('paula.example@example.com\n  is not verified'));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join()).not.toMatch(/paula|verified/);
  expect(whereOf('paula')).toEqual([]);
});
