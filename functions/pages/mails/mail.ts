import type { PracticeFace } from '../practice-face.ts';
import { mailHtml } from './mail-html.tsx';

/** What a mail service needs of one mail. */
export interface Mail {
  subject: string;
  text: string;
  html: string;
  /** What it is made of: a letter is made of the same. */
  content: MailContent;
}

/** What every mail takes. Mails hold a first name at most, never a surname and nothing about health. */
export interface MailProps {
  practice: PracticeFace;
  firstName: string;
}

/** A paragraph, one in bold type, a small table of facts; or what reads otherwise by post, where nothing can be pressed. */
export type MailBlock =
  | string
  | { bold: string }
  | { facts: readonly (readonly [label: string, value: string])[] }
  | { inMail?: string; inLetter?: string };

export interface MailContent {
  practice: PracticeFace;
  subject: string;
  greeting: string;
  blocks: readonly MailBlock[];
  /** The mail's one link, as a button and in full. */
  link?: { label: string; url: string } | undefined;
  /** What stands below the link. */
  after?: readonly MailBlock[];
  /** Why you get this mail. */
  why: string;
}

/** Text and HTML come of the same content, so neither can say what the other does not. */
export function composeMail(content: MailContent): Mail {
  return { subject: oneLine(content.subject), text: mailText(content), html: mailHtml(content), content };
}

export function hello(firstName: string): string {
  return `Hello ${firstName},`;
}

/** Said below every mail that is not the last word. */
export function questions({ phone }: PracticeFace): MailBlock {
  return {
    inMail: `Questions, or would you rather have paper? Call us at ${phone}.`,
    inLetter: `Questions? Call us at ${phone}.`,
  };
}

function mailText({ practice, greeting, blocks, link, after = [], why }: MailContent): string {
  const parts = [
    greeting,
    ...blocks.flatMap(blockText),
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    ...after.flatMap(blockText),
    [practice.name, practice.phone].join('\n'),
    `-- \n${why}\n${[practice.name, ...practice.address].join(', ')}\nThis mailbox is not for medical questions. In an emergency, call 911.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: MailBlock): string | [] {
  if (typeof block === 'string') return block;
  if ('bold' in block) return block.bold;
  if ('facts' in block) return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n');
  return block.inMail ?? [];
}

/** A line break in a subject would start another header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
