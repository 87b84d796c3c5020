import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import {
  addDays,
  practiceDate,
  secondsBetween,
  sendingInstant,
} from '../../../../functions/domain/calendar/practice-time.ts';
import { noticeKeys, noticeTopic } from '../../../../functions/domain/notices/notice.ts';
import { sequences } from '../../../support/property-runs.ts';
import { type Deed, type Ended, followSteps, type World } from './follow-steps.ts';
import { instant, timeZones } from './random-life.ts';

const numRuns = sequences();
const maxDeeds = 20;
/** Two rounds of four mails with their waits, then for each deed at most a charge and a round of its own. */
const maxSteps = 40 + 12 * maxDeeds;

const morning = /^09:([0-3]\d|4[0-4])$/;

const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.oneof(
    { weight: 12, arbitrary: fc.constant('due' as const) },
    { weight: 4, arbitrary: fc.constantFrom('methodSaved', 'otherMethodSaved', 'freshLink', 'nothing') },
    { weight: 1, arbitrary: fc.constantFrom('declined', 'declinedByPhysician') },
  ),
  part: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
});
const punctual: fc.Arbitrary<World> = fc.record({
  bornAt: instant,
  timeZone: fc.constantFrom(...timeZones),
  deeds: fc.array(deed, { maxLength: maxDeeds, size: 'max' }),
  charges: fc.array(fc.boolean(), { maxLength: 6 }),
  mailDelays: fc.constant([]),
});
const slow: fc.Arbitrary<World> = fc
  .tuple(punctual, fc.array(fc.integer({ min: 0, max: 20 * 24 * 60 }), { maxLength: 6 }))
  .map(([world, mailDelays]) => ({ ...world, mailDelays }));

/** The wall clock by Intl, as a witness that shares no code with what is tested: 'YYYY-MM-DD HH:MM'. */
function wallClock(at: string, timeZone: string): string {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return shown.format(new Date(at));
}

/** What a reminder is of, and from when its days count. */
function reminderOf(key: string, agreement: Agreement) {
  const topic = noticeTopic(key);
  switch (topic.kind) {
    case 'reminder': {
      const signer = agreement.documents[0]?.signers.find(({ signerId }) => signerId === topic.signerId);
      const firstKey = noticeKeys.request(topic.documentId, topic.signerId);
      return { firstKey, day: topic.day, since: signer?.askedAt };
    }
    case 'dunning': {
      const since = agreement.invoices[0]?.attempts[topic.attempt - 1]?.at;
      return { firstKey: noticeKeys.unpaid(topic.invoiceId, topic.attempt), day: topic.day, since };
    }
    default:
      return undefined;
  }
}

function forEveryEnd(worlds: fc.Arbitrary<World>, check: (ended: Ended, world: World) => void): void {
  fc.assert(
    fc.property(worlds, (world) => check(followSteps(world, maxSteps), world)),
    { numRuns },
  );
}

describe('the steps of onboarding, signing and billing', () => {
  test('always come to an end, in force or closed, whatever people do and however slow mail is', () => {
    forEveryEnd(slow, ({ outcome, agreement }) => {
      expect(['active', 'closed']).toContain(outcome);
      expect(agreement.status).toBe(outcome);
    });
  });

  test('come to an end within 59 days: 30 to sign, 7 to countersign, 21 to pay', () => {
    forEveryEnd(punctual, ({ endedAt }, { bornAt }) => {
      expect(secondsBetween(bornAt, endedAt)).toBeLessThanOrEqual(59 * 86_400);
    });
  });

  test('remind in the morning of the practice, on either side of a change of its clocks', () => {
    forEveryEnd(punctual, ({ sent }, { timeZone }) => {
      for (const { key, at } of sent.filter((one) => /^(reminder|dunning)-/.test(one.key))) {
        expect(wallClock(at, timeZone).slice(11)).toMatch(morning);
        expect(key).toMatch(/-(3|7|14)$/);
      }
    });
  });

  test('charge every method once, in order, and never after a success', () => {
    forEveryEnd(slow, ({ charged, outcome, agreement }) => {
      expect(charged).toEqual([...new Set(charged)].toSorted((a, b) => a - b));
      const outcomes = agreement.invoices[0]?.attempts.map((attempt) => attempt.outcome) ?? [];
      expect(outcomes.filter((one) => one === 'succeeded')).toHaveLength(outcome === 'active' ? 1 : 0);
      expect(outcomes.slice(0, -1)).not.toContain('succeeded');
    });
  });

  test('never send a reminder whose moment was over when the first mail went out', () => {
    forEveryEnd(slow, ({ sent, agreement }, { timeZone }) => {
      const sentAt = new Map(sent.map(({ key, at }) => [key, at]));
      for (const { key } of sent) {
        const reminder = reminderOf(key, agreement);
        if (reminder === undefined) continue;
        const date = addDays(practiceDate(reminder.since ?? '', timeZone), reminder.day);
        expect(sendingInstant(date, timeZone, agreement.agreementId) > (sentAt.get(reminder.firstKey) ?? '')).toBe(
          true,
        );
      }
    });
  });

  test('tell the patient how it ended, as the last of all mails', () => {
    forEveryEnd(slow, ({ sent, outcome, agreement }) => {
      const last = sent.at(-1)?.key ?? '';
      expect(last).toMatch(outcome === 'active' ? /^welcome-s1$/ : /^closed-s[12]$/);
      const keys = sent.map(({ key }) => key);
      if (outcome === 'closed') expect(keys).toContain('closed-s1');
      if (agreement.documents[0]?.signers[1]?.signature !== undefined && outcome === 'closed') {
        expect(keys).toContain('closed-s2');
      }
    });
  });
});

/** Days after the opening, with the time of day where it is one of the practice. */
function diary({ sent }: Ended, bornAt: string, timeZone: string): string[] {
  const first = Date.parse(practiceDate(bornAt, timeZone));
  return sent.map(({ key, at }) => {
    const day = (Date.parse(practiceDate(at, timeZone)) - first) / 86_400_000;
    return `${day} ${key}`;
  });
}

describe.each(timeZones)('in %s', (timeZone) => {
  // Both changes of the clocks, north and south of the equator, and a leap day.
  const openings = [
    '2026-03-06T22:00:00.000Z',
    '2026-10-30T06:00:00.000Z',
    '2026-08-25T12:00:00.000Z',
    '2028-02-20T03:30:00.000Z',
  ];
  const steps: Deed[] = Array.from({ length: 6 }, () => ({ what: 'due', part: 0 }));

  test.each(openings)(
    'an offer of %s that nobody answers is reminded of three times and closed after day 30',
    (bornAt) => {
      const ended = followSteps({ bornAt, timeZone, deeds: [], charges: [], mailDelays: [] }, maxSteps);
      expect(diary(ended, bornAt, timeZone)).toEqual([
        '0 request-d1-s1',
        '3 reminder-d1-s1-3',
        '7 reminder-d1-s1-7',
        '14 reminder-d1-s1-14',
        '31 closed-s1',
      ]);
      for (const { at } of ended.sent.slice(1, 4)) expect(wallClock(at, timeZone).slice(11)).toMatch(morning);
      expect(wallClock(ended.endedAt, timeZone).slice(11)).toMatch(/^0[01]:00$/);
      expect(ended.agreement.closedFor).toBe('expired');
    },
  );

  test.each(openings)(
    'a first payment of %s that always fails is asked for four times and given up on day 21',
    (bornAt) => {
      const ended = followSteps({ bornAt, timeZone, deeds: steps, charges: [false], mailDelays: [] }, maxSteps);
      expect(diary(ended, bornAt, timeZone)).toEqual([
        '0 request-d1-s1',
        '0 unpaid-t1_i1-1',
        '3 dunning-t1_i1-1-3',
        '7 dunning-t1_i1-1-7',
        '14 dunning-t1_i1-1-14',
        '21 closed-s1',
        '21 closed-s2',
      ]);
      expect(ended.agreement.closedFor).toBe('unpaid');
      expect(ended.charged).toEqual([1]);
    },
  );

  test.each(openings)('an offer of %s that everyone takes at once is in force the same day', (bornAt) => {
    const ended = followSteps({ bornAt, timeZone, deeds: steps, charges: [true], mailDelays: [] }, maxSteps);
    expect(diary(ended, bornAt, timeZone)).toEqual(['0 request-d1-s1', '0 welcome-s1']);
    expect(ended.agreement.terms[0]?.startsOn).toBe(practiceDate(bornAt, timeZone));
  });
});
