import { disclosuresFor } from '../../../functions/pages/disclosures.ts';
import { renderInvoice } from '../../../functions/pages/paper/invoice.tsx';
import { letterFromMail } from '../../../functions/pages/paper/letter.tsx';
import { renderPacket } from '../../../functions/pages/paper/packet.tsx';
import { renderReceipt } from '../../../functions/pages/paper/receipt.tsx';
import { renderStatement } from '../../../functions/pages/paper/statement.tsx';
import { changedTermsOf } from './example-changed-terms.ts';
import { physicianName, plans, practice, termsOf, textOf } from './example-facts.ts';
import { joiningTermsOf } from './example-joining.ts';
import { exampleMails } from './example-mails.ts';

/** The mails that may have to go by post; requests to sign go as a packet, and all others to people with email alone. */
export const posted = [
  'waitlisted',
  'seat-offer',
  'payer-request',
  'payer-reminder',
  'payer-in-force',
  'pays-no-more',
  'guardian-named',
  'guardian-replaced',
  'copy-request',
  'copy-closed',
  'payment-failed',
  'payment-to-confirm',
  'payment-bank-failed',
  'check-reminder',
  'payment-reminder',
  'receipt',
  'renewal-automatic',
  'renewal-new-price',
  'renewal-offer',
  'renewal-to-sign',
  'renewal-signed',
  'renewed',
  'grace',
  'grace-to-sign',
  'ending',
  'ending-by-practice',
  'ending-doctor-leaves',
  'resumed',
  'new-doctor-wished',
  'new-doctor-leaves',
  'new-doctor-reminder',
  'doctor-settled',
  'doctor-stays',
  'ended',
  'ended-by-check',
  'coming-of-age',
  'joined',
  'joining-over',
  'one-fewer',
  'left',
  'welcome',
  'welcome-no-renewal',
  'closed-declined',
  'closed-expired',
  'closed-unpaid',
  'closed-voided',
  'closed-physician_left',
  'closed-withdrawn',
  'closed-offer_declined',
  'closed-offer_lapsed',
  'closed-payer',
];

export const reference = 'AAAA-0000-0000-0001 / d1';
const remittance = { amountCents: 65_000, reference: 'AAAA-0000-0000-0001 / t1-i1' };

/** Every paper, by name. */
export function examplePapers(firstName = 'Rosa', lastName = 'Alvarado'): Record<string, string> {
  const name = `${firstName} ${lastName}`;
  const address = { line1: '9 Letterbox Row', line2: 'Apartment 4', city: 'Albany', state: 'NY', postalCode: '12207' };
  const to = { firstName, lastName, address };
  const post = { practice, to, date: '2026-11-27' };
  const disclosures = disclosuresFor({
    practiceName: practice.name,
    physician: { name: physicianName, medicareStatus: 'not-opted-out' },
    plan: { services: plans[1]?.services ?? [], notCovered: plans[1]?.notCovered ?? [], legalModel: 'bills-insurance' },
    isMedicareBeneficiary: true,
  });
  const packet = {
    ...post,
    reference,
    signers: [{ name, capacity: 'Patient, and parent of Ann', forWhom: [name, `Ann ${lastName}`] }],
    expiresOn: '2026-12-25',
    terms: termsOf(name),
    disclosures,
    agreementHtml: textOf(name),
    pays: true,
  };
  const couple = [
    { name, capacity: 'Patient', forWhom: [name] },
    { name: `Jo ${lastName}`, capacity: 'Patient', forWhom: [`Jo ${lastName}`] },
  ];
  const invoice = {
    ...post,
    ...remittance,
    patients: name,
    planName: 'Complete',
    payBy: '2026-12-18',
    of: 'first',
  } as const;
  const mails = exampleMails(firstName);
  return {
    packet: renderPacket(packet),
    'packet-large': renderPacket({ ...packet, largePrint: true }),
    'packet-of-two': renderPacket({ ...packet, signers: couple, pays: false, expiresOn: undefined }),
    'packet-changed-terms': renderPacket({ ...packet, terms: changedTermsOf(name), pays: false }),
    'packet-joining': renderPacket({ ...packet, terms: joiningTermsOf(name, lastName), pays: false }),
    invoice: renderInvoice(invoice),
    'invoice-large': renderInvoice({ ...invoice, largePrint: true }),
    'invoice-of-term': renderInvoice({ ...invoice, of: 'term' }),
    receipt: renderReceipt({
      ...invoice,
      period: { startsOn: '2027-04-01', endsOn: '2027-06-30' },
      paidWith: 'Visa ending in 4242',
    }),
    statement: renderStatement({
      ...post,
      reference: 'AAAA-0000-0000-0001',
      patients: name,
      planName: 'Complete',
      year: 2026,
      lines: [
        { on: '2026-04-01', kind: 'payment', cents: 60_000 },
        { on: '2026-04-06', kind: 'bounced-check', cents: 60_000 },
        { on: '2026-04-14', kind: 'payment', cents: 65_050 },
        { on: '2026-11-20', kind: 'refund', cents: 5_050 },
      ],
      totalCents: 60_000,
    }),
    ...Object.fromEntries(
      posted.flatMap((kind) => {
        const mail = mails[kind];
        if (mail === undefined) throw new RangeError(`There is no mail "${kind}"`);
        const isAboutMoney = /^(payment|check)/.test(kind);
        const letter = { ...post, remittance: isAboutMoney ? remittance : undefined };
        return [
          [`letter-${kind}`, letterFromMail(mail, letter)],
          [`letter-${kind}-large`, letterFromMail(mail, { ...letter, largePrint: true })],
        ];
      }),
    ),
  };
}
