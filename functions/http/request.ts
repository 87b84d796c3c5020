import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Deps } from '../actions/decide.ts';
import type { Payments } from '../adapters/payments/payments.ts';
import type { PracticeBook } from '../domain/practice/practice.ts';
import type { Evidence } from '../domain/signing/signed-document.ts';
import type { FieldValues } from '../pages/form-state.ts';
import type { PracticeFace } from '../pages/practice-face.ts';

/** The practice as pages show it. */
export type Book = Omit<PracticeBook, 'practice'> & {
  practice: PracticeBook['practice'] & Pick<PracticeFace, 'banner'>;
};

const mailBlockedBanner =
  'Email from this practice is not set up yet. What you send us is kept, and our emails go out as soon as it is.';

/** With a banner on every page while the sender of mails is not verified. */
export function toBook(book: PracticeBook): Book {
  if (book.mailBlockedSince === undefined) return book;
  return { ...book, practice: { ...book.practice, banner: mailBlockedBanner } };
}

/** A request as the routes see it. */
export interface Request {
  deps: Deps;
  book: Book;
  payments: Payments;
  /** Of the path: `token`, `step`, `file`. */
  parameters: Record<string, string>;
  /** What stands behind the question mark of the address: nothing personal. */
  query: FieldValues;
  /** A form's fields; of a field that was sent twice, the last. */
  form: FieldValues;
  cookies: Record<string, string>;
  evidence: Evidence;
}

/** Reads an HTTP API event (payload 2.0) apart. */
export function readRequest(
  event: APIGatewayProxyEventV2,
  standing: Omit<Request, 'parameters' | 'query' | 'form' | 'cookies' | 'evidence'>,
): Request {
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  const { http } = event.requestContext;
  return {
    ...standing,
    parameters: Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).map(([name, value]) => [name, value ?? '']),
    ),
    query: Object.fromEntries(new URLSearchParams(event.rawQueryString)),
    form: Object.fromEntries(new URLSearchParams(body)),
    cookies: Object.fromEntries((event.cookies ?? []).map((cookie) => splitOnce(cookie, '='))),
    // A header may be as long as it likes; evidence need not.
    evidence: { ip: http.sourceIp, userAgent: (http.userAgent ?? '').slice(0, 300) },
  };
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
