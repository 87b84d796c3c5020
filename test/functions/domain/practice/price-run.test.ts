import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { daysToPrepareRenewal } from '../../../../functions/domain/agreement/next-date.ts';
import { addDays } from '../../../../functions/domain/calendar/practice-time.ts';
import type { Plan } from '../../../../functions/domain/practice/practice.ts';
import { type PriceRun, runFor, runMistakes, runNotes } from '../../../../functions/domain/practice/price-run.ts';
import { aPlan } from '../../../support/builders.ts';
import { runs as cases } from '../../../support/property-runs.ts';

const aRun = (version: number, renewalsFrom: string, plan = 'individual'): PriceRun => ({
  plan,
  version,
  renewalsFrom,
});
const signed = aPlan({ version: 2 });

describe('the run that a term renews by', () => {
  const runs = [aRun(4, '2028-01-01'), aRun(3, '2027-01-01'), aRun(9, '2026-01-01', 'other')];

  test.each([
    ['the day before a run, none', '2026-12-31', undefined],
    ['on its first day, that', '2027-01-01', 3],
    ['until the next one begins, that', '2027-12-31', 3],
    ['from then on, the next', '2028-01-01', 4],
  ])('is %s', (_, startsOn, version) => expect(runFor(runs, signed, startsOn)?.version).toBe(version));

  test('never leads back to an older version, nor to the same', () => {
    expect(runFor([aRun(1, '2026-01-01'), aRun(2, '2026-02-01')], signed, '2027-01-01')).toBeUndefined();
  });

  test('is a later run’s older version for nobody who signed a newer', () => {
    expect(runFor([aRun(4, '2026-01-01'), aRun(3, '2026-06-01')], aPlan({ version: 3 }), '2027-01-01')?.version).toBe(
      4,
    );
  });

  test('is always of the same plan, has begun, and leads onward', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days));
    const run = fc.record<PriceRun>({
      plan: fc.constantFrom('individual', 'other'),
      version: fc.integer({ min: 1, max: 5 }),
      renewalsFrom: day,
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), day, fc.integer({ min: 1, max: 5 }), (runs, startsOn, version) => {
        const found = runFor(runs, { planId: 'individual', version }, startsOn);
        const fitting = runs.filter(
          (one) => one.plan === 'individual' && one.version > version && one.renewalsFrom <= startsOn,
        );
        if (found === undefined) expect(fitting).toEqual([]);
        else expect(fitting.every(({ renewalsFrom }) => renewalsFrom <= found.renewalsFrom)).toBe(true);
        if (found !== undefined) expect(fitting).toContain(found);
      }),
      { numRuns: cases() },
    );
  });
});

describe('runs that are saved', () => {
  const versions = [aPlan(), aPlan({ version: 2, priceCents: 260_000 })];
  const mistakes = (...runs: PriceRun[]) => runMistakes(runs, (planId) => (planId === 'individual' ? versions : []));

  test('take a version that is stored, and a day of the past as well', () => {
    expect(mistakes(aRun(2, '2020-01-01'), aRun(1, '2026-12-31'))).toEqual([]);
  });

  test.each<[string, PriceRun[], string]>([
    ['an unknown plan', [aRun(1, '2027-01-01', 'gold')], 'practice.priceRuns.0.plan: there is no plan gold'],
    [
      'a version that is not there',
      [aRun(3, '2027-01-01')],
      'practice.priceRuns.0.version: individual has no version 3; it has 1 and 2',
    ],
    ['a day that is none', [aRun(2, '2027-02-29')], 'practice.priceRuns.0.renewalsFrom: is a day like'],
    [
      'two runs of a plan on one day',
      [aRun(1, '2027-01-01'), aRun(2, '2027-01-01')],
      'practice.priceRuns.1.renewalsFrom: another run of individual begins on 2027-01-01',
    ],
  ])('refuse %s', (_, runs, words) => expect(mistakes(...runs)).toEqual([expect.stringContaining(words)]));

  test('take a version with other terms, which are then signed', () => {
    const paidInParts = [...versions, aPlan({ version: 3, installments: 4 })];
    expect(runMistakes([aRun(3, '2027-01-01')], () => paidInParts)).toEqual([]);
  });

  test('refuse a version whose years end on other days', () => {
    const onNewYear = aPlan({ version: 3, renewal: { on: 'common-date', monthDay: '01-01', proration: 'day' } });
    const onMayDay = aPlan({ version: 4, renewal: { on: 'common-date', monthDay: '05-01', proration: 'day' } });
    const inMonths = aPlan({ version: 5, renewal: { on: 'common-date', monthDay: '05-01', proration: 'month' } });
    const of = (version: number, ...all: Plan[]) => runMistakes([aRun(version, '2027-01-01')], () => all);
    expect(of(3, ...versions, onNewYear)).toEqual([
      expect.stringContaining('practice.priceRuns.0.version: individual 3 ends its years on other days than 1'),
    ]);
    expect(of(4, onNewYear, onMayDay)).toHaveLength(1);
    expect(of(5, onMayDay, inMonths)).toEqual([]);
  });
});

describe('of a new run is said', () => {
  const today = '2026-03-02';
  const prepared = addDays(today, daysToPrepareRenewal);

  test('from which day on it takes hold, where some renewals are prepared already', () => {
    const [note] = runNotes([aRun(2, prepared)], [], today);
    expect(note).toContain(`Renewals that begin before ${addDays(prepared, 1)} are prepared already`);
    expect(note).toContain('at version 2 of individual');
  });

  test('nothing where all can be told in time', () => {
    expect(runNotes([aRun(2, addDays(prepared, 1))], [], today)).toEqual([]);
  });

  test('nothing when the file is stored again', () => {
    expect(runNotes([aRun(2, today)], [aRun(2, today)], today)).toEqual([]);
  });
});
