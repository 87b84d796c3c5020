/** `npm run practice -- FILE`: stores the practice's settings by the deployed function `perennial-practice`. */
import { InvokeCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { cdkContext } from './cdk-context.ts';
import { ConfigError, readRegion } from './config.ts';
import { PracticeFileError, readPracticeFile } from './practice-file.ts';

const functionName = 'perennial-practice';

const usage =
  'Usage: npm run practice -- FILE\nFILE is a JSON file with the settings of the practice; docs/deploying.md describes it.';

/** What the function answers: what it stored, or every mistake in the file. */
interface Answer {
  stored?: string[];
  mistakes?: string[];
  errorMessage?: string;
}

/** How the command ends: 0 stored, 1 AWS could not be asked or failed, 2 the input is wrong. */
const storePractice = async (args: string[]): Promise<0 | 1 | 2> => {
  const [path, ...others] = args;
  if (path === undefined || path.startsWith('-') || others.length > 0) {
    console.error(usage);
    return 2;
  }
  const settings = readPracticeFile(path);
  const region = readRegion(cdkContext().perennial);
  const client = new LambdaClient({ region, maxAttempts: 3 });
  const answer = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(settings)) }),
  );
  const payload = JSON.parse(answer.Payload?.transformToString() || 'null') as Answer | null;
  if (answer.FunctionError !== undefined) {
    console.error(`The practice was not stored: ${payload?.errorMessage ?? answer.FunctionError}`);
    return 1;
  }
  if (payload?.mistakes !== undefined) {
    console.error(['The practice was not stored:', ...payload.mistakes.map((mistake) => `  ${mistake}`)].join('\n'));
    return 2;
  }
  console.log(JSON.stringify(payload, null, 2));
  return 0;
};

const explain = (error: unknown): [code: 1 | 2, message: string] => {
  if (error instanceof PracticeFileError || error instanceof ConfigError) return [2, error.message];
  if (error instanceof ResourceNotFoundException) {
    return [1, `${functionName} is not deployed in this account and Region: run npm run deploy first.`];
  }
  const { name, message } = error as Error;
  if (name === 'CredentialsProviderError') {
    return [1, 'No AWS credentials were found: npm run doctor says what to do.'];
  }
  return [1, `AWS could not be asked: ${name}: ${message}`];
};

try {
  process.exitCode = await storePractice(process.argv.slice(2));
} catch (error) {
  const [code, message] = explain(error);
  console.error(message);
  process.exitCode = code;
}
