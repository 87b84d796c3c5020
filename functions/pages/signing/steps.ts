import type { Step } from '../layout/progress.tsx';

export type Audience = 'patient' | 'physician';

const screens = {
  patient: ['identity', 'records', 'terms', 'agreement', 'sign', 'payment'],
  physician: ['identity', 'review'],
} as const;

export type Screen = (typeof screens)[Audience][number];

/** "Step 2 of 6". Six screens at most: that is a promise to the patient, kept here. */
export function stepOf(audience: Audience, screen: Screen): Step {
  const list: readonly Screen[] = screens[audience];
  return { now: list.indexOf(screen) + 1, of: list.length };
}
