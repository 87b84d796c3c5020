import type { Agreement, Invoice } from '../../domain/agreement/agreement.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { creditCents, remainingCents } from '../../domain/ledger/invoice-money.ts';
import { balanceCents, bounceOf, type LedgerEntry } from '../../domain/ledger/ledger.ts';
import { formatCents } from '../../domain/money/money.ts';
import { longDate } from '../civil-date-words.ts';
import { Facts } from '../layout/facts.tsx';
import { mediumWords } from '../payment-words.ts';
import { ActLink, type ActsFace } from './act-link.tsx';

const invoiceWords = { draft: 'to come', open: 'open', paid: 'paid', uncollectible: 'given up', void: 'void' } as const;

interface MoneyProps extends ActsFace {
  timeZone: string;
}

/** What was agreed, what was asked for, what came, and what is owed. */
export function Money(props: MoneyProps) {
  const { agreement } = props;
  const { plan, price, invoices, ledger, paymentMethod } = agreement;
  const { discount } = price;
  const rows: [string, string][] = [
    ['Plan', `${plan.name} (version ${plan.version})`],
    ['Fee for a year', formatCents(price.feeCents)],
    ...(discount === undefined
      ? []
      : [['Taken off', `${formatCents(discount.offCents)}: ${discount.reason}`] as [string, string]]),
    ...(price.enrolmentFeeCents === 0
      ? []
      : [['Enrolment fee', formatCents(price.enrolmentFeeCents)] as [string, string]]),
    ['Pays with', paymentMethod?.label ?? 'Nothing yet'],
    ...invoices.map((invoice): [string, string] => [
      `Payment ${invoice.installment}, ${longDate(invoice.dueOn)}`,
      standing(invoice),
    ]),
    ...(ledger.length === 0 ? [] : [balance(agreement)]),
  ];
  return (
    <>
      <Facts facts={rows} />
      <ul class="acts">
        {invoices
          .filter(({ status }) => status === 'open')
          .flatMap(({ invoiceId, collection }) => [
            <ActLink
              {...props}
              act="payment"
              words="Record a payment"
              about={{ invoiceId, paymentId: `p${ledger.length + 1}` }}
            />,
            <ActLink
              {...props}
              act="credit"
              words="Ask for less"
              about={{ invoiceId, creditId: `c${ledger.length + 1}` }}
            />,
            ...(collection === undefined
              ? []
              : [
                  <ActLink {...props} act="extend" words="Give more time" about={{ invoiceId }} />,
                  <ActLink {...props} act="write-off" words="Write it off" about={{ invoiceId }} />,
                ]),
          ])}
      </ul>
      <Movements {...props} />
    </>
  );
}

function standing(invoice: Invoice): string {
  const { amountCents, status, paidCents = 0, creditedCents = 0 } = invoice;
  return [
    formatCents(amountCents),
    ...(creditedCents === 0 ? [] : [`${formatCents(creditedCents)} less`]),
    ...(paidCents === 0 || status === 'paid' ? [] : [`${formatCents(paidCents)} paid`]),
    status === 'open' ? `${formatCents(remainingCents(invoice))} open` : invoiceWords[status],
  ].join(', ');
}

/** The sum of the ledger; what is paid ahead is said as such. */
function balance(agreement: Agreement): [string, string] {
  const owed = balanceCents(agreement.ledger);
  const ahead = creditCents(agreement);
  if (owed > 0) return ['Owed now', formatCents(owed)];
  if (owed === 0) return ['Owed now', 'Nothing'];
  return agreement.status === 'ended' || agreement.status === 'closed'
    ? ['To go back', formatCents(-owed)]
    : ['Paid ahead', `${formatCents(ahead)}, used for the next payment`];
}

/** What came and what went back, with what may be done about a check. */
function Movements(props: MoneyProps) {
  const { agreement, timeZone } = props;
  const moved = agreement.ledger.filter(({ kind }) => kind !== 'charge-due');
  if (moved.length === 0) return null;
  return (
    <ul class="list">
      {moved.map((entry) => {
        const isCheck = entry.kind === 'payment' && entry.received?.medium === 'check';
        return (
          <li>
            <strong>{formatCents(Math.abs(entry.amountCents))}</strong>
            <span>{movementWords(entry, timeZone)}</span>
            {isCheck && bounceOf(agreement.ledger, entry.entryId) === undefined && (
              <ul class="acts">
                <ActLink
                  {...props}
                  act="bounced"
                  words="The bank took this check back"
                  about={{ paymentId: entry.entryId }}
                />
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const kindWords: Record<Exclude<LedgerEntry['kind'], 'payment'>, string> = {
  'charge-due': 'asked for',
  'bounced-check': 'check taken back by the bank',
  refund: 'paid back',
  credit: 'asked for no more',
  'write-off': 'written off',
};

function movementWords({ kind, at, received }: LedgerEntry, timeZone: string): string {
  const day = longDate(received?.receivedOn ?? practiceDate(at, timeZone));
  if (kind !== 'payment') return `${kindWords[kind]} on ${day}`;
  if (received === undefined) return `charged on ${day}`;
  const { medium, reference } = received;
  return `${mediumWords[medium]}${reference === '' ? '' : ` ${reference}`}, came on ${day}`;
}
