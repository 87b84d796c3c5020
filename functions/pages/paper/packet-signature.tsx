import { forWords, type RenewalTerms, renewalDateWords, renewalNoticeWords } from '../key-terms.tsx';

export interface PacketSigner {
  name: string;
  /** "Patient, and parent of Ann". */
  capacity: string;
  /** The full names of the patients for whom this person signs. */
  forWhom: readonly string[];
}

/** Where one person signs, in which capacity and for whom; with the choice about renewal, which is not part of the signature. */
export function SignatureBlock({ signer, renewal }: { signer: PacketSigner; renewal: RenewalTerms }) {
  return (
    <>
      <div class="sign-here">
        <h3>{signer.name}</h3>
        <p>
          Signs as: {signer.capacity}
          <br />
          For: {signer.forWhom.join(', ')}
        </p>
        <p>I have read the agreement. I intend this to be my signature, and it binds me.</p>
        <div class="lines">
          <p class="line">Signature</p>
          <p class="line short">Date</p>
        </div>
      </div>
      <div class="sign-here">
        <h3>Should it renew by itself?</h3>
        <p>
          The agreement holds whichever you choose. {renewalNoticeWords} You can stop it until the day on which it
          renews. Please tick one:
        </p>
        <p class="tick">
          <span class="box" />
          <span>
            <strong>Yes.</strong> It renews {renewalDateWords(renewal)}, {forWords(renewal.feeCents)}, until you or we
            end it.
          </span>
        </p>
        <p class="tick">
          <span class="box" />
          <span>
            <strong>No, ask me each year.</strong> Nothing is charged again unless you say yes when we ask.
          </span>
        </p>
      </div>
    </>
  );
}
