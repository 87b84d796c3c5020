import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { acknowledge } from './acknowledgements.ts';
import { AppStack } from './app-stack.ts';
import { cdkContext } from './cdk-context.ts';
import { type Config, readConfig } from './config.ts';
import { DataStack } from './data/data-stack.ts';

/** An app with no stacks yet, and its configuration: a fault in that is told before anything is built. */
export const newApp = (outdir: string, account?: string): { app: App; config: Config } => {
  const app = new App({ context: cdkContext(), outdir, analyticsReporting: false });
  // Asked of the app and not of the file, so that the cdk command may override it.
  return { app, config: readConfig(app.node.tryGetContext('perennial'), account) };
};

export const addStacks = (app: App, config: Config, bundlesFolder: string): void => {
  // Without an account a template can be made on a machine that has no credentials.
  const env = { region: config.region, ...(config.account ? { account: config.account } : {}) };
  const dataStack = new DataStack(app, 'PerennialData', {
    env,
    description: 'Perennial: agreements, documents and their keys',
  });
  new AppStack(app, 'PerennialApp', {
    env,
    description: 'Perennial: pages, workflows and what watches them',
    config,
    dataStack,
    bundlesFolder,
  });
};

/** From now on a finding of the rule packs that is not acknowledged fails the synthesis. */
export const addRules = (app: App, config: Config): void => {
  acknowledge(app, config);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
};
