import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { type Act, may, type Role, type Staff } from '../../domain/staff/roles.ts';
import { practiceStylesheet, stylesheet } from '../assets.ts';
import { type FieldErrors, listErrors } from '../form-state.ts';
import { ErrorSummary } from '../layout/error-summary.tsx';
import type { PracticeFace } from '../practice-face.ts';

/** What every page of the desk shows around its own. */
export interface DeskFace {
  practice: PracticeFace;
  staff: Staff;
  /** Stands in each form. */
  csrf: string;
}

interface DeskPageProps extends DeskFace {
  heading: string;
  errors?: FieldErrors | undefined;
  /** What was just done, in a sentence. */
  done?: string | undefined;
  children: ComponentChildren;
}

const roleWords: Record<Role, string> = {
  manager: 'Manager',
  physician: 'Physician',
  'front-desk': 'Front desk',
  'read-only': 'Read only',
};

const navigation: readonly [href: string, words: string, act: Act][] = [
  ['/desk', 'Desk', 'view_agreements'],
  ['/desk/applications', 'Applications', 'view_applications'],
  ['/desk/queue', 'To sign', 'countersign'],
  ['/desk/agreements', 'Agreements', 'view_agreements'],
  ['/desk/waitlist', 'Waiting list', 'view_agreements'],
];

/** A page of the staff's desk. */
export function renderDeskPage(props: DeskPageProps): string {
  return `<!doctype html>${render(<DeskPage {...props} />)}`;
}

function DeskPage({ practice, staff, csrf, heading, errors, done, children }: DeskPageProps) {
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
        <link rel="icon" href="data:," />
      </head>
      <body class="desk">
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="masthead">
          <div>
            <p class="practice">
              <span>{practice.name}</span>
            </p>
            <div class="who">
              <span>
                {staff.name} ({roleWords[staff.role]})
              </span>
              <DeskForm csrf={csrf} action="/desk/sign-out" button="Sign out" isQuiet />
            </div>
          </div>
          <nav aria-label="Desk">
            <ul>
              {navigation
                .filter(([, , act]) => may(staff, act))
                .map(([href, words]) => (
                  <li>
                    <a href={href}>{words}</a>
                  </li>
                ))}
            </ul>
          </nav>
        </header>
        <main id="main" class="wide">
          {practice.banner && <p class="banner">{practice.banner}</p>}
          {done && (
            <p class="next" role="status">
              {done}
            </p>
          )}
          <ErrorSummary errors={errors} />
          <h1>{heading}</h1>
          {children}
        </main>
        <footer>
          <div>
            <DeskForm csrf={csrf} action="/desk/sign-out-everywhere" button="Sign out on every device" isQuiet />
          </div>
        </footer>
      </body>
    </html>
  );
}

interface DeskFormProps {
  csrf: string;
  action: string;
  /** Names the act. */
  button: string;
  hidden?: Readonly<Record<string, string>> | undefined;
  /** Not the page's main act. */
  isQuiet?: boolean;
  children?: ComponentChildren;
}

/** A form of the desk: it carries the session's own token, without which nothing is done. */
export function DeskForm({ csrf, action, button, hidden, isQuiet, children }: DeskFormProps) {
  return (
    <form method="post" action={action} noValidate>
      <input type="hidden" name="csrf" value={csrf} />
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <button type="submit" class={isQuiet ? 'quiet' : undefined}>
        {button}
      </button>
    </form>
  );
}
