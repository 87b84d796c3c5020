import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { addDays, addToInstant, instantAt, practiceDate } from '../../../../functions/domain/calendar/practice-time.ts';
import { type Notice, noticeKeys } from '../../../../functions/domain/notices/notice.ts';
import { type PlannedNotice, planNotices, type TermToRenew } from '../../../../functions/domain/notices/notice-plan.ts';
import { unprovenRules } from '../../../../functions/domain/notices/notice-proof.ts';
import { noticeRules } from '../../../../functions/domain/notices/notice-rules.ts';
import { laterOf } from '../../../../functions/domain/notices/rule-window.ts';
import type { RenewalRule } from '../../../../functions/domain/practice/practice.ts';
import { renewalSigners } from '../../../../functions/domain/renewal/consent.ts';
import { type PayerNotice, payerNotice } from '../../../../functions/domain/renewal/payer-notice.ts';
import { renewalStep } from '../../../../functions/domain/renewal/renewal-step.ts';
import { nextTerm } from '../../../../functions/domain/term/term.ts';
import { afterEvents, anApplication, aPlan, approvedWith, decideOn, events } from '../../../support/builders.ts';
import { max, mia, signedBy } from '../../../support/household.ts';
import { sequences } from '../../../support/property-runs.ts';
import { wallClock } from '../calendar/moments.ts';

const zones = ['America/New_York', 'America/Phoenix', 'Pacific/Honolulu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
const states = [...new Set(noticeRules.flatMap(({ state }) => state ?? []))];

/** Any day of eleven years, or one whose renewal has its notices around a change of New York's clocks. */
const firstDay = fc.oneof(
  fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days)),
  fc
    .tuple(
      fc.integer({ min: 2024, max: 2034 }),
      fc.constantFrom('03-11', '11-04'),
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom(0, 20, 35),
    )
    .map(([year, change, around, ahead]) => addDays(`${year}-${change}`, around + ahead)),
);

const renewals = fc.record({
  startsOn: firstDay,
  timeZone: fc.constantFrom(...zones),
  key: fc.string(),
  rule: fc.constantFrom<RenewalRule>(
    { on: 'anniversary' },
    { on: 'common-date', monthDay: '01-01', proration: 'day' },
    { on: 'common-date', monthDay: '02-29', proration: 'month' },
  ),
  areTwo: fc.boolean(),
  isPaidByAnother: fc.boolean(),
  isConsented: fc.boolean(),
  states: fc.subarray(states, { maxLength: 3 }),
  method: fc.constantFrom<TermToRenew['method']>('card', 'bank', 'check', undefined),
  priceChanges: fc.boolean(),
  amountChanges: fc.boolean(),
  practiceDays: fc.record({ first: fc.integer({ min: 21, max: 60 }), second: fc.integer({ min: 1, max: 20 }) }),
  // Ten weeks ahead; later where nothing ran, even after the renewal date.
  daysAhead: fc.oneof(
    { weight: 3, arbitrary: fc.constant(70) },
    { weight: 1, arbitrary: fc.integer({ min: -3, max: 69 }) },
  ),
  minuteOfDay: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  /** Somebody says yes so long after it was prepared. */
  yesAfterMinutes: fc.option(fc.integer({ min: 1, max: 110 * 24 * 60 }), { freq: 2 }),
});
type Given = typeof renewals extends fc.Arbitrary<infer T> ? T : never;

interface Followed {
  preparedAt: string;
  renewsOn: string;
  signers: string[];
  notices: PlannedNotice[];
  toPayer?: PayerNotice | undefined;
  mails: { noticeKey: string; at: string }[];
  saidYesAt?: string;
  decidedAt?: string;
  escalatedAt?: string;
  outcome: string;
}

function inForce({ startsOn, timeZone, rule, areTwo, isPaidByAnother, isConsented }: Given): Agreement {
  const application = anApplication(areTwo ? { members: [mia, max] } : {});
  const plan = aPlan({ renewal: rule });
  const now = instantAt(startsOn, '12:00', timeZone);
  const { agreement } = createAgreement(application, approvedWith({ plan, timeZone }), now);
  const { payerNamed, payerAuthorised, methodSaved } = events;
  const signing = signedBy(...(areTwo ? ['s1', 's2'] : ['s1'])).map((event) =>
    event.type === 'signed' ? { ...event, renewalConsent: isConsented } : event,
  );
  const payer = isPaidByAnother ? [payerNamed, payerAuthorised, methodSaved] : [];
  return afterEvents(agreement, [...signing, ...payer], now, timeZone);
}

/** As its machine follows it: what is to be done is done, it asks again, and waits until the instant that it is told. */
function follow(given: Given): Followed {
  const { timeZone, key: agreementId } = given;
  let agreement = inForce(given);
  const [term] = agreement.terms;
  if (term === undefined) throw new Error('It is not in force');
  const renewed = nextTerm(agreement.terms, term.startsOn, given.rule);
  const wished = laterOf(addDays(renewed.startsOn, -given.daysAhead), term.startsOn);
  const minutes = given.minuteOfDay;
  const midnight = instantAt(wished, '00:00', timeZone);
  const preparedAt = addToInstant(midnight, { minutes });
  let now = preparedAt;
  let yesAt = given.yesAfterMinutes === null ? undefined : addToInstant(now, { minutes: given.yesAfterMinutes });
  const notices = new Map<string, Notice>();
  const { startsOn, endsOn } = renewed;
  const signers = renewalSigners(agreement, startsOn).map(({ signerId }) => signerId);
  const followed: Omit<Followed, 'outcome'> = { preparedAt, renewsOn: startsOn, signers, notices: [], mails: [] };
  for (let steps = 0; steps < 30; steps += 1) {
    const step = renewalStep(agreement, 2, now, { agreementId, notices, timeZone });
    switch (step.next) {
      case 'plan': {
        const asked = { term, renewed, cancelByDays: 0, today: practiceDate(now, timeZone), ...given };
        const planned = planNotices(asked, noticeRules);
        const { plan, price } = agreement;
        const unmet = planned.unmet.map(({ ruleId }) => ruleId);
        const renewal = { term: 2, startsOn, endsOn, plan, price, notices: planned.notices, unmet };
        agreement = decideOn(agreement, { type: 'renewal_planned', renewal }, now, timeZone).agreement;
        followed.notices = planned.notices;
        followed.toPayer = payerNotice(agreement, 2);
        break;
      }
      case 'mail':
        expect(step.noticeKeys).not.toEqual([]);
        for (const noticeKey of step.noticeKeys) {
          expect(notices.has(noticeKey)).toBe(false);
          notices.set(noticeKey, { noticeKey, state: 'sent', claimedAt: now, sentAt: now, deliveredAt: now });
          followed.mails.push({ noticeKey, at: now });
        }
        break;
      case 'wait':
        expect(step.until > now).toBe(true);
        now = step.until;
        // A yes wakes it before that.
        if (yesAt !== undefined && yesAt < now) {
          now = yesAt;
          followed.saidYesAt = yesAt;
          yesAt = undefined;
          agreement = decideOn(agreement, events.renewalAccepted, now, timeZone).agreement;
        }
        break;
      case 'decide': {
        expect(followed.decidedAt).toBeUndefined();
        followed.decidedAt = now;
        const noticeOf = (number: number, signerId: string) => notices.get(noticeKeys.renewal(2, number, signerId));
        const unproven = unprovenRules(agreement.renewal?.notices ?? [], signers, noticeOf, timeZone);
        agreement = decideOn(agreement, { type: 'renewal_due', unproven }, now, timeZone).agreement;
        break;
      }
      case 'escalate':
        expect(followed.escalatedAt).toBeUndefined();
        followed.escalatedAt = now;
        agreement = decideOn(agreement, events.graceOver, now, timeZone).agreement;
        break;
      case 'end':
        return { ...followed, outcome: step.outcome };
    }
  }
  throw new Error('It comes to no end');
}

test('each notice goes out once, on its day at nine in the morning there, and the renewal date decides', () => {
  fc.assert(
    fc.property(renewals, (given) => {
      const { preparedAt, renewsOn, signers, notices, toPayer, mails, saidYesAt, ...done } = follow(given);
      // By Intl, which shares no code with what is tested.
      const wall = (at: string) => wallClock(at, given.timeZone);
      const sentAt = (noticeKey: string) => mails.find((mail) => mail.noticeKey === noticeKey)?.at;
      const over = saidYesAt ?? done.decidedAt;
      const endOfNotices = over === undefined ? '' : wall(over);
      const minutes = new Set<string>();
      /** At nine and its minutes; at once where it was prepared later on that day. Whoever has said yes gets none. */
      const expectOn = (day: string, noticeKey: string) => {
        const at = sentAt(noticeKey);
        if (at === undefined) {
          expect(saidYesAt !== undefined && endOfNotices <= `${day} 09:44`).toBe(true);
        } else if (at === preparedAt) {
          expect(wall(at) >= `${day} 09:00` && wall(at).startsWith(day)).toBe(true);
        } else {
          expect(wall(at).slice(0, -2)).toBe(`${day} 09:`);
          expect(endOfNotices >= `${day} 09:00`).toBe(true);
          minutes.add(wall(at).slice(-2));
        }
        return at;
      };

      for (const { noticeNumber, on, serves } of notices) {
        for (const signerId of signers) {
          const at = expectOn(on, noticeKeys.renewal(2, noticeNumber, signerId));
          const day = wall(at ?? preparedAt).slice(0, 10);
          for (const { from, to } of at === undefined ? [] : serves) expect(from <= day && day <= to).toBe(true);
        }
      }
      const isToldByYes = toPayer !== undefined && sentAt(toPayer.noticeKey) === over;
      if (toPayer?.on !== undefined && !isToldByYes) expectOn(toPayer.on, toPayer.noticeKey);

      const renews = `${renewsOn} 00:00`;
      const isDecided = saidYesAt === undefined || wall(saidYesAt) >= renews;
      expect(done.decidedAt !== undefined).toBe(isDecided);
      // Its first moment; at once where it was prepared on that day or later.
      if (done.decidedAt !== undefined && done.decidedAt !== preparedAt) expect(wall(done.decidedAt)).toBe(renews);
      if (done.decidedAt === preparedAt) expect(wall(preparedAt) >= renews).toBe(true);

      for (const signerId of signers) {
        const isRenewed = done.outcome === 'renewed';
        expect(sentAt(noticeKeys.renewed(2, signerId))).toBe(isRenewed ? over : undefined);
        const isGrace = isDecided && (done.outcome === 'undecided' || saidYesAt !== undefined);
        expect(sentAt(noticeKeys.grace(2, signerId))).toBe(isGrace ? done.decidedAt : undefined);
      }
      expect(done.outcome).toBe(done.escalatedAt === undefined ? 'renewed' : 'undecided');
      if (done.escalatedAt !== undefined) {
        expect(wall(done.escalatedAt).slice(0, -2)).toBe(`${addDays(renewsOn, 30)} 09:`);
        minutes.add(wall(done.escalatedAt).slice(-2));
      }
      // Its own, the same each time.
      expect(minutes.size).toBeLessThanOrEqual(1);
      for (const minute of minutes) expect(Number(minute)).toBeLessThan(45);

      const known = /^(renewal|renewed|grace|payerrenewal)-2-/;
      expect(mails.filter(({ noticeKey }) => !known.test(noticeKey))).toEqual([]);
      const planned = notices.length * signers.length;
      expect(mails.filter(({ noticeKey }) => noticeKey.startsWith('renewal-')).length).toBeLessThanOrEqual(planned);
    }),
    { numRuns: sequences() },
  );
});

test('so renewals come to each of their ends', () => {
  const ends = fc.sample(renewals, { numRuns: 60, seed: 1 }).map((given) => {
    const { outcome, decidedAt, saidYesAt } = follow(given);
    return `${outcome}: ${decidedAt === undefined ? 'yes before' : saidYesAt === undefined ? 'no word' : 'yes in grace'}`;
  });
  const all = ['renewed: no word', 'renewed: yes before', 'renewed: yes in grace', 'undecided: no word'];
  expect([...new Set(ends)].sort()).toEqual(all);
});
