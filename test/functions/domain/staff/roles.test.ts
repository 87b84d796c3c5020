import { describe, expect, test } from '@jest/globals';
import { staffGroups } from '../../../../functions/deployed.ts';
import { type Act, acts, may, type Role, roles, type Staff } from '../../../../functions/domain/staff/roles.ts';

const staff = (role: Role, physicianId?: string): Staff => ({
  staffId: 's',
  name: 'Somebody',
  role,
  ...(physicianId === undefined ? {} : { physicianId }),
});

test('every role is a group of the user pool, and the other way round', () => {
  expect([...staffGroups].toSorted()).toEqual([...roles].toSorted());
});

describe('who may do what', () => {
  const manager = Object.keys(acts) as Act[];

  test('a manager may do all but what is a physician’s', () => {
    expect(manager.filter((act) => !may(staff('manager'), act))).toEqual([
      'countersign',
      'end_agreement',
      'decide_unpaid',
    ]);
  });

  test('whoever only reads may look, and sign out', () => {
    expect(manager.filter((act) => may(staff('read-only'), act))).toEqual([
      'view_agreements',
      'view_applications',
      'sign_out_everywhere',
    ]);
  });

  test('the front desk never takes off a fee, makes void or signs', () => {
    for (const act of ['grant_discount', 'void', 'countersign'] as const) {
      expect(may(staff('front-desk'), act)).toBe(false);
    }
  });

  test('a physician acts on the own panel alone, and looks at all', () => {
    const fern = staff('physician', 'fern');
    for (const act of ['countersign', 'void', 'offer_seat', 'decide_applications', 'unlock'] as const) {
      expect([may(fern, act, { physicianId: 'fern' }), may(fern, act, { physicianId: 'oak' })]).toEqual([true, false]);
    }
    expect(may(fern, 'view_agreements', { physicianId: 'oak' })).toBe(true);
  });

  test('a physician whom the practice’s book does not know acts on no panel', () => {
    expect(may(staff('physician'), 'countersign', { physicianId: 'fern' })).toBe(false);
  });
});
