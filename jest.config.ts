import type { Config } from 'jest';

const config: Config = {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    // What runs in a browser is a text to the rest.
    '/pages/scripts/[^/]+\\.ts$': '<rootDir>/test/support/page-script-transform.mjs',
    '\\.tsx?$': '<rootDir>/test/support/esbuild-transform.mjs',
  },
  testEnvironment: 'node',
  maxWorkers: 2,
  // For what hangs: on a machine that is busy with other work, a machine test takes four times as long as alone.
  testTimeout: 120_000,
};

export default config;
