/**
 * The CDK app, run by plain Node (cdk.json). Without the cdk command it does the same: it reads cdk.json itself, and
 * the template lands in CDK_OUTDIR or `cdk.out`.
 */
import { join } from 'node:path';
import { addRules, addStacks, newApp } from './build-app.ts';
import { bundleFunctions, bundlesFolder, isBuildFailure } from './bundle.ts';
import { root } from './cdk-context.ts';
import { ConfigError } from './config.ts';

try {
  const { app, config } = newApp(process.env.CDK_OUTDIR ?? join(root, 'cdk.out'), process.env.CDK_DEFAULT_ACCOUNT);
  await bundleFunctions();
  addStacks(app, config, bundlesFolder);
  addRules(app, config);
  app.synth();
} catch (error) {
  if (error instanceof ConfigError) {
    console.error(error.message);
    process.exitCode = 2;
  } else if (isBuildFailure(error)) {
    // The bundler has printed what is wrong and where.
    process.exitCode = 1;
  } else throw error;
}
