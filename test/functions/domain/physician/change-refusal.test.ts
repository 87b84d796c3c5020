import { expect, test } from '@jest/globals';
import { changeRefusal } from '../../../../functions/domain/physician/change-refusal.ts';
import { aPerson, aPhysician, aPlan } from '../../../support/builders.ts';

const other = aPhysician({ physicianId: 'dr-other', name: 'Dr. Olga Other' });
const optedOut = { ...other, medicareStatus: 'opted-out' as const };
const beneficiary = aPerson({ isMedicareBeneficiary: true });
const covered = aPlan({ services: [{ name: 'Visits', coveredByMedicare: 'unsure' }] });

test('a physician of either Medicare status may take over whoever has no Medicare', () => {
  expect(changeRefusal(covered, other, [aPerson()])).toBeUndefined();
  expect(changeRefusal(covered, optedOut, [aPerson()])).toBeUndefined();
});

test('one who takes part in Medicare may take over a beneficiary whose plan holds nothing that Medicare covers', () => {
  expect(changeRefusal(aPlan(), other, [beneficiary])).toBeUndefined();
  expect(changeRefusal(covered, other, [aPerson(), beneficiary])).toContain('takes part in Medicare');
});

test('one who has opted out needs a private contract of their own with a beneficiary, which a yes is not', () => {
  expect(changeRefusal(aPlan(), optedOut, [aPerson(), beneficiary])).toContain(
    'needs a private contract with Dr. Olga Other first',
  );
});
