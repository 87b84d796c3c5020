import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** The values of one request, by the name of their `$context` variable. */
export type LogValues = Record<string, string | number | undefined>;

const known = [
  'accountId',
  'apiId',
  'domainName',
  'domainPrefix',
  'error.message',
  'error.messageString',
  'error.responseType',
  'extendedRequestId',
  'httpMethod',
  'identity.sourceIp',
  'identity.userAgent',
  'integration.error',
  'integration.integrationStatus',
  'integration.latency',
  'integration.requestId',
  'integration.status',
  'integrationErrorMessage',
  'integrationLatency',
  'integrationStatus',
  'path',
  'protocol',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'responseLatency',
  'responseLength',
  'routeKey',
  'stage',
  'status',
];

const variable = /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g;

/** Writes a line for each request in the stage's own format. Refuses a format with a variable that is not known. */
export class AccessLog {
  readonly #file: string;
  readonly #format: string;

  constructor(file: string, format: string) {
    for (const [, name = ''] of format.matchAll(variable)) {
      if (!known.includes(name)) {
        throw new Error(
          `The access log's format has $context.${name}, which is not modelled locally; known are ${known.join(', ')}`,
        );
      }
    }
    mkdirSync(dirname(file), { recursive: true });
    this.#file = file;
    this.#format = format;
  }

  write(values: LogValues): void {
    const line = this.#format.replaceAll(variable, (_, name) => inLine(String(values[name] ?? '-')));
    appendFileSync(this.#file, `${line}\n`);
  }
}

/** API Gateway escapes what a caller could have put there, so that a line stays a line and JSON stays JSON. */
function inLine(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
