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
  children: ComponentChildren;
}

/** What goes out by post: the practice's head, the address where an envelope's window shows it, large print, no links. */
export function renderPaper(props: PaperProps): string {
  return `<!doctype html>${render(<Paper {...props} />)}`;
}

function Paper({ practice, title, to, date, children }: PaperProps) {
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
      <body class="paper">
        <p class="screen-only note">Print this page. Nothing on it can be pressed; what is posted is what you see.</p>
        <main id="main">
          <header class="letterhead">
            <p>
              <strong>{practice.name}</strong>
              {[...practice.address, practice.phone].map((line) => (
                <>
                  <br />
                  {line}
                </>
              ))}
            </p>
          </header>
          <address class="window">
            {fullName(to)}
            {address &&
              [address.line1, address.line2, `${address.city}, ${address.state} ${address.postalCode}`]
                .filter(Boolean)
                .map((line) => (
                  <>
                    <br />
                    {line}
                  </>
                ))}
          </address>
          <p class="dated">{longDate(date)}</p>
          {children}
        </main>
      </body>
    </html>
  );
}
