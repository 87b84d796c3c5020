import { describe, expect, test } from '@jest/globals';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { unprovenRules } from '../../../../functions/domain/notices/notice-proof.ts';

const timeZone = 'America/New_York';
const planned = [
  { noticeNumber: 1, on: '2027-01-26', letterBy: '2027-01-31', serves: [window('early', '2027-01-01', '2027-01-31')] },
  {
    noticeNumber: 2,
    on: '2027-02-10',
    letterBy: '2027-02-15',
    serves: [window('late', '2027-02-01', '2027-02-15'), window('any', '2027-01-16', '2027-02-28')],
  },
];

function window(ruleId: string, from: string, to: string) {
  return { ruleId, from, to };
}

function mail(sentAt: string, given: Partial<Notice> = {}): Notice {
  return { noticeKey: 'renewal-2-1-s1', state: 'sent', claimedAt: sentAt, sentAt, deliveredAt: sentAt, ...given };
}

/** The rules that are not proven when these are the notices, by number. */
function unproven(...notices: (Notice | undefined)[]): string[] {
  return unprovenRules(planned, ['s1'], (number) => notices[number - 1], timeZone);
}

describe('rules are proven', () => {
  const first = mail('2027-01-26T14:10:00.000Z');
  const second = mail('2027-02-10T14:10:00.000Z');

  test.each<[string, (Notice | undefined)[], string[]]>([
    ['each by its notice', [first, second], []],
    ['none by none', [undefined, undefined], ['early', 'late', 'any']],
    ['not those of a notice that is missing', [first, undefined], ['late', 'any']],
    [
      'by the civil date of the practice: one in the evening counts for that day',
      [mail('2027-02-01T04:59:59.000Z'), second],
      [],
    ],
    ['and not the next day', [mail('2027-02-01T05:00:00.000Z'), second], ['early']],
    [
      'not by a mail that came only after the window',
      [mail('2027-01-31T14:10:00.000Z', { deliveredAt: '2027-02-01T14:10:00.000Z' }), second],
      ['early'],
    ],
    [
      'by a late letter where the window is wide enough',
      [
        first,
        mail('2027-02-10T14:10:00.000Z', {
          state: 'letter',
          bouncedAt: '2027-02-10T14:11:00.000Z',
          postedOn: '2027-02-16',
        }),
      ],
      ['late'],
    ],
    [
      'not by a bounce that was told before the delivery',
      [mail('2027-01-26T14:10:00.000Z', { bouncedAt: '2027-01-26T14:09:00.000Z' }), second],
      ['early'],
    ],
    [
      'not by a letter that came back',
      [first, { ...second, state: 'letter', postedOn: '2027-02-10', returnedOn: '2027-02-20' }],
      ['late', 'any'],
    ],
    ['not by a letter that waits', [first, { ...second, state: 'letter' }], ['late', 'any']],
  ])('%s', (_, notices, expected) => {
    expect(unproven(...notices)).toEqual(expected);
  });

  test('not at all where nobody has signed', () => {
    expect(unprovenRules(planned, [], () => first, timeZone)).toEqual(['early', 'late', 'any']);
  });

  test('only by the same notice to all who signed', () => {
    const later = mail('2027-01-27T14:10:00.000Z');
    const of = (number: number, signerId: string) => (number === 2 ? second : signerId === 's1' ? first : later);
    expect(unprovenRules(planned, ['s1', 's2'], of, timeZone)).toEqual([]);
    const toOne = (number: number, signerId: string) => (signerId === 's2' ? undefined : of(number, signerId));
    expect(unprovenRules(planned, ['s1', 's2'], toOne, timeZone)).toEqual(['early', 'late', 'any']);
  });
});
