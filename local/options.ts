import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Options {
  port: number;
  awsPort: number;
  dataDir: string;
  fresh: boolean;
}

/** The command line or the environment asks for something that is not there; the message says what is. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const usage = `Usage: npm start -- [--data DIR] [--fresh]

  --data DIR  where everything is kept (default: .perennial)
  --fresh     begin anew: what is kept there is deleted

Environment: PORT, the product's port (default 4000); AWS_PORT, the AWS endpoint's (default 4566); 0 takes a free one.`;

export function readOptions(args: string[], env: Record<string, string | undefined>): Options {
  const options: Options = {
    port: readPort('PORT', env.PORT ?? '4000'),
    awsPort: readPort('AWS_PORT', env.AWS_PORT ?? '4566'),
    dataDir: resolve('.perennial'),
    fresh: false,
  };
  const rest = [...args];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '--fresh') {
      options.fresh = true;
    } else if (argument === '--data') {
      const folder = rest.shift();
      if (folder === undefined || folder === '' || folder.startsWith('-'))
        throw new UsageError('--data needs a folder');
      options.dataDir = resolve(folder);
    } else {
      throw new UsageError(`${argument} is not an option`);
    }
  }
  if (options.port === options.awsPort && options.port !== 0) {
    throw new UsageError(`PORT and AWS_PORT are both ${options.port}; each needs its own`);
  }
  if (existsSync(options.dataDir) && !statSync(options.dataDir).isDirectory()) {
    throw new UsageError(`--data needs a folder; ${options.dataDir} is a file`);
  }
  return options;
}

function readPort(name: string, given: string): number {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) {
    throw new UsageError(`${name} must be a port from 0 to 65535, given was ${JSON.stringify(given)}`);
  }
  return port;
}
