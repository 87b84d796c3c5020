import { expect, test } from '@jest/globals';
import { countMetric } from '../../../functions/adapters/metrics.ts';
import { monday } from '../../support/builders.ts';
import { logLines } from '../../support/log-lines.ts';

test('one more is a line of its own, in the format that CloudWatch reads a metric from', async () => {
  const lines = await logLines(async () => countMetric({ namespace: 'Perennial', name: 'Repairs' }, monday));
  expect(lines.endsWith('}\n')).toBe(true);
  expect(JSON.parse(lines)).toEqual({
    _aws: {
      Timestamp: Date.parse(monday),
      CloudWatchMetrics: [
        { Namespace: 'Perennial', Dimensions: [['service']], Metrics: [{ Name: 'Repairs', Unit: 'Count' }] },
      ],
    },
    service: 'perennial',
    Repairs: 1,
  });
});
