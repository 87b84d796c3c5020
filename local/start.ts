/** `npm start`: the whole product on this machine, run from the very template that is deployed. */
import { join } from 'node:path';
import { type Cloud, startCloud } from './cloud.ts';
import { demonstrate, demonstrationStaff } from './demonstrate.ts';
import { readOptions, UsageError, usage } from './options.ts';
import { synthesize } from './synthesize.ts';

const root = join(import.meta.dirname, '..');

async function start(): Promise<Cloud> {
  const options = readOptions(process.argv.slice(2), process.env);
  const assembly = await synthesize(root);
  // A browser that is open already must not be told that nothing is set up.
  const cloud = await startCloud({ ...options, assembly, waits: true, people: demonstrationStaff() });
  await demonstrate(cloud, options.dataDir);
  cloud.open();
  return cloud;
}

function welcome({ productUrl, awsUrl, clock, resources }: Cloud): string {
  const table = resources.find(({ type }) => type === 'AWS::DynamoDB::GlobalTable')?.ref;
  return `Perennial runs on this machine, with a practice to try it on. Nothing leaves this machine.

  Patients' pages   ${productUrl}/
  Staff's desk      ${productUrl}/desk               choose a demonstration account
  Inbox             ${productUrl}/_local/inbox      every mail that the product sends
  Time machine      ${productUrl}/_local/clock      now: ${new Date(clock.now()).toISOString()}
  AWS endpoint      ${awsUrl}   region us-east-1, key and secret "local"; the table is ${table}

Try, in this order:
  1. ${productUrl}/  choose a plan and apply as a patient.
  2. The inbox: open the mail, confirm the application, then follow the signing link.
  3. The desk: choose the physician's account, and sign the agreement in the queue. The first payment is charged then.
  4. Apply once more as somebody else, confirm, leave the signing link alone, and go a month and a week on with the
     time machine: three reminders come, then the offer expires and the place is free again.

Ctrl-C stops it; what is under way goes on at the next start. "npm start -- --fresh" begins anew.`;
}

function explain(error: unknown): [code: number, message: string] {
  if (error instanceof UsageError) return [2, `${error.message}\n\n${usage}`];
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    const { port } = error as Error & { port?: number };
    return [
      1,
      `Port ${port} is taken. Choose another by PORT (the product) or AWS_PORT (the AWS endpoint); 0 takes a free one.`,
    ];
  }
  return [1, error instanceof Error ? error.message : String(error)];
}

try {
  const cloud = await start();
  console.log(welcome(cloud));
  let isStopping = false;
  const stop = () => {
    // A second Ctrl-C does not wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    void cloud.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  const [code, message] = explain(error);
  console.error(message);
  process.exit(code);
}
