import { describe, expect, test } from '@jest/globals';
import { days, longDate } from '../../../functions/pages/civil-date-words.ts';
import { disclosuresFor } from '../../../functions/pages/disclosures.ts';
import { billingWords } from '../../../functions/pages/plan-words.ts';
import { telHref } from '../../../functions/pages/practice-face.ts';
import { recordsStatement } from '../../../functions/pages/records-statement.ts';
import { practice } from './example-facts.ts';

describe('dates and numbers in words', () => {
  test('a civil date has its month by name', () => {
    expect(longDate('2027-03-01')).toBe('March 1, 2027');
    expect(longDate('2028-02-29')).toBe('February 29, 2028');
    expect(longDate('soon')).toBe('soon');
  });

  test('one day is no days', () => {
    expect([days(1), days(2)]).toEqual(['1 day', '2 days']);
  });

  test('a price that cannot be shared evenly says "about"', () => {
    expect(billingWords(100_000, 12)).toBe('in 12 payments of about $83.34, one a month');
    expect(billingWords(100_000, 2)).toBe('in 2 payments of $500, six months apart');
    expect(billingWords(100_000, 1)).toBe('in one payment');
  });

  test.each([
    ['(555) 010-0100', 'tel:+15550100100'],
    ['1 555 010 0100', 'tel:+15550100100'],
    ['+49 30 123456', 'tel:+4930123456'],
    ['911', 'tel:911'],
  ])('%s can be dialled', (phone, href) => {
    expect(telHref(phone)).toBe(href);
  });
});

describe('disclosures', () => {
  const facts = {
    practiceName: practice.name,
    plan: {
      services: [{ name: 'Same-day visits', coveredByMedicare: 'no' as const }],
      notCovered: ['Hospitals'],
      legalModel: 'dpc' as const,
    },
  };
  const ids = (medicareStatus: 'not-opted-out' | 'opted-out', isMedicareBeneficiary: boolean) =>
    disclosuresFor({ ...facts, physician: { name: 'Dr. A', medicareStatus }, isMedicareBeneficiary }).map(
      ({ id }) => id,
    );

  test('always hold insurance, coverage, and ending', () => {
    expect(ids('not-opted-out', false)).toEqual(['not-insurance', 'fee-covers', 'ending-refund']);
  });

  test('hold the Medicare clause for a beneficiary of a physician who has not opted out', () => {
    expect(ids('not-opted-out', true)).toContain('medicare');
    expect(ids('opted-out', true)).toEqual([...ids('opted-out', false), 'private-contract']);
  });

  test('name what the fee pays for, and how it is billed by the plan’s legal model', () => {
    const physician = { name: 'Dr. A', medicareStatus: 'not-opted-out' as const };
    const text = (legalModel: 'dpc' | 'bills-insurance') =>
      disclosuresFor({ ...facts, plan: { ...facts.plan, legalModel }, physician, isMedicareBeneficiary: false })[1]
        ?.text;
    expect(text('dpc')).toContain('The fee pays for: Same-day visits. It does not pay for: Hospitals.');
    expect(text('dpc')).toContain('We do not bill your insurer');
    expect(text('bills-insurance')).toContain('billed to you or your insurer as usual');
  });
});

describe('the statement about electronic records', () => {
  test('says how to reach the practice, with or without an email address', () => {
    const text = (statement: ReturnType<typeof recordsStatement>) => statement.map((clause) => clause.text).join('\n');
    expect(text(recordsStatement(practice))).toContain('call (555) 010-0142 or write to office@juniper.example');
    expect(text(recordsStatement({ name: 'A', phone: '1' }))).not.toContain('write to');
  });
});
