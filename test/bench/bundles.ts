import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { deployed } from '../../functions/deployed.ts';
import { type Bundled, bundleEntries } from '../../infra/bundle.ts';
import { coldImports } from './cold-import.ts';
import { aimed, type Row } from './row.ts';
import { median, spread } from './statistics.ts';

const [empty, least] = ['empty handler', 'middy + lib-dynamodb'];
const compared = { [empty]: 'test/bench/handlers/empty.ts', [least]: 'test/bench/handlers/middy-table.ts' };

/** Size and cold import of each deployed function, beside an empty handler and the least that could do such work. */
export async function bundles(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-bench-'));
  try {
    const ours = Object.fromEntries(Object.entries(deployed).map(([name, { entry }]) => [name, entry]));
    const bundled = await bundleEntries({ ...compared, ...ours }, folder);
    const times = await coldImports(bundled);
    return bundled.flatMap((one) => {
      const own = times.get(one.name) ?? [];
      const detail = `${spread(own)}, ${own.length} times`;
      const rows: Row[] = [sizeRow(one), { name: `cold import: ${one.name}`, value: median(own), unit: 'ms', detail }];
      if (one.name in compared) return rows;
      const toEmpty = median(ratios(own, times.get(empty) ?? []));
      const toLeast = ratios(own, times.get(least) ?? []);
      const ratio = {
        name: `cold import: ${one.name} / ${least}`,
        value: median(toLeast),
        unit: 'times',
        detail: `${spread(toLeast)} within a round; ${toEmpty.toFixed(0)} times the empty handler`,
      };
      return [...rows, one.name === 'patient' ? aimed(ratio, { atMost: 1.5 }) : ratio];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Round by round, so that a moment in which the machine is busy weighs on both alike. */
function ratios(own: readonly number[], others: readonly number[]): number[] {
  return own.map((time, round) => time / (others[round] ?? Number.NaN));
}

function sizeRow({ name, bytes, readAtStart }: Bundled): Row {
  const files = readAtStart.map((path) => readFileSync(path));
  const loaded = files.reduce((sum, file) => sum + file.length, 0);
  const zipped = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  const detail = `read at start, ${files.length} files; gzip ${kilobytes(zipped)} KB; in all ${kilobytes(bytes)} KB`;
  return { name: `bundle: ${name}`, value: loaded / 1000, unit: 'KB', detail };
}

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);
