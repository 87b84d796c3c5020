/** Prints, as JSON, what the rule packs find in the stacks when nothing is acknowledged, and what we acknowledge. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import { deployed } from '../../functions/deployed.ts';
import { acknowledgements } from '../../infra/acknowledgements.ts';
import { addStacks, newApp } from '../../infra/build-app.ts';

const folder = process.argv[2] ?? '';
const { app, config } = newApp(join(folder, 'cdk.out'));
// The packs look at resources, not at code: empty bundles will do.
const bundles = join(folder, 'bundles');
for (const name of Object.keys(deployed)) mkdirSync(join(bundles, name), { recursive: true });
addStacks(app, config, bundles);
const findings = [new AwsSolutionsChecks(), new HIPAASecurityChecks()].flatMap((pack) =>
  pack
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath ?? '' })),
    ),
);
console.log(JSON.stringify({ findings, acknowledgements: acknowledgements(config) }));
