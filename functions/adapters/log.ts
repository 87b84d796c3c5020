import { Logger } from '@aws-lambda-powertools/logger';

/** Structured log lines. Ids only: no name, birth date, address, email, token, or anything about health. */
export const logger = new Logger({ serviceName: 'perennial' });

/** The lines of code that an error came through, without its message, which may carry personal data. */
export function whereOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
}
