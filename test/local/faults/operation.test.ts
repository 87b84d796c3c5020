import { expect, test } from '@jest/globals';
import { operationOf } from '../../../local/faults/operation.ts';

test.each([
  [{ task: 'open-signing', agreementId: 'a' }, 'open-signing'],
  [{ Records: [{ eventSource: 'aws:dynamodb' }] }, 'stream'],
  [{ 'detail-type': 'Email Bounced' }, 'Email Bounced'],
  [{ routeKey: 'GET /', pathParameters: undefined }, 'GET /'],
  [
    { routeKey: 'POST /sign/{token}/{step}', pathParameters: { token: 'Zm9v_-1', step: 'terms' } },
    'POST /sign/{token}/terms',
  ],
  [{ plans: [] }, 'invoke'],
  [null, 'invoke'],
])('%j is %s', (event, operation) => expect(operationOf(JSON.stringify(event))).toBe(operation));
