import { expect, test } from '@jest/globals';
import { isTransient, TransientError } from '../../../functions/adapters/errors.ts';

const named = (name: string, more: object = {}) => Object.assign(new Error('x'), { name }, more);

test.each([
  new TransientError('x'),
  named('ThrottlingException'),
  named('ProvisionedThroughputExceededException'),
  named('TransactionInProgressException'),
  named('TimeoutError'),
  named('Unknown', { $metadata: { httpStatusCode: 503 } }),
  named('Unknown', { $metadata: { httpStatusCode: 429 } }),
  named('Error', { code: 'ECONNRESET' }),
  named('Error', { code: 'EAI_AGAIN' }),
])('%s may pass', (error) => {
  expect(isTransient(error)).toBe(true);
});

test.each([
  named('ValidationException', { $metadata: { httpStatusCode: 400 } }),
  named('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }),
  new RangeError('x'),
  named('Error', { code: 'ENOENT' }),
  'ThrottlingException',
  undefined,
])('%s stays wrong', (error) => {
  expect(isTransient(error)).toBe(false);
});
