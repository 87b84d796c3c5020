import { formatCents } from '../../domain/money/money.ts';
import type { Party } from '../../domain/people/person.ts';
import { longDate } from '../civil-date-words.ts';
import { Facts } from '../layout/facts.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { renderPaper } from './paper.tsx';
import { type Remittance, Slip } from './slip.tsx';

export interface InvoiceProps extends Remittance {
  practice: PracticeFace;
  to: Party;
  /** A civil date. */
  date: string;
  patients: string;
  planName: string;
  /** What has come of it; the amount is what is open. */
  paidCents?: number;
  /** A civil date. */
  payBy: string;
  /** A first payment, or one of a term. */
  of: 'first' | 'term';
  largePrint?: boolean;
}

/** An invoice to pay by check, with the slip that goes into the envelope with it. */
export function renderInvoice(props: InvoiceProps): string {
  const {
    practice,
    to,
    date,
    reference,
    patients,
    planName,
    amountCents,
    paidCents = 0,
    payBy,
    of,
    largePrint,
  } = props;
  return renderPaper({
    practice,
    title: 'Invoice',
    to,
    date,
    largePrint,
    children: (
      <>
        <h1>Invoice</h1>
        <Facts
          facts={[
            ['For', patients],
            ['Plan', planName],
            ...(paidCents > 0 ? ([['Paid so far', formatCents(paidCents)]] as const) : []),
            [paidCents > 0 ? 'Still open' : 'Amount', formatCents(amountCents)],
            ['Please pay by', longDate(payBy)],
            ['Reference', reference],
          ]}
        />
        <p>
          Please make your check out to {practice.name} and send it to the address above, with the slip below.
          {of === 'first' && ' The plan begins when it is here.'}
        </p>
        <p>If you think that nothing is due, or that the amount is wrong, call us at {practice.phone} first.</p>
        <Slip practice={practice} amountCents={amountCents} reference={reference} />
      </>
    ),
  });
}
