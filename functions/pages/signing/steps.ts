import type { Step } from '../layout/progress.tsx';

const screens = ['identity', 'records', 'terms', 'agreement', 'sign', 'payment'] as const;

export type Screen = (typeof screens)[number];

/** "Step 2 of 6". Six screens at most: that is a promise to the patient, kept here. */
export function stepOf(screen: Screen): Step {
  return { now: screens.indexOf(screen) + 1, of: screens.length };
}
