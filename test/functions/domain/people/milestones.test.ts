import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { addDays, ageOn, turnsOn } from '../../../../functions/domain/calendar/practice-time.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPerson,
  decideOn,
  events,
  newYork,
} from '../../../support/builders.ts';
import { daysAfter } from '../../../support/civil-days.ts';
import { runs } from '../../../support/property-runs.ts';

// Begun on 2 March 2026.
const born = (...birthDates: string[]) =>
  anAgreement({
    status: 'active',
    application: anApplication({
      members: birthDates.map((birthDate) => aPerson({ birthDate })),
      // An agent is the only one to sign for several.
      ...(birthDates.length > 1 ? { actsAs: 'agent', representative: aPerson({ firstName: 'Dana' }) } : {}),
    }),
  });
const onDay = (day: string) => `${day}T15:00:00.000Z`;
const marksOf = ({ needsAttention }: Agreement) => needsAttention.map(({ code, memberId }) => [code, memberId]);

describe('the day on which somebody is so many years old', () => {
  test.each([
    ['1961-05-17', 65, '2026-05-17'],
    ['1964-02-29', 65, '2029-03-01'],
    ['1964-02-29', 64, '2028-02-29'],
    ['2008-12-31', 18, '2026-12-31'],
  ])('born on %s, %i years: %s', (birthDate, age, day) => {
    expect(turnsOn(birthDate, age)).toBe(day);
  });

  test('is the first of that age, whatever the years between', () => {
    const birthDate = fc.integer({ min: 0, max: 40_000 }).map((days) => daysAfter('1920-01-01', days));
    fc.assert(
      fc.property(birthDate, fc.integer({ min: 1, max: 100 }), (birth, age) => {
        const day = turnsOn(birth, age);
        expect([ageOn(birth, day), ageOn(birth, addDays(day, -1))]).toEqual([age, age - 1]);
      }),
      { numRuns: runs() },
    );
  });
});

describe('a 65th birthday', () => {
  // 120 days before 1 October 2026.
  const agreement = born('1961-10-01');

  test('is the next date 120 days before it', () => {
    expect(agreement.nextDate).toBe('2026-06-03');
  });

  test('is told of on that day, not the evening before, and the next date is the renewal', () => {
    expect(transition(agreement, events.dateCame, '2026-06-03T03:59:00.000Z', newYork)).toEqual({
      refusal: 'nothing_changes',
    });
    const told = decideOn(agreement, events.dateCame, onDay('2026-06-03'));
    expect(marksOf(told.agreement)).toEqual([['turns_65', 'm1']]);
    expect(told.agreement.nextDate).toBe('2026-12-22');
    expect(told.facts[0]?.data.milestones).toEqual([{ code: 'turns_65', memberId: 'm1' }]);
  });

  test('is told of once, even when staff have looked at it since', () => {
    const told = decideOn(agreement, events.dateCame, onDay('2026-06-03')).agreement;
    const settled = afterEvents(told, [{ type: 'attention_settled', code: 'turns_65', memberId: 'm1' }]);
    expect(marksOf(settled)).toEqual([]);
    expect(transition(settled, events.dateCame, onDay('2026-10-01'), newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('of each member is told of on its own', () => {
    const both = decideOn(born('1961-10-01', '1961-10-02'), events.dateCame, onDay('2026-06-04')).agreement;
    expect(marksOf(both)).toEqual([
      ['turns_65', 'm1'],
      ['turns_65', 'm2'],
    ]);
    const one = afterEvents(both, [{ type: 'attention_settled', code: 'turns_65', memberId: 'm1' }]);
    expect(marksOf(one)).toEqual([['turns_65', 'm2']]);
  });

  test.each([
    ['shortly before the agreement began', '1961-01-15', '2025-09-17'],
    ['120 days before it and more', '1960-11-02', '2026-12-22'],
    ['long before it', '1951-05-17', '2026-12-22'],
    ['of 29 February', '1964-02-29', '2026-12-22'],
  ])('%s: born %s, the next date is %s', (_, birthDate, nextDate) => {
    expect(born(birthDate).nextDate).toBe(nextDate);
  });

  test('of somebody with Medicare already is nothing to tell of', () => {
    const members = [aPerson({ birthDate: '1961-10-01', isMedicareBeneficiary: true })];
    expect(anAgreement({ status: 'active', application: anApplication({ members }) }).nextDate).toBe('2026-12-22');
  });

  test('after the last day of care is not told of, and is again when the ending is undone', () => {
    const noticed = { ...events.cancelled, noticeReceivedOn: '2026-05-01' };
    const ending = decideOn(agreement, { ...noticed, endsOn: '2026-09-30' }, onDay('2026-05-01')).agreement;
    expect(ending.nextDate).toBe('2026-10-01');
    expect(decideOn(ending, events.endingUndone, onDay('2026-05-02')).agreement.nextDate).toBe('2026-06-03');
    const later = decideOn(agreement, { ...noticed, endsOn: '2026-10-01' }, onDay('2026-05-01')).agreement;
    expect(later.nextDate).toBe('2026-06-03');
  });

  test('is told of in the days of grace, too', () => {
    const members = [aPerson({ birthDate: '1962-07-15' })];
    const over = anAgreement({ status: 'in_grace', application: anApplication({ members }) });
    // The year's statement comes first.
    const grace = decideOn(over, events.dateCame, onDay('2027-03-10')).agreement;
    expect(grace.nextDate).toBe('2027-03-17');
    expect(marksOf(decideOn(grace, events.dateCame, onDay('2027-03-17')).agreement)).toEqual([['turns_65', 'm1']]);
  });
});
