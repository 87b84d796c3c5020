import { formatCents } from '../../domain/money/money.ts';
import { Facts } from '../layout/facts.tsx';
import type { PracticeFace } from '../practice-face.ts';

/** What a check that comes by post is for. */
export interface Remittance {
  amountCents: number;
  reference: string;
}

/** The part to cut off and to put into the envelope with the check. */
export function Slip({ practice, amountCents, reference }: Remittance & { practice: PracticeFace }) {
  return (
    <section class="slip" aria-label="Slip to send along">
      <p>Please cut here and send this part with your check</p>
      <Facts
        facts={[
          ['Pay to', practice.name],
          ['Send to', practice.address.join(', ')],
          ['Amount', formatCents(amountCents)],
          ['Reference', reference],
        ]}
      />
    </section>
  );
}
