import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { Party } from '../../domain/people/person.ts';
import { fullName } from '../../domain/people/person.ts';
import { practiceStylesheet, stylesheet } from '../assets.ts';
import { longDate } from '../civil-date-words.ts';
import type { PracticeFace } from '../practice-face.ts';

interface PaperProps {
  practice: PracticeFace;
  /** Of the browser's window; the paper itself has its own headings. */
  title: string;
  to: Party;
  /** A civil date. */
  date: string;
  /** 18 points in place of 14. */
  largePrint?: boolean | undefined;
  children: ComponentChildren;
}

/** What goes out by post: the practice's head, the address where an envelope's window shows it, clear print, no links. */
export function renderPaper(props: PaperProps): string {
  return `<!doctype html>${render(<Paper {...props} />)}`;
}

function Paper({ practice, title, to, date, largePrint, children }: PaperProps) {
  const { address } = to;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${practice.name}`}</title>
        <link rel="stylesheet" href={stylesheet.path} />
        <link rel="stylesheet" href={practiceStylesheet(practice.colour).path} />
        <link rel="icon" href="data:," />
      </head>
      <body class={largePrint ? 'paper large' : 'paper'}>
        <aside class="screen-only note" aria-label="How to print">
          Print this page on letter paper. Folded in three, its address shows in the window of a No. 10 envelope.{' '}
          <a href={`?print=${largePrint ? 'normal' : 'large'}`}>{largePrint ? 'Smaller print' : 'Larger print'}</a>
        </aside>
        <main id="main">
          <header class="letterhead">
            <strong>{practice.name}</strong>
            <Lines lines={[...practice.address, practice.phone]} />
          </header>
          {/* The date stands right of what the envelope's window shows. */}
          <div class="window">
            <address>
              {fullName(to)}
              {address && (
                <Lines
                  lines={[
                    address.line1,
                    ...(address.line2 ? [address.line2] : []),
                    `${address.city}, ${address.state} ${address.postalCode}`,
                  ]}
                />
              )}
            </address>
            <p>{longDate(date)}</p>
          </div>
          {children}
        </main>
      </body>
    </html>
  );
}

/** The further lines of an address. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </>
  );
}
