import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { type Difference, differencesOf } from '../../../../functions/domain/agreement/differences.ts';
import { withDocument } from '../../../../functions/domain/agreement/with.ts';
import { unfinishedOf } from '../../../../functions/domain/agreement/workflows.ts';
import { addDays } from '../../../../functions/domain/calendar/practice-time.ts';
import {
  afterEvents,
  anAgreement,
  aPlan,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';

const by = { agreementId: 'app0000000000001', timeZone: newYork, notices: sentNotices('welcome-s1') };
const codes = (agreement: Agreement, now = monday) => differencesOf(agreement, [], now, by).map(({ code }) => code);
const repaired = (agreement: Agreement, differences: Difference[], now = monday) =>
  decideOn(agreement, { type: 'repaired', version: agreement.version, differences }, now);
const behind: Difference[] = [{ code: 'status_behind' }];
const onboarding = { workflow: 'onboarding' } as const;

/** The status is set back to one that was before, as no decision ever does. */
const setBack = (agreement: Agreement, status: Agreement['status']): Agreement => ({ ...agreement, status });
const [active, toPay, toCountersign, toSign, declined] = [
  anAgreement({ status: 'active' }),
  anAgreement({ status: 'awaiting_payment' }),
  anAgreement({ status: 'awaiting_countersignature' }),
  anAgreement({ status: 'awaiting_signature' }),
  anAgreement({ status: 'closed' }),
];

describe('a status that waits for what is done', () => {
  const closed = (status: 'expired' | 'voided'): Agreement => {
    const [document] = toSign.documents;
    if (document === undefined) throw new Error('no document');
    return withDocument(toSign, { ...document, status });
  };

  test.each<[string, Agreement, Agreement['status']]>([
    [
      'an unsigned agreement that all signed',
      setBack(toCountersign, 'awaiting_signature'),
      'awaiting_countersignature',
    ],
    ['one to be signed whose document is completed', setBack(toPay, 'awaiting_signature'), 'awaiting_payment'],
    ['one to be countersigned that is', setBack(toPay, 'awaiting_countersignature'), 'awaiting_payment'],
    [
      'one to be countersigned whose first invoice was never made',
      { ...setBack(toPay, 'awaiting_countersignature'), invoices: [] },
      'awaiting_payment',
    ],
    ['one to be paid that is', { ...setBack(active, 'awaiting_payment'), terms: [] }, 'active'],
    [
      'one to be countersigned that is, and is paid',
      { ...setBack(active, 'awaiting_countersignature'), terms: [] },
      'active',
    ],
    ['one to be signed that was declined', setBack(declined, 'awaiting_signature'), 'closed'],
    ['one to be signed whose time is over', closed('expired'), 'closed'],
    ['one to be signed that is void', closed('voided'), 'closed'],
  ])('%s catches up', (_, damaged, status) => {
    expect(codes(damaged)).toEqual(['status_behind']);
    const { agreement, facts } = repaired(damaged, behind);
    expect(agreement.status).toBe(status);
    expect(codes(agreement)).toEqual([]);
    expect(facts[0]).toMatchObject({ type: 'repaired', data: { differences: behind, status } });
  });

  test('wakes whatever may wait, and the trail tells that it is in force since it was paid', () => {
    const damaged = { ...setBack(active, 'awaiting_payment'), terms: [] };
    const { agreement, facts, wishes } = repaired(damaged, behind, daysLater(3));
    expect(wishes).toEqual([
      onboarding,
      { workflow: 'signing', documentId: 'd1' },
      { workflow: 'billing', invoiceId: 't1-i1' },
    ]);
    expect(facts[1]).toMatchObject({ type: 'activated', data: { term: active.terms[0], nextDate: active.nextDate } });
    expect(agreement.terms).toEqual(active.terms);
  });
});

test('one that was in force for years stays as it is, but for its status', () => {
  const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
  const { agreement, wishes } = repaired(setBack(quarterly, 'awaiting_payment'), behind);
  expect(agreement).toEqual(quarterly);
  // Nothing collects the drafts.
  expect(wishes.filter(({ workflow }) => workflow === 'billing')).toEqual([
    { workflow: 'billing', invoiceId: 't1-i1' },
  ]);
});

describe('a next date', () => {
  test.each<[string, Agreement, string | undefined]>([
    ['is missing', active, undefined],
    ['is another', active, '2026-07-01'],
    ['is missing of one that ends', anAgreement({ status: 'ending' }), undefined],
    ['is there, of one in the days of grace', anAgreement({ status: 'in_grace' }), '2027-04-01'],
  ])('that %s is set', (_, whole, nextDate) => {
    const { nextDate: __, ...rest } = whole;
    const damaged = nextDate === undefined ? rest : { ...rest, nextDate };
    const differences = differencesOf(damaged, [], monday, by);
    expect(differences).toEqual([{ code: 'date_off' }]);
    expect(repaired(damaged, differences).agreement).toEqual(whole);
  });
});

describe('an execution that does not run', () => {
  const billing = { workflow: 'billing', invoiceId: 't1-i2' } as const;
  const differences = (...stopped: Parameters<typeof differencesOf>[1]) => differencesOf(toSign, stopped, monday, by);

  test('and never was is wished for', () => {
    const found = differences({ workflow: onboarding, as: 'absent' });
    expect(found).toEqual([{ code: 'not_begun', workflow: onboarding }]);
    const { agreement, wishes } = repaired(toSign, found);
    expect([agreement, wishes]).toEqual([toSign, [onboarding]]);
  });

  test('and ended early begins again under the next run', () => {
    const found = differences({ workflow: onboarding, as: 'succeeded' });
    expect(found).toEqual([{ code: 'ended_early', workflow: onboarding }]);
    const { agreement, wishes, facts } = repaired(toSign, found);
    expect([agreement, wishes]).toEqual([{ ...toSign, run: 2 }, [onboarding]]);
    expect(facts[0]?.data).toMatchObject({ run: 2 });
  });

  test.each(['failed', 'timed_out', 'aborted'] as const)('and %s is a person’s to look at', (as) => {
    const found = differences({ workflow: onboarding, as });
    expect(found).toEqual([{ code: 'failed_unnoticed', workflow: onboarding, as }]);
    const { agreement, wishes } = repaired(toSign, found);
    expect([agreement.run, agreement.needsAttention, wishes]).toEqual([
      1,
      [{ code: `execution_${as}`, at: monday, wishes: [onboarding] }],
      [],
    ]);
  });

  test('beside one that failed is left to the restart of both', () => {
    const found = differences({ workflow: onboarding, as: 'absent' }, { workflow: billing, as: 'failed' });
    expect(found.map(({ code }) => code)).toEqual(['failed_unnoticed']);
  });
});

test('a repair of another version of the agreement, or of nothing, is refused', () => {
  for (const event of [
    { type: 'repaired', version: 3, differences: behind } as const,
    { type: 'repaired', version: 0, differences: [] } as const,
  ]) {
    expect(() => decideOn(toSign, event)).toThrow('nothing_changes');
  }
});

describe('what is unfinished', () => {
  const unfinished = (agreement: Agreement, now = monday) => unfinishedOf(agreement, now, by);

  test.each<[string, Agreement, object[]]>([
    ['of one on its way is its onboarding', toPay, [onboarding]],
    ['of one in force, in the midst of its year, is nothing', active, []],
    [
      'of one in the days of grace is its renewal',
      anAgreement({ status: 'in_grace' }),
      [{ workflow: 'renewal', term: 2 }],
    ],
    ['of one that ends, before its last day is over, is nothing', anAgreement({ status: 'ending' }), []],
  ])('%s', (_, agreement, wishes) => {
    expect(unfinished(agreement)).toEqual(wishes);
  });

  test('of one in force is the welcome of whoever signed, and not of whoever becomes a helper later', () => {
    expect(unfinishedOf(active, monday, { ...by, notices: new Map() })).toEqual([onboarding]);
    const party = { firstName: 'Hella', lastName: 'Example', email: 'hella@example.com', phone: '' };
    const helped = decideOn(active, {
      type: 'helper_added',
      party,
      consentedBy: { memberId: 'm1' },
      by: 's1',
    }).agreement;
    expect(unfinished(helped)).toEqual([]);
  });

  test('of one whose last day is over is its end', () => {
    expect(unfinished(anAgreement({ status: 'ending' }), daysLater(1))).toEqual([
      { workflow: 'termination', ending: 1 },
    ]);
  });

  test('of an installment is its collecting, until it is the physician’s to decide', () => {
    const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
    const due = daysLater(92);
    const open = afterEvents(quarterly, [events.dateCame], due);
    expect(unfinished(open, due)).toEqual([{ workflow: 'billing', invoiceId: 't1-i2' }]);
    const failed = { ...events.paymentFailed, invoiceId: 't1-i2', code: 'expired_card' };
    const escalated = afterEvents(afterEvents(open, [failed], due), [events.invoiceEscalated], daysLater(130));
    expect(unfinished(escalated, daysLater(131))).toEqual([]);
  });

  test('ten weeks before the end of a year is the preparing of the next', () => {
    const prepare = active.nextDate ?? '';
    const at = (date: string) => unfinished(active, `${date}T15:00:00.000Z`);
    expect(at(addDays(prepare, -1))).toEqual([]);
    expect(at(prepare)).toEqual([{ workflow: 'renewal', term: 2 }]);
  });
});
