import { pad } from '../domain/signing/drawing.ts';
import { longDate } from './civil-date-words.ts';

export interface SignatureFace {
  name: string;
  /** "Patient", "Physician". */
  capacity: string;
  /** What was typed as the signature, and the civil date in the practice's zone; absent while it is awaited. */
  signed?: { as: string; on: string; drawing?: string | undefined } | undefined;
  /** No signature of theirs is awaited any more. */
  hasDied?: boolean;
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
            {signature.signed
              ? `Signed as “${signature.signed.as}” on ${longDate(signature.signed.on)}`
              : signature.hasDied
                ? 'Has died, and did not sign'
                : 'Not signed yet'}
            {signature.signed?.drawing && <Drawing path={signature.signed.drawing} of={signature.name} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Drawing({ path, of }: { path: string; of: string }) {
  return (
    <svg class="drawn" viewBox={`0 0 ${pad.width} ${pad.height}`} role="img" aria-label={`Drawn signature of ${of}`}>
      <path d={path} />
    </svg>
  );
}
