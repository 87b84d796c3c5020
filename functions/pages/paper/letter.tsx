import type { Party } from '../../domain/people/person.ts';
import type { Mail, MailBlock } from '../mails/mail.ts';
import type { PracticeFace } from '../practice-face.ts';
import { renderPaper } from './paper.tsx';

interface LetterProps {
  practice: PracticeFace;
  to: Party;
  /** A civil date. */
  date: string;
  /** The mail that this person would get. */
  mail: Mail;
}

/** A mail as a letter, in large print: the same words, and a phone number where the mail has a link. */
export function renderLetter({ practice, to, date, mail }: LetterProps): string {
  const { subject, greeting, blocks, link, after = [] } = mail.content;
  return renderPaper({
    practice,
    title: subject,
    to,
    date,
    children: (
      <>
        <h1>{subject}</h1>
        <p>{greeting}</p>
        {blocks.map((block) => (
          <Block block={block} />
        ))}
        {link === undefined ? (
          after.map((block) => <Block block={block} />)
        ) : (
          <p>
            To answer, call us at {practice.phone} or write to us at the address above. Somebody does with you what
            others do on a page of ours.
          </p>
        )}
        <p>
          With kind regards
          <br />
          {practice.name}
        </p>
      </>
    ),
  });
}

function Block({ block }: { block: MailBlock }) {
  if (typeof block === 'string') return <p>{block}</p>;
  if ('steps' in block) {
    return (
      <ol>
        {block.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
    );
  }
  return (
    <dl class="terms">
      {block.facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
