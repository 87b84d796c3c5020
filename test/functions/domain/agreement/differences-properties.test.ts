import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Agreement, documentOf } from '../../../../functions/domain/agreement/agreement.ts';
import { differencesOf } from '../../../../functions/domain/agreement/differences.ts';
import { isRefused, type Wish } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import {
  executionName,
  type SteppedWish,
  stepOf,
  unfinishedOf,
} from '../../../../functions/domain/agreement/workflows.ts';
import type { Notices } from '../../../../functions/domain/notices/due-notices.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { seatsHeld } from '../../../../functions/domain/panel/panel.ts';
import { events } from '../../../support/builders.ts';
import { sequences } from '../../../support/property-runs.ts';
import { life } from './random-life.ts';

const numRuns = sequences();

/** Every mail has gone out, long ago. */
const allSent: Notices = Object.assign(new Map<string, Notice>(), {
  get: (noticeKey: string): Notice => ({ noticeKey, state: 'sent', claimedAt: '2020', sentAt: '2020' }),
});
const noneSent: Notices = new Map();

/**
 * Step Functions without its machines: a wish begins an execution where something is left to do and its name is not used
 * up; an execution ends as soon as nothing is left. That is the hardest it can be: nothing runs for a moment too long.
 */
class Executions {
  readonly #running = new Map<string, SteppedWish>();
  readonly #ended = new Set<string>();
  readonly #notices: Notices;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  by({ agreementId }: Agreement, timeZone: string) {
    return { agreementId, timeZone, notices: this.#notices };
  }

  fulfil(agreement: Agreement, wishes: Wish[], now: string, timeZone: string): void {
    for (const wish of wishes) {
      if (wish.workflow === 'notice' || isChildOfOnboarding(agreement, wish)) continue;
      const name = executionName(agreement, wish);
      const { next } = stepOf(agreement, wish, now, this.by(agreement, timeZone));
      if (next !== 'end' && !this.#ended.has(name)) this.#running.set(name, wish);
    }
  }

  /**
   * The sweep: what falls due is begun. What it opens of invoices is left to the life itself. Gives whether it would give the
   * agreement another status, which the life has not taken: a physician has left, and nobody took it over.
   */
  begin(agreement: Agreement, now: string, timeZone: string): boolean {
    const outcome = transition(agreement, events.dateCame, now, timeZone);
    if (isRefused(outcome)) return false;
    const wishes = outcome.wishes.filter(({ workflow }) => workflow === 'renewal' || workflow === 'termination');
    this.fulfil(agreement, wishes, now, timeZone);
    return outcome.agreement.status !== agreement.status;
  }

  end(agreement: Agreement, now: string, timeZone: string): void {
    for (const [name, wish] of this.#running) {
      if (stepOf(agreement, wish, now, this.by(agreement, timeZone)).next !== 'end') continue;
      this.#running.delete(name);
      this.#ended.add(name);
    }
  }

  /** What is unfinished, and nothing carries it on; of one that is under way. */
  missing(agreement: Agreement, now: string, timeZone: string): string[] {
    if (seatsHeld(agreement) === 0 && agreement.status !== 'ended') return [];
    return unfinishedOf(agreement, now, this.by(agreement, timeZone))
      .map((wish) => executionName(agreement, wish))
      .filter((name) => !this.#running.has(name));
  }
}

/** The onboarding asks for the first signatures by itself. */
function isChildOfOnboarding(agreement: Agreement, wish: SteppedWish): boolean {
  return wish.workflow === 'signing' && documentOf(agreement, wish.documentId)?.kind === 'agreement';
}

describe('in any life of an agreement', () => {
  test('nothing ever differs: its status is what its facts say, its next date follows from it', () => {
    fc.assert(
      fc.property(life, ({ steps }) => {
        for (const [index, { now, timeZone, decision }] of steps.entries()) {
          for (const at of [now, steps[index + 1]?.now ?? now]) {
            expect(differencesOf(decision.agreement, [], at, { timeZone })).toEqual([]);
          }
        }
      }),
      { numRuns },
    );
  });

  test.each([
    ['all mails out', allSent],
    ['no mail out', noneSent],
  ])('whatever is unfinished is carried on by an execution that some wish began, with %s', (_, notices) => {
    let seen = 0;
    fc.assert(
      fc.property(life, ({ born, bornAt, steps }) => {
        const executions = new Executions(notices);
        const [{ timeZone } = { timeZone: 'America/New_York' }] = steps;
        executions.fulfil(born.agreement, born.wishes, bornAt, timeZone);
        for (const [index, { event, now, decision }] of steps.entries()) {
          const { agreement, wishes } = decision;
          // Only its own execution prepares a renewal.
          const own: Wish[] =
            event.type === 'renewal_planned' ? [{ workflow: 'renewal', term: event.renewal.term }] : [];
          executions.fulfil(agreement, [...wishes, ...own], now, timeZone);
          for (const at of [now, steps[index + 1]?.now ?? now]) {
            executions.end(agreement, at, timeZone);
            if (executions.begin(agreement, at, timeZone)) continue;
            seen += unfinishedOf(agreement, at, executions.by(agreement, timeZone)).length;
            expect(executions.missing(agreement, at, timeZone)).toEqual([]);
          }
        }
      }),
      { numRuns },
    );
    // The property speaks of something.
    expect(seen).toBeGreaterThan(numRuns);
  });
});
