import type { AgreementEvent } from '../../domain/agreement/events.ts';
import { isDated } from '../../domain/agreement/next-date.ts';
import { guardianCandidates } from '../../domain/agreement/on-guardian.ts';
import { payerCandidates, refOf } from '../../domain/agreement/on-payer.ts';
import { mayConsent } from '../../domain/signing/signers.ts';
import type { FieldChecks } from '../forms/checks.ts';
import type { Acting } from './acting.ts';

/** Another pays from now on: one of those who sign, or somebody else. */
export function namePayer({ request, loaded, checks, by }: Acting): AgreementEvent {
  const { agreement } = loaded;
  const about = { type: 'payer_named', replaces: Number(request.form.replaces ?? 0), by } as const;
  const ids = isDated(agreement) ? payerCandidates(agreement) : [];
  const who =
    ids.length === 0 ? 'other' : checks.choice('who', [...ids, 'other'], 'Please choose who pays from now on.');
  if (who === 'other') return { ...about, party: readParty(checks) };
  return { ...about, memberId: who };
}

/** Another of the signers speaks for a child from now on. */
export function nameGuardian({ request, loaded, checks, by }: Acting): AgreementEvent {
  const { memberId = '', signerId: chosen } = request.form;
  const ids = guardianCandidates(loaded.agreement, memberId).map((signer) => signer.signerId);
  const capacities = ['parent', 'guardian'] as const;
  // A form that came twice: it is that person by now.
  const isThem = loaded.agreement.members.some(
    (one) => one.memberId === memberId && one.guardian !== undefined && one.guardian.signerId === chosen,
  );
  return {
    type: 'guardian_named',
    memberId,
    signerId: isThem && chosen ? chosen : checks.choice('signerId', ids, 'Please choose who signs from now on.'),
    capacity: checks.choice('capacity', capacities, 'Please say whether it is a parent or a guardian.'),
    proof: checks.text('proof', 'what shows that they may', { max: 200 }),
    by,
  };
}

/** Somebody gets copies, as one of those who sign has agreed. */
export function addHelper({ loaded, checks, by }: Acting): AgreementEvent {
  const signers = mayConsent(loaded.agreement);
  const ids = signers.map(({ signerId }) => signerId);
  const chosen = ids.length === 1 ? ids[0] : checks.choice('consentedBy', ids, 'Please choose who has agreed to it.');
  const signer = signers.find(({ signerId }) => signerId === chosen);
  checks.checked('consent', 'Please confirm that they have agreed to it.');
  const consentedBy = signer === undefined ? {} : refOf(signer);
  return { type: 'helper_added', party: readParty(checks), consentedBy, by };
}

function readParty(checks: FieldChecks) {
  return {
    firstName: checks.name('firstName', 'a first name'),
    lastName: checks.name('lastName', 'a last name'),
    email: checks.email('email'),
  };
}
