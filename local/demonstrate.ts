import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import type { Cloud } from './cloud.ts';
import type { Person } from './cognito/protocol.ts';
import { environmentOf, functionOf } from './functions-made.ts';
import { region } from './kernel/aws-service.ts';

const practiceFile = join(import.meta.dirname, 'demonstration', 'practice.json');

/**
 * Makes a new cloud one that can be tried: the sender is verified and the demonstration practice is stored, by the same
 * calls as a deployer's. Does nothing where it was done before.
 */
export async function demonstrate(cloud: Cloud, dataDir: string): Promise<void> {
  const note = join(dataDir, 'demonstration-is-stored');
  if (existsSync(note)) return;
  await verifySender(cloud);
  await storePractice(cloud);
  writeFileSync(note, '');
}

/** The demonstration practice as the function that stores it takes it. */
export function demonstrationPractice() {
  const practice = JSON.parse(readFileSync(practiceFile, 'utf8'));
  // The agreement's text is a file of its own beside it.
  const template = readFileSync(join(import.meta.dirname, 'demonstration', practice.template), 'utf8');
  return { ...practice, template };
}

/** Who works at the demonstration practice: somebody for each role, and its physicians. */
export function demonstrationStaff(): Person[] {
  const { physicians } = JSON.parse(readFileSync(practiceFile, 'utf8'));
  return [
    { name: 'Manager (demonstration)', email: 'manager@lakeside.example.com', group: 'manager' },
    { name: 'Front desk (demonstration)', email: 'desk@lakeside.example.com', group: 'front-desk' },
    { name: 'Read only (demonstration)', email: 'reader@lakeside.example.com', group: 'read-only' },
    ...physicians.map(({ name, email }: Record<string, string>) => ({ name, email, group: 'physician' })),
  ];
}

async function verifySender({ awsUrl, resources }: Cloud): Promise<void> {
  const sender = environmentOf(resources, 'SENDER');
  if (sender === undefined) return;
  const EmailAddress = /<([^>]+)>/.exec(sender)?.[1] ?? sender;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const ses = new SESClient({ endpoint: awsUrl, region, credentials, maxAttempts: 1 });
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress }));
  ses.destroy();
}

async function storePractice({ lambda, resources }: Cloud): Promise<void> {
  const { payload, functionError } = await lambda.invoke({
    functionName: functionOf(resources, 'practice').ref,
    payload: demonstrationPractice(),
  });
  const mistakes: string[] = payload?.mistakes ?? [];
  if (functionError !== undefined || mistakes.length > 0) {
    const why = functionError === undefined ? mistakes.join('\n') : JSON.stringify(payload, null, 2);
    throw new Error(`The demonstration practice could not be stored:\n${why}`);
  }
}
