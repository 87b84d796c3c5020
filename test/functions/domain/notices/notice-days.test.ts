import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bestDays, daysFor } from '../../../../functions/domain/notices/notice-days.ts';
import { daysAfter } from '../../../support/civil-days.ts';
import { runs } from '../../../support/property-runs.ts';

const renewsOn = '2027-03-02';
const ahead = (days: number) => daysAfter(renewsOn, -days);
const daysBefore = (earliest: number, latest: number) => ({ from: ahead(earliest), to: ahead(latest) });

describe('of a window', () => {
  test.each([
    ['three days are kept free at both edges', [45, 15], 100, [42, 18]],
    ['one day is left of seven', [26, 20], 100, [23, 23]],
    ['the middle of six is taken', [25, 20], 100, [23, 23]],
    ['the only one is taken', [20, 20], 100, [20, 20]],
    ['what is over is not taken', [45, 15], 30, [30, 18]],
    ['the last days are taken as they are', [45, 15], 17, [17, 15]],
    ['the middle is taken on its very day', [25, 20], 23, [23, 23]],
    ['the rest is taken where the middle is over', [25, 20], 21, [21, 20]],
  ] as const)('%s', (_, [earliest, latest], today, [first, last]) => {
    expect(bestDays(daysBefore(earliest, latest), ahead(today))).toEqual(daysBefore(first, last));
  });
});

describe('days are chosen', () => {
  test.each<[string, [number, number][], number[], number[]]>([
    ['as wished where nothing is asked for', [], [35, 20], [35, 20]],
    [
      'as wished where they serve',
      [
        [42, 18],
        [27, 10],
      ],
      [35, 20],
      [35, 20],
    ],
    [
      'as wished where each serves another window',
      [
        [42, 18],
        [27, 10],
      ],
      [40, 10],
      [40, 10],
    ],
    ['by moving the one that nothing needs', [[27, 10]], [35, 8], [35, 10]],
    [
      'by moving the nearest that can be spared',
      [
        [87, 63],
        [42, 18],
      ],
      [35, 20],
      [63, 20],
    ],
    [
      'by moving the later',
      [
        [42, 18],
        [8, 5],
      ],
      [35, 20],
      [35, 8],
    ],
    [
      'by adding one where both are needed',
      [
        [87, 63],
        [42, 28],
        [27, 10],
      ],
      [35, 20],
      [63, 35, 20],
    ],
    [
      'by one for many windows',
      [
        [57, 33],
        [37, 28],
        [42, 18],
      ],
      [60, 50],
      [60, 37],
    ],
    [
      'without any wish',
      [
        [42, 18],
        [8, 5],
      ],
      [],
      [18, 5],
    ],
  ])('%s', (_, windows, wished, expected) => {
    const days = daysFor(
      windows.map(([earliest, latest]) => daysBefore(earliest, latest)),
      wished.map(ahead),
    );
    expect(days).toEqual(expected.map(ahead));
  });

  test('so that each window holds one, and no fewer days could do it', () => {
    const window = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 5 }));
    const windows = fc.array(
      window.map(([latest, wide]) => [latest + wide, latest] as const),
      { maxLength: 5 },
    );
    const wished = fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 2 });
    fc.assert(
      fc.property(windows, wished, (pairs, wishes) => {
        const days = daysFor(
          pairs.map(([earliest, latest]) => daysBefore(earliest, latest)),
          wishes.map(ahead),
        );
        const served = pairs.every((pair) => days.some((day) => ahead(pair[0]) <= day && day <= ahead(pair[1])));
        const least = Math.max(fewest(pairs), new Set(wishes).size);
        expect([served, days.length, new Set(days).size]).toEqual([true, least, least]);
        expect(days).toEqual(days.toSorted());
      }),
      { numRuns: runs() },
    );
  });
});

/** The fewest days that hold one of each window, by trying every set of days. */
function fewest(windows: readonly (readonly [number, number])[]): number {
  let least = windows.length;
  // A best set exists among the windows' last days.
  const lastDays = [...new Set(windows.map(([, latest]) => latest))];
  for (let set = 0; set < 2 ** lastDays.length; set += 1) {
    const chosen = lastDays.filter((_, index) => (set & (1 << index)) !== 0);
    const serves = windows.every(([earliest, latest]) => chosen.some((day) => day <= earliest && day >= latest));
    if (serves) least = Math.min(least, chosen.length);
  }
  return least;
}
