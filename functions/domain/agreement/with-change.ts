import { openChange, type PhysicianChange } from '../physician/physician-change.ts';
import type { Agreement } from './agreement.ts';

/** The agreement with its newest change of physician as it is now. */
export function withChange(agreement: Agreement, change: PhysicianChange): Agreement {
  const before = agreement.physicianChanges.filter(({ number }) => number !== change.number);
  return { ...agreement, physicianChanges: [...before, change] };
}

/** Without a change that is under way: one that would not take effect until `endsOn`, or any where the end has come. */
export function withoutChange(agreement: Agreement, endsOn?: string): Agreement {
  const change = openChange(agreement);
  if (change === undefined || (endsOn !== undefined && change.effectiveOn <= endsOn)) return agreement;
  return withChange(agreement, { ...change, state: 'dropped' });
}
