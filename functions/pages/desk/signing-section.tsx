import { hasDied, personOf } from '../../domain/agreement/agreement.ts';
import { signsForAdults } from '../../domain/application/application.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { fullName } from '../../domain/people/person.ts';
import type { SignedDocument, Signer } from '../../domain/signing/signed-document.ts';
import { isPatientSide, livingPatients, openStepOf, sideAsked, wantsPaper } from '../../domain/signing/signers.ts';
import { longDate } from '../civil-date-words.ts';
import { Act, ActLink, type ActsFace } from './act-link.tsx';

interface SigningProps extends ActsFace {
  physicianName: string;
  timeZone: string;
  /** Signers who are asked no more until staff unlock them. */
  locked: readonly string[];
}

/** Who has signed, and who has not, with the ways to help. */
export function Signing(props: SigningProps) {
  const { agreement, physicianName, timeZone, locked } = props;
  return (
    <ul class="list">
      {agreement.documents.flatMap((document) =>
        document.signers.map((signer) => {
          const { documentId, status } = document;
          const about = { documentId, signerId: signer.signerId };
          // Whoever has signed may have to say how they pay.
          const isOpen =
            status === 'open' &&
            livingPatients(agreement, document).includes(signer) &&
            openStepOf(agreement, document, signer) !== undefined;
          const isUnsigned = isOpen && signer.signature === undefined;
          const mayProve = signer.wards !== undefined && (status === 'open' || status === 'completed');
          const isAsked = isOpen && sideAsked(agreement, document) === 'patients';
          const isOnPaper = isPatientSide(signer) && wantsPaper(agreement, signer);
          return (
            <li>
              <strong>{isPatientSide(signer) ? fullName(personOf(agreement, signer)) : physicianName}</strong>
              <span>
                {kindWords[document.kind]}
                {signerWords(signer, { isDead: hasDied(agreement, signer), isOnPaper }, timeZone, locked)}
              </span>
              {(isOpen || mayProve) && (
                <ul class="acts">
                  {isAsked && !isOnPaper && (
                    <li>
                      <Act
                        {...props}
                        act="resend"
                        button="Send a fresh link"
                        hidden={{ ...about, generation: String(signer.links?.generation ?? 0) }}
                      />
                    </li>
                  )}
                  {isOpen && locked.includes(signer.signerId) && (
                    <li>
                      <Act {...props} act="unlock" button="Unlock" hidden={about} />
                    </li>
                  )}
                  {isAsked && <ActLink {...props} act="in-office" words="Sign here, on this device" about={about} />}
                  {isUnsigned && !isOnPaper && (
                    <li>
                      <Act {...props} act="paper" button="On paper instead" hidden={about} />
                    </li>
                  )}
                  {isUnsigned && props.allowed.includes('posted') && (
                    <li>
                      <a href={`/desk/agreements/${agreement.agreementId}/packet/${signer.signerId}`}>
                        Print the packet
                      </a>
                    </li>
                  )}
                  {isAsked && isUnsigned && (
                    <ActLink {...props} act="paper-signed" words="The signed packet is back" about={about} />
                  )}
                  {mayProve && <ActLink {...props} act="proof" words="Note a proof" about={about} />}
                </ul>
              )}
            </li>
          );
        }),
      )}
    </ul>
  );
}

const kindWords: Record<SignedDocument['kind'], string> = {
  agreement: '',
  'changed-terms': 'changed terms: ',
  joining: 'one person more: ',
};

function signerWords(
  signer: Signer,
  { isDead, isOnPaper }: { isDead: boolean; isOnPaper: boolean },
  timeZone: string,
  locked: readonly string[],
): string {
  const { signature, proof } = signer;
  const day = signature?.onPaper?.signedOn ?? (signature && practiceDate(signature.at, timeZone));
  return [
    day === undefined
      ? isDead
        ? 'has died, and did not sign'
        : signer.askedAt === undefined
          ? 'not asked yet'
          : 'has not signed'
      : `signed on ${longDate(day)}`,
    ...(signature?.onPaper || (isOnPaper && signature === undefined) ? ['on paper'] : []),
    ...(locked.includes(signer.signerId) ? ['locked after wrong dates of birth'] : []),
    ...(proof === undefined
      ? signsForAdults(signer.capacity)
        ? ['no proof noted that they may']
        : []
      : [`proof: ${proof.kind}${proof.expiresOn === undefined ? '' : ` until ${longDate(proof.expiresOn)}`}`]),
  ].join(', ');
}
