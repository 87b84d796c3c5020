import { formatCents } from '../../domain/money/money.ts';
import type { Party } from '../../domain/people/person.ts';
import { longDate } from '../civil-date-words.ts';
import type { PracticeFace } from '../practice-face.ts';
import { renderPaper } from './paper.tsx';

export interface InvoiceProps {
  practice: PracticeFace;
  to: Party;
  /** A civil date. */
  date: string;
  reference: string;
  patients: string;
  planName: string;
  amountCents: number;
  /** A civil date. */
  payBy: string;
}

/** An invoice to pay by check, with the slip that goes into the envelope with it. */
export function renderInvoice({ practice, to, date, reference, patients, planName, amountCents, payBy }: InvoiceProps) {
  const amount = formatCents(amountCents);
  const facts: [string, string][] = [
    ['For', patients],
    ['Plan', planName],
    ['Amount', amount],
    ['Please pay by', longDate(payBy)],
    ['Reference', reference],
  ];
  return renderPaper({
    practice,
    title: 'Invoice',
    to,
    date,
    children: (
      <>
        <h1>Invoice</h1>
        <Facts facts={facts} />
        <p>
          Please make your check out to {practice.name} and send it to the address above, with the slip below. The plan
          begins when it is here.
        </p>
        <p>If you think that nothing is due, or that the amount is wrong, call us at {practice.phone} first.</p>
        <section class="slip" aria-label="Slip to send along">
          <p>Please cut here and send this part with your check</p>
          <Facts
            facts={[
              ['Pay to', [practice.name, ...practice.address].join(', ')],
              ['Amount', amount],
              ['Reference', reference],
            ]}
          />
        </section>
      </>
    ),
  });
}

function Facts({ facts }: { facts: readonly [string, string][] }) {
  return (
    <dl class="terms">
      {facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
