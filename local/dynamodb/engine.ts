import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { freePort } from '../front-door/listen.ts';

export interface EngineAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

// Ends the engine when this process ends, even by SIGKILL: its end of the pipe on stdin closes then.
const watchdog = 'exec 3<&0; "$0" "$@" & engine=$!; { read -r _; kill $engine; } <&3 >/dev/null 2>&1 & wait $engine';

/** The embedded DynamoDB engine: dynoxide as a child process, its tables in one file. */
export class Engine {
  readonly #child: ChildProcess;
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true });
  #isStopping = false;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
    child.once('exit', (code) => {
      if (!this.#isStopping) console.error(`dynoxide ended with code ${code}; every DynamoDB call fails from now on`);
    });
  }

  static async start(file: string): Promise<Engine> {
    const binary = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));
    if (!existsSync(binary)) {
      throw new Error(
        `The DynamoDB engine is missing at ${binary}: it is there on Linux x64 after "npm ci"; this machine is ${process.platform} ${process.arch}`,
      );
    }
    const port = await freePort();
    const args = ['-c', watchdog, binary, 'serve', '--port', String(port), '--db-path', file];
    const log = openSync(`${file}.log`, 'w');
    // Detached: a Ctrl-C at the terminal must reach this process only, which then ends the engine in its turn.
    const child = spawn('/bin/sh', args, { stdio: ['pipe', log, log], detached: true });
    closeSync(log);
    const engine = new Engine(child, port);
    await engine.#untilReady();
    return engine;
  }

  /** Sends a signed request on as it is. */
  send(headers: Record<string, string>, body: Buffer | string): Promise<EngineAnswer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { port: this.#port, host: '127.0.0.1', method: 'POST', path: '/', agent: this.#agent, headers },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 500,
              headers: Object.fromEntries(
                Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
              ),
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** A call of the local cloud's own: `DynamoDB_20120810.CreateTable`, `DynamoDBStreams_20120810.GetRecords`. */
  async call(target: string, input: object): Promise<any> {
    const headers = {
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      'content-type': 'application/x-amz-json-1.0',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    };
    const answer = await this.send(headers, JSON.stringify(input));
    const output = JSON.parse(answer.body.toString('utf8'));
    if (answer.status < 300) return output;
    const error = new Error(`${target}: ${output.message ?? output.Message}`);
    error.name = String(output.__type).split('#').pop() ?? 'Error';
    throw error;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#agent.destroy();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin?.end();
    await ended;
  }

  async #untilReady(): Promise<void> {
    const giveUp = Date.now() + 10_000;
    for (;;) {
      try {
        await this.call('DynamoDB_20120810.ListTables', {});
        return;
      } catch (error) {
        if (Date.now() > giveUp || this.#child.exitCode !== null) {
          throw new Error('dynoxide did not start within 10 seconds (see the .log file beside its database)', {
            cause: error,
          });
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }
}
