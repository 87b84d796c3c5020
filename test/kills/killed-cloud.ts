import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../local/front-door/listen.ts';

const start = join(import.meta.dirname, '../../local/start.ts');

/** `npm start` as a process that can be killed and started again on the same ports and data. */
export class KilledCloud {
  readonly dataDir: string;
  readonly productUrl: string;
  readonly awsUrl: string;
  kills = 0;
  readonly #ports: [product: number, aws: number];
  #child: ChildProcess | undefined;

  private constructor(dataDir: string, ports: [number, number]) {
    this.dataDir = dataDir;
    this.#ports = ports;
    this.productUrl = `http://127.0.0.1:${ports[0]}`;
    this.awsUrl = `http://127.0.0.1:${ports[1]}`;
  }

  static async start(dataDir: string): Promise<KilledCloud> {
    const cloud = new KilledCloud(dataDir, [await freePort(), await freePort()]);
    await cloud.#start();
    return cloud;
  }

  /** Kills it with SIGKILL, wherever it is, and starts it again. */
  async kill(): Promise<void> {
    this.kills += 1;
    await this.#end('SIGKILL');
    await this.#start();
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #start(): Promise<void> {
    const [PORT, AWS_PORT] = this.#ports.map(String);
    const child = spawn(process.execPath, [start, '--data', this.dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PORT, AWS_PORT },
    });
    this.#child = child;
    const { promise: isReady, resolve, reject } = Promise.withResolvers<void>();
    child.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ctrl-C stops it')) resolve();
    });
    child.once('exit', () => reject(new Error('The local cloud ended before it was ready')));
    await isReady;
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
