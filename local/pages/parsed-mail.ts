import PostalMime from 'postal-mime';
import type { Mail } from '../ses/mail-store.ts';

/** A line of the inbox. */
export interface MailSummary {
  id: string;
  /** When SES took it, in UTC as an ISO string. */
  at: string;
  from: string;
  /** The addresses that it went to, joined by commas. */
  to: string;
  subject: string;
}

export interface ParsedMail extends MailSummary {
  text: string;
  html: string;
  /** The web addresses in text and HTML, each once. */
  links: string[];
  /** The content in base64. */
  attachments: { filename: string; mimeType: string; bytes: number; content: string }[];
  raw: string;
}

export function summarize({ id, at, from, destinations, subject }: Omit<Mail, 'raw'>): MailSummary {
  return { id, at: new Date(at).toISOString(), from, to: destinations.join(', '), subject };
}

export async function parseMail(mail: Mail): Promise<ParsedMail> {
  const { text = '', html = '', attachments } = await PostalMime.parse(mail.raw, { attachmentEncoding: 'base64' });
  return {
    ...summarize(mail),
    text,
    html,
    links: linksIn(text, html),
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? '',
      mimeType,
      bytes: Buffer.from(String(content), 'base64').length,
      content: String(content),
    })),
    raw: mail.raw.toString('utf8'),
  };
}

function linksIn(text: string, html: string): string[] {
  // A full stop after an address ends the sentence, not the address.
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([link]) => link.replace(/[.,;:!?]+$/, ''));
  const inHtml = [...html.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((found) =>
    (found[1] ?? found[2] ?? '').replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
  );
  return [...new Set([...inText, ...inHtml])].filter((link) => /^https?:\/\//.test(link));
}
