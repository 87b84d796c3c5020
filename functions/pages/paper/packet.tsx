import { formatCents } from '../../domain/money/money.ts';
import type { Party } from '../../domain/people/person.ts';
import { AgreementText } from '../agreement-text.tsx';
import { longDate } from '../civil-date-words.ts';
import type { Disclosure } from '../disclosures.ts';
import { type KeyTerms, KeyTermsList, renewalDateWords, renewalNoticeWords } from '../key-terms.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { renderPaper } from './paper.tsx';

export interface PacketProps {
  practice: PracticeFace;
  to: Party;
  /** A civil date. */
  date: string;
  /** Stands on each part that comes back, so that it is known what it belongs to. */
  reference: string;
  signerName: string;
  /** "Patient, and parent of Ann". */
  capacity: string;
  /** The last day on which it can be signed, when that is known. */
  expiresOn?: string | undefined;
  terms: KeyTerms;
  disclosures: readonly Disclosure[];
  agreementHtml: string;
  /** Whether this person is to pay. */
  pays: boolean;
}

/** Everything that somebody who signs on paper needs, in one print: what it is, what to read, what to sign and send back. */
export function renderPacket(props: PacketProps): string {
  const { practice, to, date, reference, signerName, capacity, expiresOn, terms, disclosures, agreementHtml, pays } =
    props;
  const fee = formatCents(terms.renewal.feeCents);
  return renderPaper({
    practice,
    title: 'The papers to sign',
    to,
    date,
    children: (
      <>
        <h1>Your agreement with {practice.name}</h1>
        <p>Hello {to.firstName},</p>
        <p>
          here is the agreement with {terms.physicianName} to read at your own pace, and to sign if it suits you. You
          pay nothing before {terms.physicianName} has signed, too.
        </p>
        <ol>
          <li>Read the key terms and the agreement.</li>
          <li>Put your initials into each box of the part “Please initial”.</li>
          <li>Sign on the last page, and choose whether it renews by itself.</li>
          <li>
            Send the last two parts back to us{expiresOn ? `, so that they are here by ${longDate(expiresOn)}` : ''}.
          </li>
        </ol>
        <p>
          Questions? Call us at {practice.phone}. If you do not want the agreement, you need do nothing, or call and
          tell us.
        </p>
        <p>Reference: {reference}</p>

        <section class="sheet">
          <h2>Key terms</h2>
          <KeyTermsList terms={terms} />
        </section>

        <section class="sheet">
          <AgreementText html={agreementHtml} />
        </section>

        <section class="sheet">
          <h2>Please initial</h2>
          <p>Reference: {reference}. Please send this part back.</p>
          {disclosures.map(({ title, text }) => (
            <div class="initial">
              <span class="box" aria-hidden="true" />
              <div>
                <strong>{title}</strong>
                <p>{text}</p>
              </div>
            </div>
          ))}
        </section>

        <section class="sheet">
          <h2>Signature</h2>
          <p>Reference: {reference}. Please send this part back.</p>
          <p>Should it renew by itself? {renewalNoticeWords} You can stop it until the day that it renews.</p>
          <div class="initial">
            <span class="box" aria-hidden="true" />
            <p>
              Yes: it renews {renewalDateWords(terms.renewal)}, for {fee} a year.
            </p>
          </div>
          <div class="initial">
            <span class="box" aria-hidden="true" />
            <p>No: ask me each year. Nothing is charged again unless I say yes.</p>
          </div>
          <p>I have read the agreement, and I intend this to be my signature.</p>
          <p class="line">Signature</p>
          <p class="line">Name: {signerName}</p>
          <p>As: {capacity}</p>
          <p class="line">Date</p>
          {pays && (
            <p>
              How you pay: when {terms.physicianName} has signed, we send you an invoice to pay by check. To pay in
              another way, call us at {practice.phone}.
            </p>
          )}
        </section>
      </>
    ),
  });
}
