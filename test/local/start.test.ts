import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { assembly } from '../support/assembly.ts';

const script = join(import.meta.dirname, '..', '..', 'local', 'start.ts');

interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `npm start` to its end; `onReady` gets its greeting and may stop it. */
function start(
  args: string[],
  env: Record<string, string>,
  onReady?: (out: string) => Promise<NodeJS.Signals>,
): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
      env: { ...process.env, PORT: '0', AWS_PORT: '0', ...env },
    });
    const run: Run = { code: null, out: '', err: '' };
    child.stderr.on('data', (chunk) => {
      run.err += chunk;
    });
    child.stdout.on('data', (chunk) => {
      const wasReady = run.out.includes('Ctrl-C');
      run.out += chunk;
      if (!wasReady && run.out.includes('Ctrl-C')) void onReady?.(run.out).then((signal) => child.kill(signal));
    });
    child.once('close', (code) => resolve({ ...run, code }));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('npm start', () => {
  test('refuses what it does not know, says what it knows, and exits with 2', async () => {
    const { code, out, err } = await start(['--verbose'], {});
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/--verbose is not an option[\s\S]*Usage: npm start/);
  });
});

describe('npm start, from the template', () => {
  beforeAll(async () => {
    await assembly();
  }, 120_000);

  const folder = () => mkdtempSync(join(tmpdir(), 'start-'));

  test.each(['SIGINT', 'SIGTERM'] as const)('serves the practice, and ends well at %s', async (signal) => {
    let page = '';
    const { code, out, err } = await start(['--data', folder()], {}, async (greeting) => {
      const [address = ''] = /http:\/\/localhost:\d+\//.exec(greeting) ?? [];
      page = await (await fetch(address)).text();
      return signal;
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(page).toContain('Lakeside Family Medicine');
    expect(out).toMatch(/Inbox .*\/_local\/inbox/);
    expect(out).toMatch(/AWS endpoint .*the table is PerennialData-/);
  });

  test('lets the first request wait until the practice is stored', async () => {
    const port = String(await freePort());
    let first: number | undefined;
    let isOver = false;
    const asking = (async () => {
      while (first === undefined && !isOver) {
        // Refused until something listens there.
        first = await fetch(`http://localhost:${port}/`).then(
          ({ status }) => status,
          () => undefined,
        );
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const { code } = await start(['--data', folder()], { PORT: port }, async () => {
      await asking;
      return 'SIGTERM';
    });
    isOver = true;
    expect({ code, first }).toEqual({ code: 0, first: 200 });
  });

  test('names a port that is taken, and exits with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const port = String((other.address() as { port: number }).port);
    try {
      const { code, err } = await start(['--data', folder()], { PORT: port });
      expect({ code, err }).toEqual({
        code: 1,
        err: `Port ${port} is taken. Choose another by PORT (the product) or AWS_PORT (the AWS endpoint); 0 takes a free one.\n`,
      });
    } finally {
      other.close();
    }
  });
});
