import type { Party } from '../../domain/people/person.ts';
import { isFree } from '../../domain/practice/price.ts';
import { AgreementText } from '../agreement-text.tsx';
import { longDate } from '../civil-date-words.ts';
import type { Disclosure } from '../disclosures.ts';
import { type KeyTerms, KeyTermsList } from '../key-terms.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { PacketPayment } from './packet-payment.tsx';
import { type PacketSigner, SignatureBlock } from './packet-signature.tsx';
import { Lines, renderPaper } from './paper.tsx';

export interface PacketProps {
  practice: PracticeFace;
  to: Party;
  /** A civil date. */
  date: string;
  /** Stands on each part that comes back, so that it is known what it belongs to. */
  reference: string;
  signers: readonly PacketSigner[];
  /** The last day on which it can be signed, when that is known. */
  expiresOn?: string | undefined;
  terms: KeyTerms;
  disclosures: readonly Disclosure[];
  agreementHtml: string;
  /** Whether this person is to pay. */
  pays: boolean;
  /** All of it in 18 points, as the cover letter always is. */
  largePrint?: boolean;
}

/** Everything that somebody who signs on paper needs, in one print: what it is, what to read, what to sign and send back. */
export function renderPacket(props: PacketProps): string {
  const { practice, to, date, reference, largePrint, terms, agreementHtml, pays } = props;
  return renderPaper({
    practice,
    title: 'The papers to sign',
    to,
    date,
    largePrint,
    children: (
      <>
        <Cover {...props} />
        <section class="sheet">
          <h2>Key terms</h2>
          <KeyTermsList terms={terms} />
          {pays && <PacketPayment practice={practice} terms={terms} reference={reference} />}
        </section>
        <section class="sheet">
          <AgreementText html={agreementHtml} />
        </section>
        <Initials {...props} />
        <Signatures {...props} />
      </>
    ),
  });
}

function Cover({ practice, to, reference, expiresOn, terms, pays }: PacketProps) {
  const words = wordsOf(terms);
  return (
    <div class="large">
      <h1>
        {words.what} with {practice.name}
      </h1>
      <p class="reference">Reference: {reference}</p>
      <p>Hello {to.firstName},</p>
      <p>{words.here} Please:</p>
      <ol>
        <li>Read the key terms and the agreement, and keep them.</li>
        <li>Write your initials into the boxes of “Please initial”.</li>
        <li>Sign “Signature”, and choose about renewal there.</li>
        <li>Send these two parts back to us.</li>
      </ol>
      {expiresOn && (
        <p>
          <strong>Please post them so that they are here by {longDate(expiresOn)}.</strong> {words.without}
        </p>
      )}
      <p>
        {pays ? 'Please send no money yet: you' : 'You'} pay nothing{words.forIt} before {terms.physicianName} has
        signed, too.
      </p>
      <p>Questions? Call us at {practice.phone}. If you do not want the agreement, you need do nothing, or tell us.</p>
    </div>
  );
}

/** What the papers are, and what becomes of them with and without a signature. */
function wordsOf({ change, joining, physicianName, price }: KeyTerms) {
  if (joining !== undefined) {
    return {
      what: 'One person more in the plan',
      here: `${joining.name} is to join the plan with ${physicianName} that runs. Here is the agreement as it will be for all of you, to read at your own pace, and to sign if it suits you.`,
      without: 'Until then everything stays as it is. Unless all of you sign, nothing changes.',
      forIt: ' for it',
      once: `Then we write to you, and ${joining.name} is part of the plan from that day on.`,
    };
  }
  if (change === undefined) {
    return {
      what: 'Your agreement',
      here: `here is the agreement with ${physicianName} to read at your own pace, and to sign if it suits you.`,
      without: 'After that the place goes to someone else.',
      forIt: '',
      once: `Then we write to you, and the plan begins${isFree(price) ? '' : ' once it is paid'}.`,
    };
  }
  const startsOn = longDate(change.startsOn);
  return {
    what: 'The changed terms of your plan',
    here: `on ${startsOn} the terms of your plan with ${physicianName} change. Here they are, to read at your own pace, and to sign if they suit you.`,
    without:
      'Until then everything stays as it is. Without your signature your plan is not renewed, and nothing is charged for another year.',
    forIt: ' for them',
    once: `The changed terms hold from ${startsOn} on.`,
  };
}

function Initials({ practice, reference, signers, disclosures }: PacketProps) {
  return (
    <section class="sheet">
      <h2>Please initial</h2>
      <ComesBack part={1} practice={practice} reference={reference} />
      <p>Your initials in a box mean: I have read this, and I accept it.</p>
      {disclosures.map(({ title, text }) => (
        <div class="initial">
          <div>
            <h3>{title}</h3>
            <p>{text}</p>
          </div>
          {/* Each signer has a box of their own. */}
          <div>
            {signers.map(({ name }) => (
              <p>
                <span class="box" />
                {signers.length > 1 ? name : 'Initials'}
              </p>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function Signatures({ practice, reference, signers, terms }: PacketProps) {
  return (
    <section class="sheet">
      <h2>Signature</h2>
      <ComesBack part={2} practice={practice} reference={reference} />
      {signers.map((signer) => (
        <SignatureBlock signer={signer} renewal={terms.renewal} />
      ))}
      <p>
        {terms.physicianName} signs after you. {wordsOf(terms).once}
      </p>
    </section>
  );
}

function ComesBack({ part, practice, reference }: { part: 1 | 2 } & Pick<PacketProps, 'practice' | 'reference'>) {
  return (
    <div class="back">
      <p>
        <strong>Please send this part back</strong> (part {part} of 2)
        <br />
        Reference: {reference}
      </p>
      <p>
        {practice.name}
        <Lines lines={practice.address} />
      </p>
    </div>
  );
}
