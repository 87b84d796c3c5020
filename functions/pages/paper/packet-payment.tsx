import { formatCents } from '../../domain/money/money.ts';
import type { KeyTerms } from '../key-terms.tsx';
import { Facts } from '../layout/facts.tsx';
import type { PracticeFace } from '../practice-face.ts';

interface Props {
  practice: PracticeFace;
  terms: Pick<KeyTerms, 'physicianName' | 'firstChargeCents' | 'firstTerm'>;
  reference: string;
}

/** How whoever signs on paper pays: by check, once there is a contract to pay for. */
export function PacketPayment({ practice, terms, reference }: Props) {
  const amount = formatCents(terms.firstChargeCents);
  return (
    <section class="sign-here">
      <h3>How you pay</h3>
      <p>
        By check. Please send it when our invoice comes: that is when {terms.physicianName} has signed. To pay by card
        or from a bank account, call us at {practice.phone}.
      </p>
      <Facts
        facts={[
          ['Check to', practice.name],
          ['First payment', terms.firstTerm ? `${amount} if it starts today, less if later` : amount],
          ['On its memo line', reference],
        ]}
      />
    </section>
  );
}
