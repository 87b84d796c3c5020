import type { Party } from '../../domain/people/person.ts';
import { Facts } from '../layout/facts.tsx';
import type { Mail, MailBlock } from '../mails/mail.ts';
import type { PracticeFace } from '../practice-face.ts';
import { renderPaper } from './paper.tsx';
import { type Remittance, Slip } from './slip.tsx';

export interface LetterProps {
  practice: PracticeFace;
  to: Party;
  /** A civil date. */
  date: string;
  largePrint?: boolean;
  /** Of a letter that asks for a check. */
  remittance?: Remittance | undefined;
}

/** A mail as a letter that is posted: the same words, and its words for paper where the mail has its link. */
export function letterFromMail(mail: Mail, { practice, to, date, largePrint, remittance }: LetterProps): string {
  const { greeting, blocks, after = [] } = mail.content;
  // The head of the letter names the practice.
  const subject = mail.subject.replace(` (${practice.name})`, '');
  return renderPaper({
    practice,
    title: subject,
    to,
    date,
    largePrint,
    children: (
      <>
        <h1>{subject}</h1>
        <p>{greeting}</p>
        {[...blocks, ...after].map((block) => (
          <Block block={block} />
        ))}
        <p class="closing">
          With kind regards
          <br />
          {practice.name}, {practice.phone}
        </p>
        {remittance && <Slip practice={practice} {...remittance} />}
      </>
    ),
  });
}

function Block({ block }: { block: MailBlock }) {
  if (typeof block === 'string') return <p>{block}</p>;
  if ('bold' in block) {
    return (
      <p>
        <strong>{block.bold}</strong>
      </p>
    );
  }
  if ('facts' in block) return <Facts facts={block.facts} />;
  return block.inLetter === undefined ? null : <p>{block.inLetter}</p>;
}
