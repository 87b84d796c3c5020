import { renderDeclinePage } from '../../../functions/pages/signing/decline-page.tsx';
import { renderDonePage } from '../../../functions/pages/signing/done-page.tsx';
import { renderLinkPage } from '../../../functions/pages/signing/link-page.tsx';
import { renderSignPage } from '../../../functions/pages/signing/sign-page.tsx';
import { renderTermsPage } from '../../../functions/pages/signing/terms-page.tsx';
import { physicianName, practice, termsOf, textOf, token } from './example-facts.ts';

/** The key terms where Kim joins, for $3,600 for two from then on. */
export function joiningTermsOf(name: string, lastName: string) {
  const joins = `Kim ${lastName}`;
  return {
    ...termsOf(name),
    memberNames: [name, joins],
    price: { feeCents: 360_000, enrolmentFeeCents: 0 },
    firstChargeCents: 60_500,
    joining: { name: joins, oldFeeCents: 240_000, endsOn: '2027-12-31' },
    renewal: { feeCents: 360_000, renewsOn: '2028-01-01' },
  };
}

/** The pages as they are where an adult joins, by name. */
export function joiningPages(name: string, lastName: string): Record<string, string> {
  const at = (step: string) => ({ practice, action: `/sign/${token}/${step}` });
  const terms = joiningTermsOf(name, lastName);
  const joins = terms.joining.name;
  const done = {
    practice,
    physicianName,
    amountCents: terms.firstChargeCents,
    joins,
    isOthersTurn: true,
    signatures: [
      { name, capacity: 'Patient', signed: { as: name, on: '2027-06-25' } },
      { name: joins, capacity: 'Patient', signed: undefined },
    ],
    agreementHtml: textOf(name),
  };
  return {
    joining: renderTermsPage({ ...at('terms'), terms, disclosures: [] }),
    'joining-for-nothing': renderTermsPage({
      ...at('terms'),
      terms: { ...terms, price: { feeCents: 240_000, enrolmentFeeCents: 0 }, firstChargeCents: 0 },
      disclosures: [],
    }),
    'sign-joining': renderSignPage({ ...at('sign'), signerName: name, capacity: 'Patient', terms }),
    'joining-done': renderDonePage({ ...done, expiresOn: '2027-07-25' }),
    'joining-done-countersigned': renderDonePage({ ...done, isCountersigned: true }),
    'joining-decline': renderDeclinePage({ ...at('decline'), joins, backHref: `/sign/${token}` }),
    'joining-link-over': renderLinkPage({ practice, state: 'joining-over' }),
  };
}
