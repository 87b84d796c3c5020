import { fullName, type Party } from '../../domain/people/person.ts';
import { Facts } from '../layout/facts.tsx';
import { type StatementFacts, statementRows } from '../mails/statement.ts';
import type { PracticeFace } from '../practice-face.ts';
import { renderPaper } from './paper.tsx';

export interface StatementProps extends StatementFacts {
  practice: PracticeFace;
  /** Who paid. */
  to: Party;
  /** The civil date on which it is printed. */
  date: string;
  reference: string;
  patients: string;
  planName: string;
  largePrint?: boolean;
}

/** What a payer paid in a year, with full names, to print. */
export function renderStatement(props: StatementProps): string {
  const { practice, to, date, reference, patients, planName, year, largePrint } = props;
  return renderPaper({
    practice,
    title: `Payments in ${year}`,
    to,
    date,
    largePrint,
    children: (
      <>
        <h1>Payments in {year}</h1>
        <Facts
          facts={[
            ['Paid by', fullName(to)],
            ['For', patients],
            ['Plan', planName],
            ...statementRows(props),
            ['Reference', reference],
          ]}
        />
        <p>If anything here is not as you have it, call us at {practice.phone}.</p>
      </>
    ),
  });
}
