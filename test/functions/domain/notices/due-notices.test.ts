import { describe, expect, test } from '@jest/globals';
import { sendingInstant } from '../../../../functions/domain/calendar/practice-time.ts';
import { dueInRound, type Round } from '../../../../functions/domain/notices/due-notices.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { monday, newYork, sentNotices } from '../../../support/builders.ts';

const agreementId = 'app0000000000001';
const round: Round = {
  firstKey: 'first',
  reminderKey: (day) => `day-${day}`,
  reminderDays: [3, 7, 14],
  since: monday,
};

function dueAt(now: string, ...sent: string[]) {
  return dueInRound(round, now, { agreementId, notices: sentNotices(...sent), timeZone: newYork });
}

function dueAfterLateFirst(sentAt: string, now: string) {
  const notices = new Map<string, Notice>([
    ['first', { noticeKey: 'first', state: 'sent', claimedAt: monday, sentAt }],
  ]);
  return dueInRound(round, now, { agreementId, notices, timeZone: newYork });
}

function morningOf(date: string, timeZone = newYork): string {
  return sendingInstant(date, timeZone, agreementId);
}

describe('a round of mails', () => {
  test('begins with the first at once', () => {
    expect(dueAt(monday)).toEqual({ due: 'first' });
  });

  test.each<Notice['state']>(['claimed', 'unsent'])('still owes a first that is only %s', (state) => {
    const notices = new Map([['first', { noticeKey: 'first', state, claimedAt: monday }]]);
    expect(dueInRound(round, monday, { agreementId, notices, timeZone: newYork })).toEqual({ due: 'first' });
  });

  test('then says when to look again', () => {
    expect(dueAt(monday, 'first')).toEqual({ next: morningOf('2026-03-05') });
    expect(dueAt(morningOf('2026-03-05'), 'first', 'day-3')).toEqual({ next: morningOf('2026-03-09') });
  });

  test('sends only the latest when several reminders came due at once', () => {
    expect(dueAt('2026-03-12T15:00:00.000Z', 'first')).toEqual({ due: 'day-7' });
    expect(dueAt('2026-05-01T15:00:00.000Z', 'first')).toEqual({ due: 'day-14' });
  });

  test('never goes back to a reminder that a later one has overtaken', () => {
    expect(dueAt('2026-03-12T15:00:00.000Z', 'first', 'day-7')).toEqual({ next: morningOf('2026-03-16') });
    expect(dueAt('2026-05-01T15:00:00.000Z', 'first', 'day-14')).toEqual({});
  });

  test.each([
    ['a moment before the morning of day 3', -1, { due: 'day-3' }],
    ['just then', 0, { next: morningOf('2026-03-09') }],
    ['a moment after', 1, { next: morningOf('2026-03-09') }],
  ])('whose first goes out %s overtakes the reminders that are not after it', (_, milliseconds, expected) => {
    const atDay3 = Date.parse(morningOf('2026-03-05'));
    const now = new Date(atDay3 + Math.max(milliseconds, 0)).toISOString();
    expect(dueAfterLateFirst(new Date(atDay3 + milliseconds).toISOString(), now)).toEqual(expected);
  });

  test('whose first is late by two reminders goes on with the third', () => {
    const sentAt = '2026-03-12T15:00:00.000Z';
    expect(dueAfterLateFirst(sentAt, sentAt)).toEqual({ next: morningOf('2026-03-16') });
    expect(dueAfterLateFirst(sentAt, morningOf('2026-03-16'))).toEqual({ due: 'day-14' });
  });

  test('whose first is later than every reminder sends none of them, at any time', () => {
    const sentAt = '2026-03-20T15:00:00.000Z';
    for (const now of [sentAt, '2026-05-01T15:00:00.000Z']) expect(dueAfterLateFirst(sentAt, now)).toEqual({});
  });

  test('is over after its last reminder', () => {
    expect(dueAt('2026-03-16T15:00:00.000Z', 'first', 'day-3', 'day-7', 'day-14')).toEqual({});
  });

  test('counts its days on the calendar of the practice', () => {
    const lateOnMonday = '2026-03-03T04:30:00.000Z';
    const by = { agreementId, notices: sentNotices('first'), timeZone: newYork };
    expect(dueInRound({ ...round, since: lateOnMonday }, lateOnMonday, by)).toEqual({ next: morningOf('2026-03-05') });
    const inKiritimati = { ...by, timeZone: 'Pacific/Kiritimati' };
    expect(dueInRound({ ...round, since: lateOnMonday }, lateOnMonday, inKiritimati)).toEqual({
      next: morningOf('2026-03-06', 'Pacific/Kiritimati'),
    });
  });

  test('without reminders is over after the first', () => {
    const by = { agreementId, notices: sentNotices('first'), timeZone: newYork };
    expect(dueInRound({ ...round, reminderDays: [] }, monday, by)).toEqual({});
  });
});
