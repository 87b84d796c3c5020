import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordUse, type ServiceUse, serviceNames, usedOf } from '../../../../functions/domain/use/service-use.ts';
import { afterEvents, anAgreement, aPlan, daysLater, events, monday, newYork } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

const plan = aPlan({
  services: [
    { name: 'Telemedicine visits', coveredByMedicare: 'no' },
    { name: 'In-home visits', coveredByMedicare: 'no', timesAYear: 4 },
  ],
});
const agreement = anAgreement({ status: 'active', plan });
const firstTerm = { startsOn: '2026-03-02', endsOn: '2027-03-01' };

function aUse(given: Partial<ServiceUse> = {}): ServiceUse {
  return {
    useId: 'u1',
    service: 'In-home visits',
    memberId: 'm1',
    on: '2026-03-02',
    recordedBy: 'staff-1',
    recordedAt: monday,
    ...given,
  };
}

/** That many uses of one service on the first day. */
function uses(many: number, given: Partial<ServiceUse> = {}): ServiceUse[] {
  return Array.from({ length: many }, (_, index) => aUse({ useId: `before-${index}`, ...given }));
}

describe('recording a use', () => {
  test('says how the service stands then', () => {
    expect(recordUse(agreement, uses(1), aUse(), newYork)).toEqual({
      use: aUse(),
      term: 1,
      count: { name: 'In-home visits', used: 2, timesAYear: 4, left: 2, over: 0 },
    });
  });

  test('takes services without a limit, too', () => {
    const recorded = recordUse(agreement, [], aUse({ service: 'Telemedicine visits' }), newYork);
    expect(recorded).toMatchObject({ count: { name: 'Telemedicine visits', used: 1 } });
  });

  test('goes by the plan of the year that it lies in, once the next is settled at another', () => {
    const next = aPlan({ version: 2, services: [{ name: 'Visits by video', coveredByMedicare: 'no' }] });
    const planned = { ...events.renewalPlanned, renewal: { ...events.renewalPlanned.renewal, plan: next } };
    const renewed = afterEvents(agreement, [planned, events.renewalAccepted], daysLater(300));
    expect(recordUse(renewed, uses(1), aUse(), newYork)).toMatchObject({ count: { used: 2, left: 2 } });
    expect(recordUse(renewed, [], aUse({ service: 'Visits by video' }), newYork)).toEqual({
      refusal: 'unknown_service',
    });
    expect(serviceNames(renewed)).toEqual(['Visits by video', 'Telemedicine visits', 'In-home visits']);
  });

  test('takes more than the plan includes, and says so', () => {
    expect(recordUse(agreement, uses(4), aUse(), newYork)).toMatchObject({ count: { used: 5, left: 0, over: 1 } });
  });

  test.each<[string, Partial<ServiceUse>]>([
    ['unknown_service', { service: 'Surgery' }],
    ['unknown_service', { service: 'in-home visits' }],
    ['unknown_member', { memberId: 'm2' }],
    ['not_a_past_date', { on: '2026-03-03' }],
    ['not_a_past_date', { on: 'yesterday' }],
    ['not_a_past_date', { on: '2026-02-30' }],
    ['outside_terms', { on: '2026-03-01' }],
  ])('refuses with "%s" for %j', (refusal, given) => {
    expect(recordUse(agreement, [], aUse(given), newYork)).toEqual({ refusal });
  });

  test('refuses the days after the last term', () => {
    const recordedAt = '2027-03-05T15:00:00.000Z';
    const on = (day: string) => recordUse(agreement, [], aUse({ on: day, recordedAt }), newYork);
    expect(on('2027-03-01')).toMatchObject({ term: 1 });
    expect(on('2027-03-02')).toEqual({ refusal: 'outside_terms' });
  });

  test('counts a day late in the last term there, and one of the next in the next', () => {
    const next = { number: 2, startsOn: '2027-03-02', endsOn: '2028-03-01', feeCents: 240_000 };
    const renewed = { ...agreement, terms: [...agreement.terms, next] };
    const recordedAt = '2027-03-05T15:00:00.000Z';
    const late = aUse({ on: '2027-03-01', recordedAt });
    expect(recordUse(renewed, uses(1), late, newYork)).toMatchObject({ term: 1, count: { used: 2 } });
    expect(recordUse(renewed, uses(1), { ...late, on: '2027-03-02' }, newYork)).toMatchObject({
      term: 2,
      count: { used: 1 },
    });
  });

  test("goes by the practice's day, not by UTC's", () => {
    // Three in the morning of 3 March in UTC is the evening of the 2nd in New York.
    const late = aUse({ on: '2026-03-03', recordedAt: '2026-03-03T03:00:00.000Z' });
    expect(recordUse(agreement, [], late, newYork)).toEqual({ refusal: 'not_a_past_date' });
    expect(recordUse(agreement, [], late, 'UTC')).toMatchObject({ term: 1 });
  });

  test('under an id that is taken is the same use that came twice, or another that must not be lost', () => {
    const more = aUse({ recordedAt: daysLater(1), recordedBy: 'staff-2' });
    expect(recordUse(agreement, [aUse()], more, newYork)).toEqual({ refusal: 'nothing_changes' });
    for (const other of [{ service: 'Telemedicine visits' }, { memberId: 'm2' }, { on: '2026-03-01' }]) {
      expect(recordUse(agreement, [aUse()], aUse(other), newYork)).toEqual({ refusal: 'changed_meanwhile' });
    }
  });
});

describe('the count of a term', () => {
  test("is the member's own, in the plan's order, with none left out", () => {
    const others = uses(2, { memberId: 'm2' });
    expect(usedOf(others, agreement, 'm1', firstTerm)).toEqual([
      { name: 'Telemedicine visits', used: 0 },
      { name: 'In-home visits', used: 0, timesAYear: 4, left: 4, over: 0 },
    ]);
  });

  test('of all terms together misses no use and counts none twice', () => {
    const days = ['2026-03-01', '2026-03-02', '2026-09-30', '2027-03-01', '2027-03-02', '2028-03-01', '2028-03-02'];
    const use = fc.record({
      service: fc.constantFrom('Telemedicine visits', 'In-home visits'),
      memberId: fc.constantFrom('m1', 'm2'),
      on: fc.constantFrom(...days),
    });
    const terms = [firstTerm, { startsOn: '2027-03-02', endsOn: '2028-03-01' }];
    fc.assert(
      fc.property(fc.array(use), (those) => {
        const all = those.map((given, index) => aUse({ useId: `u${index}`, ...given }));
        const counts = ['m1', 'm2'].flatMap((memberId) =>
          terms.flatMap((term) => usedOf(all, { plan }, memberId, term)),
        );
        const within = all.filter(({ on }) => on >= '2026-03-02' && on <= '2028-03-01');
        expect(counts.reduce((sum, { used }) => sum + used, 0)).toBe(within.length);
        for (const { used, timesAYear, left, over } of counts) {
          if (timesAYear === undefined) expect([left, over]).toEqual([undefined, undefined]);
          else expect(timesAYear - (left ?? 0) + (over ?? 0)).toBe(used);
        }
      }),
      { numRuns: runs() },
    );
  });
});
