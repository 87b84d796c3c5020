export const machineNames = ['onboarding', 'signing', 'billing', 'notice'] as const;
export type MachineName = (typeof machineNames)[number];

export const deployedMachineName = (name: MachineName): string => `perennial-${name}`;
