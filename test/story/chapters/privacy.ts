import { pat } from '../../support/journey.ts';
import type { Spine } from '../../support/spine.ts';
import type { Story } from '../story.ts';

/** Histories, events, logs and access logs hold ids only. */
export async function tellPrivacy(spine: Spine, story: Story): Promise<void> {
  const records = await spine.records();
  const tokens = (await spine.journey.mails())
    .flatMap((mail) => mail.links)
    .flatMap((link) => /\/(?:confirm|sign|pay)\/([\w-]{43})/.exec(link)?.[1] ?? []);
  const secrets = [
    pat.firstName,
    pat.lastName,
    pat.email,
    'Placeholder',
    'robin@',
    'sam1@',
    'Sampleson',
    '1952-02-29',
    'Nowhere Lane',
    ...tokens,
  ];
  for (const [kind, text] of Object.entries(records)) {
    const found = secrets.filter((secret) => new RegExp(`\\b${secret}`, 'i').test(text));
    story.holds(
      `${kind} hold no name, birth date, address, email or token`,
      found.length === 0 && text.length > 0,
      found,
    );
  }
}
