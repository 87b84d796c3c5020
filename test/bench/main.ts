/** `npm run bench`: measures, prints a table, and never fails for an aim that is missed. docs/benchmarks.md explains each. */
import { bundles } from './bundles.ts';
import { pageWeights } from './page-weights.ts';
import { reads } from './reads.ts';
import { renewals } from './renewals.ts';
import type { Bench, Row } from './row.ts';
import { runner } from './runner.ts';
import { start } from './start.ts';
import { formatTable } from './table.ts';
import { year } from './year.ts';

const benches: Record<string, Bench> = { bundles, 'page-weights': pageWeights, runner, start, year, renewals, reads };

const usage = `Usage: npm run bench -- [--json] [NAME…]

  --json  print the rows as JSON and nothing else: npm run -s bench -- --json
  NAME    only these: ${Object.keys(benches).join(', ')}`;

async function run(names: string[], isJson: boolean): Promise<void> {
  const rows: (Row & { bench: string })[] = [];
  for (const name of names) {
    const measured = (await benches[name]?.()) ?? [];
    rows.push(...measured.map((row) => ({ bench: name, ...row })));
    if (!isJson) console.log(`## ${name}\n\n${formatTable(measured)}\n`);
  }
  if (isJson) console.log(JSON.stringify(rows, null, 2));
}

const args = process.argv.slice(2);
const wrong = args.find((argument) => argument !== '--json' && !Object.hasOwn(benches, argument));
if (wrong !== undefined) {
  console.error(`${wrong} is neither an option nor a benchmark\n\n${usage}`);
  process.exitCode = 2;
} else {
  const named = args.filter((argument) => argument !== '--json');
  await run(named.length > 0 ? named : Object.keys(benches), args.includes('--json'));
}
