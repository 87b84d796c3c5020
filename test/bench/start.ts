import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { aimed, type Row } from './row.ts';
import { median, spread } from './statistics.ts';

const root = join(import.meta.dirname, '../..');
const rounds = 3;
const longest = 120_000;

/** What a fresh checkout does not hold. */
const made = ['cdk.out', 'dist', '.perennial', '.cache'];

/** Seconds from `npm start` to the first page, in a copy of this tree: with nothing made or kept yet, and with both. */
export async function start(): Promise<Row[]> {
  const copy = mkdtempSync(join(tmpdir(), 'perennial-start-'));
  try {
    const left = new Set([...made, 'node_modules', '.git']);
    cpSync(root, copy, { recursive: true, filter: (path) => !left.has(relative(root, path)) });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const [fresh, cached]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      for (const folder of made) rmSync(join(copy, folder), { recursive: true, force: true });
      fresh.push(await secondsToFirstPage(copy));
      cached.push(await secondsToFirstPage(copy));
    }
    const row = (name: string, seconds: number[], detail: string) => ({
      name: `npm start to the first page, ${name}`,
      value: median(seconds),
      unit: 's',
      detail: `${spread(seconds)}, ${rounds} times; ${detail}`,
    });
    return [
      aimed(row('fresh', fresh, 'synthesizes, bundles, stores the demonstration practice'), { atMost: 12 }),
      aimed(row('cached', cached, 'template, bundles and data are there'), { atMost: 5 }),
    ];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function secondsToFirstPage(folder: string): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  // A group of its own: npm, its shell and the cloud end together.
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), AWS_PORT: '0' },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const interrupted = () => {
    signalGroup(child, 'SIGKILL');
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    while (!(await isAnswered(port))) {
      if (hasEnded(child)) throw new Error(`npm start ended without a page: ${Buffer.concat(said).toString()}`);
      if (performance.now() - startedAt > longest) throw new Error(`npm start gave no page in ${longest / 1000} s`);
      await setTimeout(10);
    }
    return (performance.now() - startedAt) / 1000;
  } finally {
    process.off('SIGINT', interrupted);
    const closed = hasEnded(child) ? undefined : once(child, 'close');
    signalGroup(child, 'SIGTERM');
    await closed;
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function isAnswered(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://localhost:${port}/`);
    await response.text();
    return response.status === 200;
  } catch {
    return false;
  }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
