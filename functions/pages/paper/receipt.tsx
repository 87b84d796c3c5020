import { formatCents } from '../../domain/money/money.ts';
import { fullName, type Party } from '../../domain/people/person.ts';
import { longDate } from '../civil-date-words.ts';
import { Facts } from '../layout/facts.tsx';
import type { PracticeFace } from '../practice-face.ts';
import { renderPaper } from './paper.tsx';

export interface ReceiptProps {
  practice: PracticeFace;
  /** Who paid. */
  to: Party;
  /** The civil date on which it was paid. */
  date: string;
  reference: string;
  patients: string;
  planName: string;
  amountCents: number;
  period: { startsOn: string; endsOn: string };
  paidWith?: string | undefined;
  largePrint?: boolean;
}

/** What was paid, by whom, for whom and for which days. What it is for the tax it does not say: nobody here knows. */
export function renderReceipt(props: ReceiptProps): string {
  const { practice, to, date, reference, patients, planName, amountCents, period, paidWith, largePrint } = props;
  return renderPaper({
    practice,
    title: 'Receipt',
    to,
    date,
    largePrint,
    children: (
      <>
        <h1>Receipt</h1>
        <Facts
          facts={[
            ['Paid by', fullName(to)],
            ['For', patients],
            ['Plan', planName],
            ['Period', `${longDate(period.startsOn)} to ${longDate(period.endsOn)}`],
            ['Amount', paidWith ? `${formatCents(amountCents)} (${paidWith})` : formatCents(amountCents)],
            ['Paid on', longDate(date)],
            ['Reference', reference],
          ]}
        />
        <p>
          To cancel, call us at {practice.phone} or write to us, at any time and for any reason. You get back the fee
          for the days after the end, to the cent.
        </p>
      </>
    ),
  });
}
