import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { addDays, practiceDate } from '../../../../functions/domain/calendar/practice-time.ts';
import { hasSeats, seatsByPanel, seatsMoved } from '../../../../functions/domain/panel/panel.ts';
import { lastChange, openChange } from '../../../../functions/domain/physician/physician-change.ts';
import { patientSigners } from '../../../../functions/domain/signing/signers.ts';
import {
  anAgreement,
  anApplication,
  aPerson,
  events,
  monday,
  newYork,
  signedByAll,
} from '../../../support/builders.ts';
import { sequences } from '../../../support/property-runs.ts';
import { later, otherThan } from '../agreement/random-life.ts';

const numRuns = sequences();
const day = 24 * 60;

const kinds = ['propose', 'yes', 'no', 'sign', 'refuse', 'leave', 'replace', 'date', 'cancel', 'undo', 'end'] as const;

const story = fc.record({
  caps: fc.tuple(fc.integer({ min: 3, max: 6 }), fc.integer({ min: 0, max: 5 })),
  happenings: fc.array(
    fc.record({
      // By chance alone a change rarely gets anywhere.
      what: fc.oneof(fc.constant('due' as const), fc.constantFrom(...kinds)),
      whose: fc.nat({ max: 2 }),
      signer: fc.constantFrom('s1', 's2'),
      ahead: fc.integer({ min: 0, max: 90 }),
      minutesLater: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 0, max: 3 * day }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 45 * day }) },
      ),
    }),
    { minLength: 10, maxLength: 60, size: 'max' },
  ),
});

type Happening = Parameters<Parameters<typeof story.map>[0]>[0]['happenings'][number];

/** What brings a change on; or begins one. */
function dueOf(agreement: Agreement): [what: (typeof kinds)[number], signer?: string | undefined] {
  const change = openChange(agreement);
  if (agreement.status === 'ending' && change === undefined) return ['end'];
  if (change === undefined) return ['propose'];
  if (change.state === 'accepted') return ['sign'];
  if (change.state === 'signed') return ['date'];
  const waitsFor = patientSigners(agreement).find(
    ({ signerId }) => !change.yeses.some((yes) => yes.signerId === signerId),
  );
  return ['yes', waitsFor?.signerId];
}

function eventOf(one: Happening, agreement: Agreement, now: string): AgreementEvent {
  const { ahead } = one;
  const [what, signer = one.signer] = one.what === 'due' ? dueOf(agreement) : [one.what];
  const today = practiceDate(now, newYork);
  const number = openChange(agreement)?.number ?? 1;
  const physicianId = openChange(agreement)?.to ?? '';
  const leave = { on: addDays(today, 35 + ahead) };
  switch (what) {
    case 'propose':
      return { ...events.doctorProposed, to: otherThan(agreement), effectiveOn: addDays(today, ahead) };
    case 'yes':
      return { ...events.doctorAccepted, number, signerId: signer };
    case 'no':
      return { ...events.doctorDeclined, number, signerId: signer };
    case 'sign':
      return { ...events.doctorSigned, number, physicianId };
    case 'refuse':
      return { ...events.doctorRefused, number, physicianId };
    case 'leave':
      return { ...events.physicianLeaves, leave };
    case 'replace':
      return { ...events.leaverReplaced, leave, to: otherThan(agreement) };
    case 'cancel':
      return { ...events.cancelled, noticeReceivedOn: today, endsOn: addDays(today, ahead) };
    case 'undo':
      return events.endingUndone;
    case 'end':
      return events.careEnded;
    case 'date':
      return events.dateCame;
  }
}

/** One patient alone, and two households of two, of whom both sign. */
function inForce(number: number): Agreement {
  const members = number === 0 ? [aPerson()] : [aPerson(), aPerson({ firstName: 'Peter', email: 'p@example.com' })];
  const application = anApplication({ applicationId: `app${number}`, members });
  return signedByAll(anAgreement({ status: 'offered', application }));
}

const beginnings = [inForce(0), inForce(1), inForce(2)];

test('through any change of physician each panel counts what is held of it, once a member, within its cap, and nobody in force is without a seat', () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(story, ({ caps, happenings }) => {
      const panels = new Map(
        [
          { physicianId: 'dr-sample', cap: 5 + caps[0], seatsTaken: 5 },
          { physicianId: 'dr-other', cap: caps[1], seatsTaken: 0 },
        ].map((panel) => [panel.physicianId, panel]),
      );
      const agreements = [...beginnings];
      let now = monday;
      for (const one of happenings) {
        now = later(now, one.minutesLater);
        const before = agreements[one.whose];
        if (before === undefined) continue;
        const outcome = transition(before, eventOf(one, before, now), now, newYork);
        if (isRefused(outcome)) continue;
        const moved = seatsMoved(before, outcome.agreement);
        const fits = moved.every(({ physicianId, seats }) => {
          const panel = panels.get(physicianId);
          return seats < 0 || (panel !== undefined && hasSeats(panel, seats));
        });
        // The store refuses what doesn't fit; but what is promised once is kept.
        if (!fits) {
          expect(outcome.facts.map(({ type }) => type)).toContain('physician_change_proposed');
          continue;
        }
        for (const { physicianId, seats } of moved) {
          const panel = panels.get(physicianId);
          if (panel !== undefined) panel.seatsTaken += seats;
        }
        agreements[one.whose] = outcome.agreement;
        reached.add(lastChange(outcome.agreement)?.state ?? 'none');
        for (const panel of panels.values()) {
          const held = agreements.map((agreement) => seatsByPanel(agreement).get(panel.physicianId) ?? 0);
          expect(panel.seatsTaken).toBe(held.reduce((sum, seats) => sum + seats, 0));
          expect(panel.seatsTaken >= 0 && panel.seatsTaken <= panel.cap).toBe(true);
        }
        for (const agreement of agreements) {
          const seats = seatsByPanel(agreement);
          const own = agreement.status === 'ended' ? undefined : agreement.members.length;
          expect(seats.get(agreement.physicianId)).toBe(own);
          // Of the other panel only while a change is under way.
          const other = own !== undefined && openChange(agreement) !== undefined ? own : undefined;
          expect(seats.get(otherThan(agreement))).toBe(other);
        }
      }
    }),
    { numRuns },
  );
  // So that the property speaks of every way in which a change may go.
  for (const state of ['proposed', 'accepted', 'signed', 'done', 'declined', 'refused', 'lapsed', 'dropped']) {
    expect(reached).toContain(state);
  }
});

test('a change is said yes to by everyone who signed, and takes effect no sooner than its day', () => {
  fc.assert(
    fc.property(story, ({ happenings }) => {
      let agreement = beginnings[1] ?? inForce(1);
      let now = monday;
      for (const one of happenings) {
        now = later(now, one.minutesLater);
        const outcome = transition(agreement, eventOf(one, agreement, now), now, newYork);
        if (isRefused(outcome)) continue;
        const before = agreement;
        agreement = outcome.agreement;
        const change = lastChange(agreement);
        if (agreement.physicianId === before.physicianId || change === undefined) continue;
        expect(practiceDate(now, newYork) >= change.effectiveOn).toBe(true);
        expect(change.signature?.name).toBe('Dr. Olga Other');
        expect(change.yeses.map(({ signerId }) => signerId).toSorted()).toEqual(
          patientSigners(agreement).map(({ signerId }) => signerId),
        );
        expect(agreement.documents).toEqual(before.documents);
        expect([agreement.plan, agreement.price, agreement.terms]).toEqual([before.plan, before.price, before.terms]);
      }
    }),
    { numRuns },
  );
});
