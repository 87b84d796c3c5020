import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journey } from '../support/journey.ts';

/** Leaves every mail as it was sent, oldest first, in `folder`. */
export async function keepMails(journey: Journey, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [index, mail] of (await journey.mails()).reverse().entries()) {
    const words = mail.subject
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60);
    writeFileSync(join(folder, `${String(index + 1).padStart(3, '0')}-${words}.eml`), mail.raw);
  }
}
