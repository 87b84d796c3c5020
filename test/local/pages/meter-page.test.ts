import { expect, test } from '@jest/globals';
import { assumptions, inDollars, type Units, units } from '../../../local/meter/prices.ts';
import { meterPage } from '../../../local/pages/meter-page.ts';

const none = Object.fromEntries(units.map((unit) => [unit, 0])) as Units;
const bill = (more: Partial<Units>) => {
  const counted = { ...none, ...more };
  return { units: counted, dollars: inDollars(counted) };
};

test('the page tells since when, how many, what they cost, whose they are, and what is assumed', () => {
  const report = {
    since: '2027-01-31T15:00:00.000Z',
    assumptions,
    total: bill({ transitions: 50_000, mails: 3 }),
    agreements: [{ id: 'aaaaaaaaaaaaaaaa', ...bill({ transitions: 40_000, mails: 3 }) }],
    other: bill({ transitions: 10_000 }),
  };
  const { text } = meterPage(report, 'America/New_York').content;
  expect(text).toContain('since <b>Sunday, January 31, 2027 at 10:00 AM</b>');
  expect(text).toContain('<td>state transitions</td><td>50,000</td><td>$1.250000</td>');
  expect(text).toContain('<code>aaaaaaaaaaaaaaaa</code></td><td>40,000</td><td>$1.000300</td>');
  expect(text).toContain('<td>none of them</td><td>10,000</td><td>$0.250000</td>');
  expect(text).toContain('taken to last 250 ms');
});
