import { noticeKeys } from '../domain/notices/notice.ts';
import { unprovenRules, unprovenTo } from '../domain/notices/notice-proof.ts';
import { renewalSigners } from '../domain/renewal/consent.ts';
import { payerNotice } from '../domain/renewal/payer-notice.ts';
import { type Deps, decide, getAgreement } from './decide.ts';

/** The renewal date has come: what is proven of its notices decides whether it may renew by itself. */
export async function decideRenewal(deps: Deps, agreementId: string): Promise<string> {
  const { agreement, notices } = await getAgreement(deps, agreementId);
  const { renewal } = agreement;
  if (renewal === undefined) return 'nothing-due';
  const { term, startsOn } = renewal;
  const toSigners = unprovenRules(
    renewal.notices,
    renewalSigners(agreement, startsOn).map(({ signerId }) => signerId),
    (number, signerId) => notices.get(noticeKeys.renewal(term, number, signerId)),
    deps.timeZone,
  );
  const toPayer = payerNotice(agreement, term);
  const unproven = [
    ...new Set([
      ...toSigners,
      ...(toPayer === undefined ? [] : unprovenTo(toPayer.serves, notices.get(toPayer.noticeKey), deps.timeZone)),
    ]),
  ];
  const { agreement: after, refusal } = await decide(deps, agreementId, { type: 'renewal_due', unproven });
  return refusal ?? after.status;
}
