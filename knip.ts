import type { KnipConfig } from 'knip';
import { deployed } from './functions/deployed.ts';

// Lambda, the cdk command, a test and a benchmark run these by name, so no import leads to them.
const config: KnipConfig = {
  entry: [
    'test/faults/worker.ts',
    'test/bench/handlers/*.ts',
    'infra/app.ts',
    'test/support/nag-findings.ts',
    ...Object.values(deployed).map(({ entry }) => entry),
  ],
  // A type that stands beside what uses it may be exported for its name alone.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // The browser's package is found by its path: its own entry would unpack into the machine's temporary folder.
  ignoreDependencies: ['@sparticuz/chromium'],
  project: ['{infra,functions,local,test}/**/*.{ts,tsx,mjs}', '*.ts'],
};

export default config;
