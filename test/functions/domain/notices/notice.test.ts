import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  claimedUntil,
  isSent,
  isUndelivered,
  type Notice,
  type NoticeTopic,
  noticeKeys,
  noticeTopic,
} from '../../../../functions/domain/notices/notice.ts';
import { monday } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

const numRuns = runs();

const number = fc.integer({ min: 1, max: 99 });
const year = fc.integer({ min: 2026, max: 2999 });
const documentId = number.map((n) => `d${n}`);
const signerId = number.map((n) => `s${n}`);
const invoiceId = fc.tuple(number, number).map(([term, installment]) => `t${term}-i${installment}`);
const topic: fc.Arbitrary<NoticeTopic> = fc.oneof(
  fc.constant({ kind: 'confirmation' as const }),
  fc.record({ kind: fc.constantFrom('applicationclosed', 'payer', 'closedpayer') }),
  fc.record({ kind: fc.constantFrom('waitlisted', 'welcome', 'closed', 'offer'), signerId }),
  fc.record({ kind: fc.constant('payerreminder'), day: number }),
  fc.record({ kind: fc.constant('queue'), date: fc.constantFrom('2026-11-27', '2028-02-29', '2031-12-31') }),
  fc.record({ kind: fc.constant('payerfresh'), generation: number }),
  fc.record({ kind: fc.constant('paysnomore'), number }),
  fc.record({ kind: fc.constantFrom('offerfresh', 'planfresh'), signerId, number }),
  fc.record({ kind: fc.constant('payfresh'), invoiceId, number }),
  fc.record({ kind: fc.constant('guardian'), memberId: number.map((n) => `m${n}`), number, signerId }),
  fc.record({
    kind: fc.constant('copy'),
    partyId: number.map((n) => `p${n}`),
    about: fc.constantFrom('request', 'welcome', 'closed'),
  }),
  fc.record({ kind: fc.constantFrom('request', 'joiningover'), documentId, signerId }),
  fc.record({ kind: fc.constant('reminder'), documentId, signerId, day: number }),
  fc.record({ kind: fc.constant('fresh'), documentId, signerId, generation: number }),
  fc.record({ kind: fc.constant('payinstead'), documentId, signerId, number }),
  fc.record({ kind: fc.constant('receipt'), invoiceId, round: number }),
  fc.record({ kind: fc.constant('statement'), year }),
  fc.record({ kind: fc.constant('formerstatement'), year, number }),
  fc.record({ kind: fc.constant('statementanew'), year, round: number }),
  fc.record({ kind: fc.constant('formerstatementanew'), year, number, round: number }),
  fc.record({ kind: fc.constant('payermore'), memberId: number.map((n) => `m${n}`) }),
  fc.record({ kind: fc.constant('payerrenewal'), term: number, round: number, payers: fc.nat({ max: 9 }) }),
  fc.record({ kind: fc.constant('renewal'), term: number, number, signerId }),
  fc.record({ kind: fc.constantFrom('renewed', 'grace'), term: number, signerId }),
  fc.record({ kind: fc.constantFrom('ending', 'resumed', 'ended'), ending: number, signerId }),
  fc.record({ kind: fc.constantFrom('newdoctor', 'newdoctoragain', 'doctorsettled'), change: number, signerId }),
  fc.record({ kind: fc.constantFrom('joined', 'left'), memberId: number.map((n) => `m${n}`), signerId }),
  fc.record({ kind: fc.constant('comingofage'), memberId: number.map((n) => `m${n}`), age: number, signerId }),
  fc.record({ kind: fc.constantFrom('unpaid', 'invoice'), invoiceId, attempt: number }),
  fc.record({ kind: fc.constant('dunning'), invoiceId, attempt: number, day: number }),
);

function keyOf(about: NoticeTopic): string {
  switch (about.kind) {
    case 'confirmation':
      return noticeKeys.confirmation();
    case 'waitlisted':
    case 'welcome':
    case 'closed':
    case 'offer':
      return noticeKeys[about.kind](about.signerId);
    case 'applicationclosed':
      return noticeKeys.applicationClosed();
    case 'statement':
      return noticeKeys.statement(about.year);
    case 'formerstatement':
      return noticeKeys.formerStatement(about.year, about.number);
    case 'statementanew':
      return noticeKeys.statementAnew(about.year, about.round);
    case 'formerstatementanew':
      return noticeKeys.formerStatementAnew(about.year, about.number, about.round);
    case 'receipt':
      return noticeKeys.receipt(about.invoiceId, about.round);
    case 'payermore':
      return noticeKeys.payerMore(about.memberId);
    case 'payerrenewal':
      return noticeKeys.payerRenewal(about.term, about.round, about.payers);
    case 'renewal':
      return noticeKeys.renewal(about.term, about.number, about.signerId);
    case 'renewed':
    case 'grace':
      return noticeKeys[about.kind](about.term, about.signerId);
    case 'ending':
    case 'resumed':
    case 'ended':
      return noticeKeys[about.kind](about.ending, about.signerId);
    case 'newdoctor':
      return noticeKeys.newDoctor(about.change, about.signerId);
    case 'newdoctoragain':
      return noticeKeys.newDoctorAgain(about.change, about.signerId);
    case 'doctorsettled':
      return noticeKeys.doctorSettled(about.change, about.signerId);
    case 'joined':
    case 'left':
      return noticeKeys[about.kind](about.memberId, about.signerId);
    case 'joiningover':
      return noticeKeys.joiningOver(about.documentId, about.signerId);
    case 'comingofage':
      return noticeKeys.comingOfAge(about.memberId, about.age, about.signerId);
    case 'offerfresh':
      return noticeKeys.offerFresh(about.signerId, about.number);
    case 'planfresh':
      return noticeKeys.planFresh(about.signerId, about.number);
    case 'payfresh':
      return noticeKeys.payFresh(about.invoiceId, about.number);
    case 'paysnomore':
      return noticeKeys.paysNoMore(about.number);
    case 'guardian':
      return noticeKeys.guardian(about.memberId, about.number, about.signerId);
    case 'queue':
      return noticeKeys.queue(about.date);
    case 'payer':
      return noticeKeys.payer();
    case 'closedpayer':
      return noticeKeys.closedPayer();
    case 'payerreminder':
      return noticeKeys.payerReminder(about.day);
    case 'payerfresh':
      return noticeKeys.payerFresh(about.generation);
    case 'copy':
      return noticeKeys.copy(about.partyId, about.about);
    case 'request':
      return noticeKeys.request(about.documentId, about.signerId);
    case 'reminder':
      return noticeKeys.reminder(about.documentId, about.signerId, about.day);
    case 'fresh':
      return noticeKeys.fresh(about.documentId, about.signerId, about.generation);
    case 'payinstead':
      return noticeKeys.payInstead(about.documentId, about.signerId, about.number);
    case 'unpaid':
      return noticeKeys.unpaid(about.invoiceId, about.attempt);
    case 'invoice':
      return noticeKeys.invoice(about.invoiceId, about.attempt);
    case 'dunning':
      return noticeKeys.dunning(about.invoiceId, about.attempt, about.day);
  }
}

describe('the key of a notice', () => {
  test.each<[string, NoticeTopic]>([
    ['confirmation', { kind: 'confirmation' }],
    ['waitlisted-s1', { kind: 'waitlisted', signerId: 's1' }],
    ['request-d1-s2', { kind: 'request', documentId: 'd1', signerId: 's2' }],
    ['reminder-d1-s1-14', { kind: 'reminder', documentId: 'd1', signerId: 's1', day: 14 }],
    ['fresh-d1-s1-2', { kind: 'fresh', documentId: 'd1', signerId: 's1', generation: 2 }],
    ['payinstead-d1-s1-1', { kind: 'payinstead', documentId: 'd1', signerId: 's1', number: 1 }],
    ['unpaid-t1_i1-2', { kind: 'unpaid', invoiceId: 't1-i1', attempt: 2 }],
    ['dunning-t1_i1-2-7', { kind: 'dunning', invoiceId: 't1-i1', attempt: 2, day: 7 }],
    ['welcome-s1', { kind: 'welcome', signerId: 's1' }],
    ['closed-s2', { kind: 'closed', signerId: 's2' }],
  ])('%s says what the mail is about', (key, about) => {
    expect(keyOf(about)).toBe(key);
    expect(noticeTopic(key)).toEqual(about);
  });

  test('reads back to what it was made of, and fits a tag of the mail service', () => {
    fc.assert(
      fc.property(topic, (about) => {
        const key = keyOf(about);
        expect(noticeTopic(key)).toEqual(about);
        expect(key).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
      }),
      { numRuns },
    );
  });

  test('differs for whatever differs', () => {
    fc.assert(
      fc.property(topic, topic, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns },
    );
  });

  test.each([
    '',
    '-',
    'renewal-s1',
    'Welcome-s1',
    'welcome',
    'welcome-',
    'welcome-d1',
    'welcome-s1-2',
    ' welcome-s1',
    'welcome-s1\n',
    'confirmation-s1',
    'request-s1-d1',
    'request-d1',
    'request-d1-s1-3',
    'reminder-d1-s1',
    'reminder-d1-s1-x',
    'reminder-d1-s1--3',
    'fresh-d1-s1-r1',
    'fresh-d1-s1-1.5',
    'unpaid-t1-i1-1',
    'unpaid-t1_i1',
    'dunning-t1_i1-1',
    'dunning-t1_i1-1-7-9',
    'reminder-d1-s1-007',
    'welcome-s01',
    'fresh-d0-s0-0',
  ])('refuses "%s", which none of them makes', (key) => {
    expect(() => noticeTopic(key)).toThrow(new RangeError(`No notice has the key "${key}"`));
  });

  test('refuses a key with one part too many, one too few or two that changed places', () => {
    fc.assert(
      fc.property(topic, fc.nat({ max: 3 }), (about, at) => {
        const parts = keyOf(about).split('-');
        const [part = '', following = ''] = parts.slice(at, at + 2);
        const swapped = parts.toSpliced(at, 2, following, part);
        // Two numbers in each other's place make a key too.
        const changed = at + 1 < parts.length && !/^\d+$/.test(part) ? [swapped] : [];
        for (const wrong of [[...parts, '1'], parts.slice(0, -1), ...changed]) {
          expect(() => noticeTopic(wrong.join('-'))).toThrow(RangeError);
        }
      }),
      { numRuns },
    );
  });
});

describe('a claimed notice', () => {
  const claimed: Notice = { noticeKey: 'welcome-s1', state: 'claimed', claimedAt: monday };

  test.each([
    ['at once', monday, '2026-03-02T15:10:00.000Z'],
    ['in the tenth minute', '2026-03-02T15:09:59.999Z', '2026-03-02T15:10:00.000Z'],
    ['after ten minutes', '2026-03-02T15:10:00.000Z', undefined],
    ['a day later', '2026-03-03T15:00:00.000Z', undefined],
  ])('%s is kept from being sent again until its ten minutes are over', (_, now, until) => {
    expect(claimedUntil(claimed, now)).toBe(until);
  });

  test.each<[string, Notice | undefined]>([
    ['that nobody claimed', undefined],
    ['that was given back', { ...claimed, state: 'unsent' }],
    ['that was sent', { ...claimed, state: 'sent', sentAt: monday }],
  ])('is not one %s', (_, notice) => {
    expect(claimedUntil(notice, monday)).toBeUndefined();
  });

  test('is sent only when that is noted', () => {
    expect([undefined, claimed, { ...claimed, state: 'unsent' as const }].map(isSent)).toEqual([false, false, false]);
    expect(isSent({ ...claimed, state: 'sent', sentAt: monday })).toBe(true);
  });
});

describe('a mail that was held up', () => {
  const held: Notice = { noticeKey: 'welcome-s1', state: 'sent', claimedAt: monday, sentAt: monday, delayedAt: monday };
  const dayLater = '2026-03-03T15:00:00.000Z';

  test('is lost a day after it went out, not before', () => {
    expect(isUndelivered(held, '2026-03-03T14:59:59.999Z')).toBe(false);
    expect(isUndelivered(held, dayLater)).toBe(true);
    const { delayedAt: _, ...quiet } = held;
    expect([quiet, { ...quiet, passingBounceAt: monday }].map((one) => isUndelivered(one, dayLater))).toEqual([
      false,
      true,
    ]);
  });

  test.each<[string, Partial<Notice>]>([
    ['it has arrived', { deliveredAt: monday }],
    ['it has bounced', { bouncedAt: monday }],
    ['a letter has taken its place', { state: 'letter' }],
    ['its reader has died', { state: 'withheld' }],
    ['it is claimed anew', { state: 'claimed' }],
  ])('is not where %s', (_, given) => {
    expect(isUndelivered({ ...held, ...given }, dayLater)).toBe(false);
  });
});
