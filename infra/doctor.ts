/**
 * `npm run doctor`: what is missing before a deployment can work, each line with what to do. Reads only; prints no
 * secrets. Ends with 1 if anything is missing.
 */
import { cdkContext } from './cdk-context.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { checkBootstrap } from './doctor/bootstrap.ts';
import { checkCredentials, isUnreachable } from './doctor/credentials.ts';
import type { Finding } from './doctor/finding.ts';
import { checkConcurrency } from './doctor/lambda.ts';
import { checkIdentity, checkQuota } from './doctor/mail.ts';
import { checkRules } from './doctor/rules.ts';

const print = ({ ok, what, todo }: Finding): void => {
  console.log(`${ok ? '✓' : '✗'} ${what}`);
  if (!ok && todo !== undefined) for (const line of todo.split('\n')) console.log(`    ${line}`);
};

/** A check that AWS refuses says so by the error's name; the others go on. */
const run = async (what: string, check: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await check();
  } catch (error) {
    const todo = isUnreachable(error)
      ? 'AWS could not be reached: look at the network and try again.'
      : `AWS answered ${(error as Error).name}; the credentials at hand may lack the permission to ask.`;
    return [{ ok: false, what: `${what}: not known`, todo }];
  }
};

const checkConfig = (): { config: Config | undefined; finding: Finding } => {
  try {
    const config = readConfig(cdkContext().perennial);
    return {
      config,
      finding: {
        ok: true,
        what: `Configuration: ${config.region}, ${config.timeZone}, mail from ${config.senderAddress}`,
      },
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { config: undefined, finding: { ok: false, what: 'Configuration', todo: error.message } };
  }
};

const checkPayments = ({ payments }: Config): Finding => ({
  ok: payments !== 'sandbox',
  what: `Payments: ${payments}`,
  todo: 'The sandbox moves no money, so synthesis for a real account is refused (docs/deploying.md, "Payments").',
});

const examine = async (): Promise<Finding[]> => {
  const { config, finding } = checkConfig();
  if (config === undefined) return [finding];
  const findings = [finding, checkPayments(config), checkRules(new Date().toISOString().slice(0, 10))];
  const { account, finding: credentials } = await checkCredentials(config.region);
  findings.push(credentials);
  if (!credentials.ok) {
    const what = 'Bootstrap, SES identity, SES quota, Lambda concurrency: not known';
    return [...findings, { ok: false, what, todo: 'They are looked up as soon as there are working credentials.' }];
  }
  const checks = await Promise.all([
    run('Bootstrap', () => checkBootstrap(config.region, account)),
    run('SES identity', () => checkIdentity(config)),
    run('SES quota', () => checkQuota(config.region)),
    run('Lambda concurrency', () => checkConcurrency(config.region)),
  ]);
  return [...findings, ...checks.flat()];
};

if (process.argv.length > 2) {
  console.error(`Usage: npm run doctor\nIt takes no arguments; given was ${process.argv.slice(2).join(' ')}`);
  process.exit(2);
}
const findings = await examine();
for (const finding of findings) print(finding);
const missing = findings.filter(({ ok }) => !ok).length;
console.log(missing === 0 ? 'Nothing is missing.' : `${missing} of ${findings.length} need something done.`);
process.exitCode = missing === 0 ? 0 : 1;
