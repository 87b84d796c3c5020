import { renderPlanPage } from '../../../functions/pages/plan/plan-page.tsx';
import { renderDeclinePage } from '../../../functions/pages/signing/decline-page.tsx';
import { renderDonePage } from '../../../functions/pages/signing/done-page.tsx';
import { renderLinkPage } from '../../../functions/pages/signing/link-page.tsx';
import { renderSignPage } from '../../../functions/pages/signing/sign-page.tsx';
import { renderTermsPage } from '../../../functions/pages/signing/terms-page.tsx';
import { physicianName, practice, termsOf, textOf, token } from './example-facts.ts';

const startsOn = '2028-01-01';

/** The key terms of changed terms. */
export function changedTermsOf(name: string) {
  return {
    ...termsOf(name),
    price: { feeCents: 264_000, enrolmentFeeCents: 0 },
    firstChargeCents: 66_000,
    startsOn,
    renewal: { feeCents: 264_000, renewsOn: '2029-01-01' },
    change: {
      startsOn,
      oldFeeCents: 240_000,
      changes: ['New, paid for by the fee: Visits by video', 'The fee: $2,640 a year, until now $2,400'],
    },
  };
}

/** The pages as they are where the terms of the next year change, by name. */
export function changedTermsPages(name: string): Record<string, string> {
  const at = (step: string) => ({ practice, action: `/sign/${token}/${step}` });
  const done = {
    practice,
    physicianName,
    amountCents: 66_000,
    signatures: [{ name, capacity: 'Patient', signed: { as: name, on: '2027-11-25' } }],
    agreementHtml: textOf(name),
  };
  const plan = {
    practice,
    planName: 'Complete',
    physicianName,
    term: { startsOn: '2027-01-01', endsOn: '2027-12-31' },
    feeCents: 240_000,
    useHref: `/plan/${token}/use`,
  };
  const renewal = { startsOn, feeCents: 264_000, oldFeeCents: 240_000, isAutomatic: false };
  const active = { kind: 'active', cancelHref: `/plan/${token}/cancel` } as const;
  return {
    'changed-terms': renderTermsPage({ ...at('terms'), terms: changedTermsOf(name), disclosures: [] }),
    'sign-changed-terms': renderSignPage({
      ...at('sign'),
      signerName: name,
      capacity: 'Patient',
      terms: changedTermsOf(name),
    }),
    'changed-done': renderDonePage({ ...done, changesOn: startsOn, expiresOn: '2027-12-31' }),
    'changed-done-countersigned': renderDonePage({ ...done, changesOn: startsOn, isCountersigned: true }),
    'changed-done-in-force': renderDonePage({ ...done, changesOn: '', isCountersigned: true }),
    'changed-decline': renderDeclinePage({ ...at('decline'), ends: '2027-12-31', backHref: `/sign/${token}` }),
    'changed-over': renderLinkPage({ practice, state: 'terms-over' }),
    'changed-plan-to-sign': renderPlanPage({
      ...plan,
      state: {
        ...active,
        renewal: {
          ...renewal,
          change: { isSigned: false, open: { lastDay: '2027-12-31', action: `/plan/${token}/link` } },
        },
      },
    }),
    'changed-plan-linked': renderPlanPage({
      ...plan,
      done: 'linked',
      state: { ...active, renewal: { ...renewal, change: { isSigned: false } } },
    }),
    'changed-plan-signed': renderPlanPage({
      ...plan,
      state: { ...active, renewal: { ...renewal, change: { isSigned: true } } },
    }),
  };
}
