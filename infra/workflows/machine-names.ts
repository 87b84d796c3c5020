export const machineNames = ['onboarding', 'signing', 'billing', 'renewal', 'termination', 'notice'] as const;
export type MachineName = (typeof machineNames)[number];

export const deployedMachineName = (name: MachineName): string => `perennial-${name}`;
