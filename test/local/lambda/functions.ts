import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLambda, type LambdaDeps } from '../../../local/lambda/lambda.ts';
import { type Kernel, stack } from '../../support/local-kernel.ts';

/** A Lambda service whose functions are given as source text; each is a bundle in a folder of its own. */
export function lambdaWith(
  kernel: Kernel,
  sources: Record<string, string>,
  options: Partial<LambdaDeps> = {},
  properties: object = {},
) {
  const codeFolder = ({ S3Key }: { S3Key: string }) => join(kernel.dataDir, 'code', S3Key);
  const lambda = createLambda({
    ...kernel,
    codeFolder,
    endpoint: () => 'http://127.0.0.1:4566',
    accessKeyOf: (roleArn) => `LOCAL-${roleArn}`,
    ...options,
  });
  for (const [name, source] of Object.entries(sources)) {
    const folder = codeFolder({ S3Key: name });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.mjs'), source);
    lambda.provisioners['AWS::Lambda::Function']?.('Function', functionProperties(name, properties), stack);
  }
  return {
    ...lambda,
    logOf: (name: string) => {
      const file = join(kernel.dataDir, 'logs', 'lambda', `${name}.log`);
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    },
  };
}

export function functionProperties(name: string, others: object = {}) {
  return {
    FunctionName: name,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: 'role-of-tests',
    Timeout: 1,
    Code: { S3Bucket: 'assets', S3Key: name },
    Environment: { Variables: { TABLE_NAME: 'table' } },
    ...others,
  };
}
