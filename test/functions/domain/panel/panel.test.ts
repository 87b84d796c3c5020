import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Agreement, AgreementStatus, CloseReason } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { isRefused } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { hasSeats, seatsHeld } from '../../../../functions/domain/panel/panel.ts';
import { anAgreement, anApplication, aPerson, approvedWith } from '../../../support/builders.ts';
import { sequences } from '../../../support/property-runs.ts';
import { eventOf, happening, instant, later, timeZones } from '../agreement/random-life.ts';

const numRuns = sequences();

describe('seats', () => {
  test.each<[AgreementStatus, number]>([
    ['waitlisted', 0],
    ['offered', 1],
    ['awaiting_signature', 1],
    ['awaiting_countersignature', 1],
    ['awaiting_payment', 1],
    ['active', 1],
    ['closed', 0],
  ])('held by an agreement of one member that is %s: %i', (status, seats) => {
    expect(seatsHeld(anAgreement({ status }))).toBe(seats);
  });

  test.each<CloseReason>(['declined', 'expired', 'unpaid', 'voided', 'withdrawn', 'offer_declined', 'offer_lapsed'])(
    'are free again when it closes as %s',
    (closedFor) => {
      expect(seatsHeld(anAgreement({ status: 'closed', closedFor }))).toBe(0);
    },
  );

  test('are held for each member of a household', () => {
    const { members, ...agreement } = anAgreement({ status: 'active' });
    expect(seatsHeld({ ...agreement, members: [...members, ...members, ...members] })).toBe(3);
  });

  test.each([
    [3, 2, 1, true],
    [3, 3, 1, false],
    [3, 1, 3, false],
    [3, 0, 3, true],
    [3, 4, 1, false],
    [0, 0, 1, false],
  ])('of a panel of %i with %i taken: %i more fit: %s', (cap, seatsTaken, seats, fit) => {
    expect(hasSeats({ physicianId: 'dr-sample', cap, seatsTaken }, seats)).toBe(fit);
  });
});

describe('a panel', () => {
  const story = fc.record({
    cap: fc.integer({ min: 0, max: 4 }),
    start: instant,
    timeZone: fc.constantFrom(...timeZones),
    happenings: fc.array(
      fc.oneof(
        { weight: 1, arbitrary: fc.constant('application' as const) },
        { weight: 6, arbitrary: fc.record({ whose: fc.nat({ max: 9 }), happening }) },
      ),
      { minLength: 10, maxLength: 80, size: 'max' },
    ),
  });

  test('never gives more seats than its cap, counts what is held, and gets each seat back once', () => {
    fc.assert(
      fc.property(story, ({ cap, start, timeZone, happenings }) => {
        // As the store keeps it: each decision moves the count by what it changed, within one transaction.
        const panel = { physicianId: 'dr-sample', cap, seatsTaken: 0 };
        const agreements: Agreement[] = [];
        const freed = new Map<string, number>();
        let now = start;
        for (const one of happenings) {
          if (one === 'application') {
            // Single people and households of two and three.
            const members = Array.from({ length: 1 + (agreements.length % 3) }, () => aPerson());
            const application = anApplication({ applicationId: `app${agreements.length}`, members });
            const given = approvedWith({ seatFree: hasSeats(panel, members.length) });
            const { agreement } = createAgreement(application, given, now);
            panel.seatsTaken += seatsHeld(agreement);
            agreements.push(agreement);
          } else {
            now = later(now, one.happening.minutesLater);
            const index = one.whose % Math.max(1, agreements.length);
            const before = agreements[index];
            if (before === undefined) continue;
            const outcome = transition(before, eventOf(one.happening, before), now, timeZone);
            if (isRefused(outcome)) continue;
            const moved = seatsHeld(outcome.agreement) - seatsHeld(before);
            // The store refuses an offer of seats that are not free.
            if (moved > 0 && !hasSeats(panel, moved)) continue;
            panel.seatsTaken += moved;
            if (moved < 0) freed.set(before.agreementId, (freed.get(before.agreementId) ?? 0) + 1);
            agreements[index] = outcome.agreement;
          }
          expect(panel.seatsTaken).toBe(agreements.reduce((sum, agreement) => sum + seatsHeld(agreement), 0));
          expect(panel.seatsTaken >= 0 && panel.seatsTaken <= cap).toBe(true);
        }
        // Once when it ends, and once more for each member who left before.
        for (const { agreementId, formerMembers = [] } of agreements) {
          expect(freed.get(agreementId) ?? 0).toBeLessThanOrEqual(1 + formerMembers.length);
        }
      }),
      { numRuns },
    );
  });
});
