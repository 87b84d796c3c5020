import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { daysLater, events, newYork } from '../../../support/builders.ts';
import { termsEvents, withTerms } from '../../../support/changed-terms.ts';
import { sequences } from '../../../support/property-runs.ts';

const due = { ...events.renewalDue, unproven: [] };
const termsOf = ({ documents }: Agreement) => documents[1];

describe('in any life with changed terms', () => {
  const all: Record<string, AgreementEvent> = {
    ...termsEvents,
    due,
    unproven: { ...events.renewalDue, unproven: ['contract'] },
    renewalAccepted: events.renewalAccepted,
    cancelled: { ...events.cancelled, how: 'at-term-end', noticeReceivedOn: '2026-12-22' },
    undone: events.endingUndone,
    careEnded: events.careEnded,
    graceOver: events.graceOver,
    dateCame: events.dateCame,
    methodSaved: events.otherMethodSaved,
  };
  const happening = fc.record({
    // By chance alone it rarely gets anywhere.
    what: fc.oneof(fc.constant('next'), fc.constantFrom(...Object.keys(all))),
    days: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 60 }) }),
  });

  const { opened, accepted, read, signed, countersigned } = termsEvents;
  const onward = [opened, accepted, read, signed, countersigned];

  /** With every decision that was not refused. */
  function lifeOf(happenings: { what: string; days: number }[]): { before: Agreement; after: Agreement }[] {
    const steps: { before: Agreement; after: Agreement }[] = [];
    let agreement = withTerms('planned');
    let day = 295;
    for (const { what, days } of happenings) {
      day += days;
      const outcomes = (what === 'next' ? [...onward, due] : [all[what] ?? due])
        .map((event) => transition(agreement, event, daysLater(day), newYork))
        .filter((one) => !isRefused(one));
      const [outcome] = outcomes;
      if (outcome === undefined || isRefused(outcome)) continue;
      steps.push({ before: agreement, after: outcome.agreement });
      agreement = outcome.agreement;
    }
    return steps;
  }

  test('plan, price and a second year come by the signatures of both sides alone, and together', () => {
    let renewed = 0;
    fc.assert(
      fc.property(fc.array(happening, { minLength: 10, maxLength: 40 }), (happenings) => {
        for (const { before, after } of lifeOf(happenings)) {
          if (after.plan === before.plan) {
            expect([after.terms, after.price]).toEqual([before.terms, before.price]);
            continue;
          }
          renewed += 1;
          expect(termsOf(after)?.status).toBe('completed');
          expect(termsOf(after)?.signers.every(({ signature }) => signature !== undefined)).toBe(true);
          expect([after.plan.version, after.terms.length, after.invoices.length]).toEqual([2, 2, 2]);
        }
      }),
      { numRuns: sequences() },
    );
    expect(renewed).toBeGreaterThan(0);
  });

  test('nothing is out to be signed of one that ends, and what is signed stays signed', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 10, maxLength: 40 }), (happenings) => {
        for (const { before, after } of lifeOf(happenings)) {
          if (after.status === 'ending' || after.status === 'ended') expect(termsOf(after)?.status).not.toBe('open');
          if (termsOf(before)?.status === 'completed') expect(termsOf(after)).toBe(termsOf(before));
        }
      }),
      { numRuns: sequences() },
    );
  });
});
