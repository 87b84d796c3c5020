import { longDate } from './civil-date-words.ts';

export interface SignatureFace {
  name: string;
  /** "Patient", "Physician". */
  capacity: string;
  /** A civil date in the practice's zone; absent while it is awaited. */
  signedOn?: string | undefined;
}

/** Who has signed, and who has not yet. */
export function SignatureList({ signatures }: { signatures: readonly SignatureFace[] }) {
  return (
    <dl class="terms">
      {signatures.map((signature) => (
        <div>
          <dt>{signature.capacity}</dt>
          <dd>
            {signature.name}
            <br />
            {signature.signedOn ? `Signed on ${longDate(signature.signedOn)}` : 'Not signed yet'}
          </dd>
        </div>
      ))}
    </dl>
  );
}
