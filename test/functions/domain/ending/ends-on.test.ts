import { expect, test } from '@jest/globals';
import { endsOnFor } from '../../../../functions/domain/ending/ends-on.ts';

test.each([
  ['2026-03-01', 30, false, '2026-03-31'],
  ['2028-02-01', 30, false, '2028-03-02'],
  ['2026-12-15', 90, false, '2027-03-15'],
  ['2026-03-01', 0, false, '2026-03-01'],
  ['2026-03-01', 30, true, '2026-03-01'],
])(
  'a notice received on %s, with %i days, at once: %s, ends care on %s',
  (noticeReceivedOn, noticeDays, atOnce, on) => {
    expect(endsOnFor({ noticeReceivedOn, noticeDays, atOnce })).toBe(on);
  },
);

test('refuses negative or broken days, and what is no date', () => {
  const notice = { noticeReceivedOn: '2026-03-01', noticeDays: 30, atOnce: false };
  expect(() => endsOnFor({ ...notice, noticeDays: -1 })).toThrow('Days of notice must not be negative, got -1.');
  expect(() => endsOnFor({ ...notice, noticeDays: 1.5 })).toThrow(RangeError);
  expect(() => endsOnFor({ ...notice, noticeReceivedOn: '2026-02-30' })).toThrow(RangeError);
});
