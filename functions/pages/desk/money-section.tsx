import { type Agreement, payingRef, personOf } from '../../domain/agreement/agreement.ts';
import { isPayerAsked } from '../../domain/agreement/on-payer.ts';
import { askedOn, type Invoice } from '../../domain/billing/invoice.ts';
import { practiceDate } from '../../domain/calendar/practice-time.ts';
import { owedAtEndCents } from '../../domain/ending/owed-at-end.ts';
import { creditCents, remainingCents } from '../../domain/ledger/invoice-money.ts';
import { balanceCents, bounceOf, type LedgerEntry } from '../../domain/ledger/ledger.ts';
import { formatCents } from '../../domain/money/money.ts';
import { fullName } from '../../domain/people/person.ts';
import { longDate } from '../civil-date-words.ts';
import { Facts } from '../layout/facts.tsx';
import { mediumWords } from '../payment-words.ts';
import { ActLink, type ActsFace } from './act-link.tsx';
import { takenOffWords } from './discount-words.ts';

const invoiceWords = { draft: 'to come', open: 'open', paid: 'paid', uncollectible: 'given up', void: 'void' } as const;

interface MoneyProps extends ActsFace {
  timeZone: string;
}

/** What was agreed, what was asked for, what came, and what is owed. */
export function Money(props: MoneyProps) {
  const { agreement } = props;
  const { plan, price, invoices, paymentMethod } = agreement;
  const { discount } = price;
  const rows: [string, string][] = [
    ['Plan', `${plan.name} (version ${plan.version})`],
    ['Fee for a year', formatCents(price.feeCents)],
    ...(discount === undefined ? [] : [['Taken off', takenOffWords(discount)] as [string, string]]),
    ...(price.enrolmentFeeCents === 0
      ? []
      : [['Enrolment fee', formatCents(price.enrolmentFeeCents)] as [string, string]]),
    ['Who pays', fullName(personOf(agreement, payingRef(agreement)))],
    ['Pays with', paymentMethod?.label ?? (isPayerAsked(agreement) ? 'Nothing yet: is asked' : 'Nothing yet')],
  ];
  return (
    <>
      <Facts facts={rows} />
      {invoices.length > 0 && <h3>Payments</h3>}
      <ul class="list sums">
        {invoices.map((invoice) => (
          <InvoiceItem {...props} invoice={invoice} />
        ))}
      </ul>
      <Movements {...props} />
    </>
  );
}

/** One payment of the year: when it is due, how it stands, and what may be done about it while it is open. */
function InvoiceItem(props: MoneyProps & { invoice: Invoice }) {
  const { invoice } = props;
  const { invoiceId, installment, amountCents, status, collection } = invoice;
  return (
    <li>
      <strong>
        Payment {installment}, {longDate(askedOn(invoice))}
      </strong>{' '}
      <b>{formatCents(amountCents)}</b> <span>{standing(invoice)}</span>
      {status === 'open' && (
        <ul class="acts">
          <ActLink {...props} act="payment" words="Record a payment" about={{ invoiceId }} />
          <ActLink {...props} act="credit" words="Ask for less" about={{ invoiceId }} />
          {collection && <ActLink {...props} act="extend" words="Give more time" about={{ invoiceId }} />}
          {collection && <ActLink {...props} act="write-off" words="Write it off" about={{ invoiceId }} />}
        </ul>
      )}
      {status === 'uncollectible' && (
        <ul class="acts">
          <ActLink {...props} act="payment" words="Money came for it after all" about={{ invoiceId }} />
        </ul>
      )}
    </li>
  );
}

function standing(invoice: Invoice): string {
  const { status, paidCents = 0, creditedCents = 0 } = invoice;
  return [
    ...(creditedCents === 0 ? [] : [`${formatCents(creditedCents)} less`]),
    ...(paidCents === 0 || status === 'paid' ? [] : [`${formatCents(paidCents)} paid`]),
    status === 'open' ? `${formatCents(remainingCents(invoice))} open` : invoiceWords[status],
  ].join(', ');
}

/** The sum of the ledger; what is paid ahead is said as such. */
function balance(agreement: Agreement): [words: string, amount: string, note?: string] {
  const atEnd = owedAtEndCents(agreement);
  // A refund that is on its way makes nobody owe less.
  const owed = atEnd > 0 ? atEnd : balanceCents(agreement.ledger);
  const ahead = creditCents(agreement);
  if (owed > 0) return ['Owed now', formatCents(owed)];
  if (owed === 0) return ['Owed now', 'Nothing'];
  return agreement.status === 'ended' || agreement.status === 'closed'
    ? ['To go back', formatCents(-owed)]
    : ['Paid ahead', formatCents(ahead), 'used for the next payment'];
}

/** What came and what went back, with what may be done about a check, and what is owed after it. */
function Movements(props: MoneyProps) {
  const { agreement, timeZone } = props;
  if (agreement.ledger.length === 0) return null;
  const [words, amount, note] = balance(agreement);
  return (
    <>
      <h3>What came, and what went back</h3>
      <ul class="list sums">
        {agreement.ledger
          .filter(({ kind }) => kind !== 'charge-due')
          .map((entry) => (
            <li>
              <span>{movementWords(entry, timeZone)}</span> <b>{formatCents(-entry.amountCents)}</b>
              {isStandingCheck(agreement, entry) && (
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
          ))}
        <li>
          <strong>{words}</strong> <b>{amount}</b> {note && <span>{note}</span>}
          {owedAtEndCents(agreement) > 0 && (
            <ul class="acts">
              <ActLink {...props} act="payment" words="Record a payment" />
              <ActLink {...props} act="write-off" words="Write it off" />
            </ul>
          )}
          {owedAtEndCents(agreement) < 0 && (
            <ul class="acts">
              <ActLink {...props} act="paid-back" words="It has gone back" />
            </ul>
          )}
        </li>
      </ul>
    </>
  );
}

function isStandingCheck({ ledger }: Agreement, { kind, received, entryId }: LedgerEntry): boolean {
  return kind === 'payment' && received?.medium === 'check' && bounceOf(ledger, entryId) === undefined;
}

const kindWords: Record<Exclude<LedgerEntry['kind'], 'payment'>, string> = {
  'charge-due': 'Asked for',
  'bounced-check': 'Check taken back by the bank',
  refund: 'Paid back',
  credit: 'Asked for no more',
  'write-off': 'Written off',
};

function movementWords({ kind, at, received }: LedgerEntry, timeZone: string): string {
  const day = longDate(received?.receivedOn ?? practiceDate(at, timeZone));
  if (kind !== 'payment') return `${kindWords[kind]} on ${day}`;
  if (received === undefined) return `Charged on ${day}`;
  const { medium, reference } = received;
  return `${mediumWords[medium]}${reference === '' ? '' : ` ${reference}`}, came on ${day}`;
}
