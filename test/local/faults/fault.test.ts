import { describe, expect, test } from '@jest/globals';
import { readFault } from '../../../local/faults/fault.ts';

const services = ['dynamodb', 'lambda', 'ses', 'states'];
const good = { service: 'dynamodb', action: 'PutItem', mode: 'fail-before' };

describe('a fault is read', () => {
  test('with any function, anything it is at, and the first call, where nothing else is said', () => {
    expect(readFault(good, services)).toEqual({ ...good, nth: 1 });
  });

  test('from a form, whose fields are texts', () => {
    const given = { ...good, nth: '3', function: 'perennial-tasks', operation: 'open-signing' };
    expect(readFault(given, services)).toEqual({ ...given, nth: 3 });
  });
});

describe.each([
  ['service', { ...good, service: 's3' }, /"service" is "s3"; allowed: dynamodb, lambda, ses, states/],
  ['action', { ...good, action: 'put' }, /"action" is "put"; allowed: an action's name/],
  ['action', { ...good, action: undefined }, /"action" is missing/],
  ['nth', { ...good, nth: 0 }, /"nth" is 0; allowed: a whole number from 1 on/],
  ['nth', { ...good, nth: 'two' }, /"nth" is "two"/],
  ['mode', { ...good, mode: 'explode' }, /"mode" is "explode"; allowed: fail-before, .* for PutItem/],
  ['mode', { ...good, mode: 'duplicate' }, /"mode" is "duplicate"/],
  ['mode', { ...good, action: 'InvokeFunction', mode: 'conflict' }, /"mode" is "conflict"/],
  ['mode', { ...good, action: 'GetItem', mode: 'conflict' }, /a conflict of dynamodb's DeleteItem/],
  ['mode', { ...good, mode: 'index-lag' }, /dynamodb's Query/],
  ['function', { ...good, function: 7 }, /"function" is 7; allowed: a name/],
  ['times', { ...good, times: 2 }, /"times" is 2; allowed: the fields service, action/],
])('what there is not is refused by name: %s', (_field, given, message) => {
  test(`${JSON.stringify(given)}`, () => expect(() => readFault(given, services)).toThrow(message));
});
