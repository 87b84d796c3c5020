import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { practiceDate } from '../../../../functions/domain/calendar/practice-time.ts';
import { type LedgerEntry, ledgerEntry } from '../../../../functions/domain/ledger/ledger.ts';
import {
  formerPayersStated,
  nextStatement,
  paidFor,
  yearStatement,
} from '../../../../functions/domain/ledger/year-statement.ts';
import type { Member } from '../../../../functions/domain/people/member.ts';
import { afterEvents, anAgreement, aPerson, aPlan, decideOn, events, newYork } from '../../../support/builders.ts';
import { runs } from '../../../support/property-runs.ts';

const payment = (entryId: string, at: string, cents: number, receivedOn?: string): LedgerEntry => ({
  ...ledgerEntry({ entryId, at, kind: 'payment', cents }),
  ...(receivedOn === undefined
    ? {}
    : { received: { medium: 'check', receivedOn, reference: '7', recordedBy: 'staff-1' } }),
});

describe('the statement of a year', () => {
  const ledger = [
    ledgerEntry({ entryId: 'due', at: '2027-01-02T15:00:00.000Z', kind: 'charge-due', cents: 100_000 }),
    payment('a', '2027-06-02T15:00:00.000Z', 60_000),
    payment('b', '2028-01-04T15:00:00.000Z', 30_000, '2027-12-31'),
    ledgerEntry({ entryId: 'r', at: '2027-09-01T15:00:00.000Z', kind: 'refund', cents: 10_000 }),
    payment('c', '2028-01-01T03:00:00.000Z', 5_000),
  ];

  test('has each movement of money by its day, a check by the day on which it came, and their sum', () => {
    expect(yearStatement({ ledger }, 2027, newYork)).toEqual({
      year: 2027,
      lines: [
        { on: '2027-06-02', kind: 'payment', cents: 60_000 },
        { on: '2027-09-01', kind: 'refund', cents: 10_000 },
        { on: '2027-12-31', kind: 'payment', cents: 30_000 },
        { on: '2027-12-31', kind: 'payment', cents: 5_000 },
      ],
      totalCents: 85_000,
    });
  });

  test('goes by the practice’s zone: three in the morning in UTC is the old year still in New York', () => {
    expect(yearStatement({ ledger }, 2028, newYork).lines).toEqual([]);
    expect(yearStatement({ ledger }, 2028, 'Pacific/Kiritimati').totalCents).toBe(5_000);
  });

  test('is of whoever pays now: not what another paid before, nor what of that went back', () => {
    const back = {
      entryId: 'r2',
      at: '2027-10-01T15:00:00.000Z',
      kind: 'refund',
      cents: 20_000,
      paymentId: 'a',
    } as const;
    const after = [...ledger, ledgerEntry(back), payment('d', '2027-11-01T15:00:00.000Z', 40_000)];
    const formerPayers = [{ memberId: 'm1', until: '2027-09-15T15:00:00.000Z', links: 0, methods: 1 }];
    const { lines, totalCents } = yearStatement({ ledger: after, formerPayers }, 2027, newYork);
    expect(lines.map(({ kind, cents }) => [kind, cents])).toEqual([
      ['payment', 40_000],
      ['payment', 30_000],
      ['payment', 5_000],
    ]);
    expect(totalCents).toBe(75_000);
  });

  test('of all years has each movement once, whatever the zone, and each of them comes to be due', () => {
    const at = fc
      .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) })
      .map((one) => new Date(one).toISOString());
    const zones = fc.constantFrom('America/New_York', 'Pacific/Honolulu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago');
    fc.assert(
      fc.property(
        fc.array(fc.record({ at, cents: fc.integer({ min: 1, max: 10_000_000 }) }), { maxLength: 12 }),
        zones,
        (those, zone) => {
          const entries = those.map((one, index) => payment(`p${index}`, one.at, one.cents));
          const years = [2025, 2026, 2027, 2028, 2029, 2030];
          const lines = years.flatMap((year) => yearStatement({ ledger: entries }, year, zone).lines);
          expect(lines.map(({ cents }) => cents).toSorted()).toEqual(those.map(({ cents }) => cents).toSorted());
          const due = new Set<number>();
          for (let next = nextStatement({ ledger: entries }); next !== undefined; ) {
            due.add(next.year);
            next = nextStatement({ ledger: entries, statedYear: next.year });
          }
          for (const one of those) expect(due).toContain(Number(practiceDate(one.at, zone).slice(0, 4)));
        },
      ),
      { numRuns: runs() },
    );
  });
});

describe('in January', () => {
  const active = anAgreement({ status: 'active', plan: aPlan({ installments: 12 }) });

  test('the payer gets one, once, also of the year in which it ended', () => {
    const cancelled = { ...events.cancelled, noticeReceivedOn: '2026-03-02', endsOn: '2026-03-31' };
    const ended = afterEvents(afterEvents(active, [cancelled]), [events.careEnded], '2026-04-02T14:00:00.000Z');
    expect(ended.nextDate).toBe('2027-01-15');
    const { agreement, wishes } = decideOn(ended, events.dateCame, '2027-01-15T14:00:00.000Z');
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: 'statement-2026' }]);
    expect([agreement.statedYear, agreement.nextDate]).toEqual([2026, undefined]);
  });
});

describe('a check that is recorded when the statement of its year is out', () => {
  const quarterly = anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) });
  const december = afterEvents(quarterly, [events.dateCame], '2026-12-02T14:00:00.000Z');
  const late = '2027-01-20T15:00:00.000Z';
  const check = (paymentId: string) =>
    ({
      ...events.paymentRecorded,
      invoiceId: 't1-i2',
      paymentId,
      amountCents: 10_000,
      receivedOn: '2026-12-30',
    }) as const;
  const stated = afterEvents(december, [events.dateCame], '2027-01-15T14:00:00.000Z');
  const keysOf = ({ wishes }: ReturnType<typeof decideOn>) =>
    wishes.flatMap((wish) => (wish.workflow === 'notice' ? wish.noticeKey : []));

  test('has it sent anew, once for each', () => {
    const first = decideOn(stated, check('p1'), late);
    expect(keysOf(first)).toEqual(['statementanew-2026-1']);
    expect(yearStatement(first.agreement, 2026, newYork).totalCents).toBe(70_000);
    expect(keysOf(decideOn(first.agreement, check('p2'), late))).toEqual(['statementanew-2026-2']);
  });

  test('has it sent anew to whoever paid on that day', () => {
    const named = afterEvents(stated, [events.payerNamed, events.payerAuthorised], '2027-01-18T15:00:00.000Z');
    expect(keysOf(decideOn(named, check('p1'), late))).toEqual(['formerstatementanew-2026-1-1']);
  });

  test('is on the first where that is not out yet, and in its own year nobody is written to', () => {
    expect(keysOf(decideOn(december, check('p1'), '2027-01-10T15:00:00.000Z'))).toEqual([]);
    expect(keysOf(decideOn(stated, { ...check('p1'), receivedOn: '2027-01-19' }, late))).toEqual([]);
  });
});

describe('who paid before', () => {
  const ledger = [
    payment('a', '2027-06-02T15:00:00.000Z', 60_000),
    payment('late', '2027-09-20T15:00:00.000Z', 30_000, '2027-09-14'),
    payment('same-day', '2027-09-15T16:00:00.000Z', 20_000, '2027-09-15'),
    payment('d', '2027-11-01T15:00:00.000Z', 40_000),
  ];
  const formerPayers = [{ memberId: 'm1', until: '2027-09-15T15:00:00.000Z', links: 0, methods: 1 }];
  const totalOf = (former?: number) => yearStatement({ ledger, formerPayers }, 2027, newYork, former).totalCents;

  test('has a statement, too, with a check that came in their time and was recorded later', () => {
    expect([totalOf(1), totalOf()]).toEqual([90_000, 60_000]);
    expect(formerPayersStated({ ledger, formerPayers }, 2027, newYork)).toEqual([1]);
    expect(formerPayersStated({ ledger, formerPayers }, 2028, newYork)).toEqual([]);
  });

  test('paid for nobody who came after their time', () => {
    const members = [
      { memberId: 'm1', ...aPerson() },
      {
        memberId: 'm2',
        ...aPerson(),
        joined: { on: '2027-10-01', recordedBy: 's', guardian: { signerId: 's1', capacity: 'parent' } },
      },
    ] as Member[];
    const idsOf = (former?: number) =>
      paidFor({ members, formerPayers }, former, newYork).map(({ memberId }) => memberId);
    expect([idsOf(1), idsOf()]).toEqual([['m1'], ['m1', 'm2']]);
  });
});
