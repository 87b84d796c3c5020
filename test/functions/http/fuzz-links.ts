import type { LinkPath } from '../../../functions/actions/composed-notice.ts';
import type { AgreementEvent } from '../../../functions/domain/agreement/events.ts';
import { applyAndConfirm, Signing, screens } from '../../support/applicant.ts';
import { anApplication, aPhysician, daysLater, events, monday } from '../../support/builders.ts';
import type { PatientPages } from '../../support/patient-pages.ts';
import { decided, depsOf, idOf, storedAgreement } from '../../support/stored.ts';

/** Links that work, by what they open, to agreements in every status that a link of its kind may lead to. */
export interface FuzzLinks {
  links: Record<string, string[]>;
  /** Of somebody who has said who they are. */
  session: string[];
}

const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
export async function fuzzLinks(pages: PatientPages): Promise<FuzzLinks> {
  // Each link has an agreement of its own, and each agreement a seat.
  await pages.fresh({
    physicians: [aPhysician({ panelCap: 40 }), aPhysician({ physicianId: 'dr-other', panelCap: 40 })],
  });
  await applyAndConfirm(pages);
  const signing = await Signing.ofPatient(pages);
  await signing.submit('identity', screens.identity);
  const deps = depsOf(pages.table);
  const links: FuzzLinks['links'] = { sign: [signing.token], offer: [], pay: [], payer: [], plan: [], confirm: [] };
  let count = 1;
  const add = async (
    path: LinkPath,
    noticeKey: string,
    status: Parameters<typeof storedAgreement>[1],
    {
      given = {},
      before = [],
      after = [],
      at = monday,
    }: { given?: object; before?: AgreementEvent[]; after?: AgreementEvent[]; at?: string } = {},
  ) => {
    count += 1;
    const id = idOf(count);
    await storedAgreement(deps, status, { application: anApplication({ applicationId: id, ...given }) });
    for (const event of before) await decided(deps, id, event);
    links[path]?.push(await pages.mailed({ kind: 'agreement', id }, noticeKey, path));
    for (const event of after) await decided(depsOf(pages.table, at), id, event);
  };

  await add('sign', 'request-d1-s1', 'awaiting_signature');
  await add('sign', 'request-d1-s1', 'awaiting_signature', { after: [events.declined] });
  await add('offer', 'waitlisted-s1', 'waitlisted');
  await add('offer', 'waitlisted-s1', 'waitlisted', { after: [events.seatOffered] });
  await add('offer', 'waitlisted-s1', 'waitlisted', { after: [events.seatOffered, events.offerDeclined] });
  await add('pay', 'unpaid-t1_i1-1', 'awaiting_payment', { before: [events.paymentFailed] });
  await add('pay', 'unpaid-t1_i1-1', 'awaiting_payment', {
    before: [events.paymentFailed],
    after: [events.otherMethodSaved, { ...events.paymentSucceeded, methodNumber: 2 }],
  });
  await add('payer', 'payer', 'awaiting_signature', { given: { payer } });
  await add('payer', 'payerfresh-1', 'active', { before: [events.payerNamed] });
  await add('payer', 'payerfresh-1', 'active', {
    before: [events.payerNamed],
    after: [events.payerAuthorised, events.methodSaved],
  });
  const atTermEnd = { ...events.cancelled, how: 'at-term-end' as const };
  for (const after of [
    [],
    [events.renewalPlanned],
    [events.doctorProposed],
    [events.cancelled],
    [atTermEnd],
    [events.deathRecorded],
  ]) {
    await add('plan', 'welcome-s1', 'active', { after });
  }
  const undecided = [events.renewalPlanned, { ...events.renewalDue, unproven: ['contract'] }];
  await add('plan', 'welcome-s1', 'active', { after: undecided, at: daysLater(365) });
  await add('plan', 'welcome-s1', 'active', { after: [events.cancelled, events.careEnded], at: daysLater(1) });
  return { links, session: signing.cookies };
}
