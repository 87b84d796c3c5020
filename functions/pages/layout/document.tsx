import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { type Asset, practiceStylesheet, stylesheet } from '../assets.ts';
import { type FieldErrors, listErrors } from '../form-state.ts';
import { type PracticeFace, telHref } from '../practice-face.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Progress, type Step } from './progress.tsx';

export interface DocumentProps {
  practice: PracticeFace;
  /** The page's one h1, and its title. */
  heading: string;
  step?: Step | undefined;
  errors?: FieldErrors | undefined;
  /** Plans stand side by side; everything else is one column. */
  wide?: boolean;
  /** What a page can do better with a script; it must do without, too. */
  script?: Asset;
  children: ComponentChildren;
}

/** A whole page: the frame that every screen shares, so that name and phone number are on each. */
export function renderDocument(props: DocumentProps): string {
  return `<!doctype html>${render(<Document {...props} />)}`;
}

function Document({ practice, heading, step, errors, wide, script, children }: DocumentProps) {
  const hasErrors = listErrors(errors).length > 0;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${hasErrors ? 'Error: ' : ''}${heading} – ${practice.name}`}</title>
        <link rel="stylesheet" href={stylesheet.path} />
        <link rel="stylesheet" href={practiceStylesheet(practice.colour).path} />
        {/* Without it a browser asks for /favicon.ico. */}
        <link rel="icon" href="data:," />
        {script && <script src={script.path} defer />}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <Masthead practice={practice} />
        <main id="main" class={wide ? 'wide' : undefined}>
          {practice.banner && <p class="banner">{practice.banner}</p>}
          {step && <Progress step={step} />}
          <ErrorSummary errors={errors} />
          <h1>{heading}</h1>
          {children}
        </main>
        <Footer practice={practice} />
      </body>
    </html>
  );
}

function Masthead({ practice }: { practice: PracticeFace }) {
  return (
    <header class="masthead">
      <div>
        <p class="practice">
          {/* The name stands beside it, so the picture itself says nothing. */}
          {practice.logoUrl && <img src={practice.logoUrl} alt="" height="44" />}
          <span>{practice.name}</span>
        </p>
        <PhoneLink practice={practice} />
      </div>
    </header>
  );
}

function PhoneLink({ practice }: { practice: PracticeFace }) {
  if (practice.phone === '') return null;
  return (
    <a class="phone" href={telHref(practice.phone)}>
      <span>Call us:</span> {practice.phone}
    </a>
  );
}

function Footer({ practice }: { practice: PracticeFace }) {
  return (
    <footer>
      <div>
        <p>
          <strong>{practice.name}</strong>
          {practice.address.map((line) => (
            <>
              <br />
              {line}
            </>
          ))}
        </p>
        <p>This page is not for medical questions. In an emergency, call 911.</p>
      </div>
    </footer>
  );
}
