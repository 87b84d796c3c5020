import { describe, expect, test } from '@jest/globals';
import { type Agreement, payingRef, personOf } from '../../../../functions/domain/agreement/agreement.ts';
import { type AgreementEvent, isRefused } from '../../../../functions/domain/agreement/events.ts';
import { joiningOf } from '../../../../functions/domain/agreement/joining.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { unfinishedOf, workflowsOf } from '../../../../functions/domain/agreement/workflows.ts';
import { seatsHeld } from '../../../../functions/domain/panel/panel.ts';
import { isRenewalConsented } from '../../../../functions/domain/renewal/consent.ts';
import { askedSigners, patientSigners, signersFor } from '../../../../functions/domain/signing/signers.ts';
import { afterEvents, decideOn, events, monday, newYork } from '../../../support/builders.ts';
import { household } from '../../../support/household.ts';

// The household's year runs from 2 March 2026 to 1 March 2027.
const day = (civilDate: string) => `${civilDate}T16:00:00.000Z`;
const asks = { ...events.adultAsked, memberId: 'm4' } satisfies AgreementEvent;
const d2 = { documentId: 'd2' };
const textHash = asks.text.textHash;
const stop = { type: 'joining_stopped', ...d2, by: 'staff-1' } as const;

const signs = (signerId: string): AgreementEvent[] => [
  { ...events.recordsConsented, ...d2, signerId },
  { ...events.disclosuresAccepted, ...d2, signerId, ids: asks.text.disclosureIds },
  { ...events.documentRead, ...d2, signerId },
  { ...events.signed, ...d2, signerId, textHash },
];
const opened = { ...events.signingOpened, ...d2 };
const countersigned = { ...events.countersigned, ...d2, signerId: 's3', textHash };
/** What was given for electronic records goes on. */
const again = (signerId: string) => signs(signerId).slice(1);
const bySigners = [...again('s1'), ...again('s2'), ...signs('s4')];

const asked = (on = day('2026-09-01')) => afterEvents(household(), [asks, opened], on);
const signed = (on = day('2026-09-01')) => afterEvents(asked(on), bySigners, on);
const decide = (agreement: Agreement, event: AgreementEvent, now = day('2026-09-02')) =>
  decideOn(agreement, event, now);
const refusal = (agreement: Agreement, event: AgreementEvent, now = day('2026-09-02')) => {
  const outcome = transition(agreement, event, now, newYork);
  return isRefused(outcome) ? outcome.refusal : undefined;
};
const statusOf = ({ documents }: Agreement) => documents[1]?.status;
const keysOf = ({ wishes }: ReturnType<typeof decide>) =>
  wishes.flatMap((wish) => ('noticeKey' in wish ? [wish.noticeKey] : []));

describe('an adult who is asked to join', () => {
  test('signs with everybody who signed, before the physician, and a seat is kept', () => {
    const { agreement, facts, wishes } = decide(household(), asks);
    const document = joiningOf(agreement)?.document;
    expect(document?.signers.map(({ signerId, memberId, capacity }) => [signerId, memberId, capacity])).toEqual([
      ['s1', 'm1', 'self'],
      ['s2', 'm2', 'self'],
      ['s4', 'm4', 'self'],
      ['s3', undefined, 'physician'],
    ]);
    expect(document?.signers[0]?.wards).toEqual([{ memberId: 'm3', capacity: 'parent' }]);
    expect([agreement.members.length, seatsHeld(agreement)]).toEqual([3, 4]);
    expect(wishes).toEqual([{ workflow: 'signing', ...d2 }]);
    expect(JSON.stringify(facts)).not.toMatch(/Lee|1990|example\.com/);
    expect(workflowsOf(agreement, '2026-09-02')).toContainEqual({ workflow: 'signing', ...d2 });
  });

  test('has thirty days, and no longer than the year that runs', () => {
    expect(joiningOf(asked())?.document.expiresOn).toBe('2026-10-01');
    expect(joiningOf(asked(day('2027-02-20')))?.document.expiresOn).toBe('2027-03-01');
  });

  test('without an email address signs on paper', () => {
    const { email: _, ...person } = asks.person;
    const { agreement } = decide(household(), { ...asks, person });
    expect(joiningOf(agreement)?.document.signers[2]?.onPaper).toBe(true);
  });

  test('changes nothing of the others until the physician has signed', () => {
    const before = household();
    const { members, price, terms, invoices, ledger } = signed();
    expect({ members, price, terms, invoices, ledger }).toEqual({
      members: before.members,
      price: before.price,
      terms: before.terms,
      invoices: before.invoices,
      ledger: before.ledger,
    });
  });

  test('is a member from the day of the last signature, billed for the days that are left', () => {
    const done = decide(signed(), countersigned, day('2026-09-10'));
    const { agreement } = done;
    expect(agreement.members[3]).toMatchObject({
      memberId: 'm4',
      firstName: 'Lee',
      joined: { on: '2026-09-10', recordedBy: 'staff-1' },
    });
    expect([agreement.askedMembers, joiningOf(agreement), seatsHeld(agreement)]).toEqual([undefined, undefined, 4]);
    // 173 of the 365 days of $2,400.
    const cents = Math.round((240_000 * 173) / 365);
    expect(agreement.price.feeCents).toBe(720_000);
    expect(agreement.terms[0]?.changes).toEqual([{ memberId: 'm4', from: '2026-09-10', feeCents: cents }]);
    expect(agreement.invoices.at(-1)).toMatchObject({ status: 'draft', amountCents: cents, dueOn: '2026-09-10' });
    expect(keysOf(done)).toEqual(['joined-m4-s1', 'joined-m4-s2', 'joined-m4-s4']);
    expect(done.facts.map(({ type }) => type)).toEqual(['countersigned', 'adult_joined']);
  });

  test('signs for themself from decide on, and the renewal asks for their yes, too', () => {
    const consents = (renewalConsent: boolean) =>
      afterEvents(
        asked(),
        [...bySigners.with(-1, { ...events.signed, ...d2, signerId: 's4', textHash, renewalConsent }), countersigned],
        day('2026-09-02'),
      );
    const joined = consents(true);
    expect(patientSigners(joined).map(({ signerId }) => signerId)).toEqual(['s1', 's2', 's4']);
    expect(signersFor(joined, 'm4').map(({ signer, capacity }) => [signer.signerId, capacity])).toEqual([
      ['s4', 'self'],
    ]);
    expect(isRenewalConsented(joined, '2027-03-02')).toBe(true);
    expect(isRenewalConsented(consents(false), '2027-03-02')).toBe(false);
  });
});

describe('asking an adult is refused', () => {
  const { adultAsked, memberAdded, memberLeaves, doctorProposed } = events;
  test.each<[string, Agreement, AgreementEvent]>([
    ['nothing_changes', asked(), asks],
    ['joining_under_way', asked(), { ...asks, memberId: 'm5' }],
    ['not_found', household(), { ...asks, memberId: 'm9' }],
    ['not_of_age', household(), { ...asks, person: { ...asks.person, birthDate: '2012-01-01' } }],
    ['document_closed', afterEvents(household(), [{ ...events.cancelled, endsOn: '2026-12-01' }], monday), asks],
    ['change_under_way', afterEvents(household(), [{ ...doctorProposed, effectiveOn: '2026-04-01' }]), asks],
    // Of others, while somebody is asked: what is signed names them.
    ['joining_under_way', asked(), { ...memberAdded, memberId: 'm5' }],
    ['joining_under_way', asked(), { ...memberLeaves, memberId: 'm2' }],
    ['joining_under_way', asked(), { ...doctorProposed, effectiveOn: '2026-10-01' }],
    ['not_your_turn', asked(), countersigned],
    ['text_changed', signed(), { ...countersigned, textHash: adultAsked.text.textHash.replace('e', 'f') }],
  ])('as %s', (why, agreement, event) => {
    expect(refusal(agreement, event)).toBe(why);
  });
});

describe('a joining comes to nothing', () => {
  const nobody = (agreement: Agreement) => {
    expect([joiningOf(agreement), seatsHeld(agreement), agreement.members.length]).toEqual([undefined, 3, 3]);
    // Whom the letters and the timeline are about is known still.
    expect(personOf(agreement, { memberId: 'm4' }).firstName).toBe('Lee');
  };
  const told = ['joiningover-d2-s1', 'joiningover-d2-s2', 'joiningover-d2-s4'];

  test.each(['s1', 's4', 's3'])('declined by %s, and everybody who was to sign is told', (signerId) => {
    const done = decide(signed(), { ...events.declined, ...d2, signerId });
    nobody(done.agreement);
    expect([statusOf(done.agreement), done.agreement.status]).toEqual(['declined', 'active']);
    expect(done.agreement.needsAttention.map(({ code }) => code)).toEqual(['joining_declined']);
    expect(keysOf(done)).toEqual(told);
  });

  test('expired', () => {
    const expire = { type: 'document_expired', ...d2 } as const;
    expect(refusal(asked(), expire, day('2026-10-01'))).toBe('nothing_changes');
    const done = decide(asked(), expire, day('2026-10-02'));
    nobody(done.agreement);
    expect(done.agreement.needsAttention.map(({ code }) => code)).toEqual(['joining_expired']);
    expect(keysOf(done)).toEqual(told);
  });

  test('taken back by staff, once, until it is signed', () => {
    const done = decide(asked(), stop);
    nobody(done.agreement);
    expect([statusOf(done.agreement), done.agreement.needsAttention]).toEqual(['voided', []]);
    expect(keysOf(done)).toEqual(told);
    expect(refusal(done.agreement, stop)).toBe('nothing_changes');
    expect(refusal(decide(signed(), countersigned).agreement, stop)).toBe('document_closed');
    expect(refusal(household(), stop)).toBe('not_found');
    expect(refusal(asked(), { ...stop, documentId: 'd1' })).toBe('not_found');
  });

  test.each<[string, AgreementEvent]>([
    ['the agreement is cancelled', { ...events.cancelled, endsOn: '2026-12-01', noticeReceivedOn: '2026-09-02' }],
    ['a member dies', { ...events.deathRecorded, memberId: 'm2', diedOn: '2026-09-02' }],
    ['the physician leaves', { ...events.physicianLeaves, leave: { on: '2026-12-31' } }],
  ])('stopped since %s, and a person is told', (_, event) => {
    const done = decide(signed(), event);
    expect([joiningOf(done.agreement), statusOf(done.agreement)]).toEqual([undefined, 'voided']);
    expect(done.agreement.needsAttention.map(({ code }) => code)).toContain('joining_stopped');
    expect(done.facts.at(-1)).toMatchObject({ type: 'joining_stopped', data: d2 });
    expect(refusal(done.agreement, countersigned)).toBe('document_closed');
  });

  test('does not come back where the ending is undone: its seat was given back', () => {
    const cancelled = { ...events.cancelled, endsOn: '2026-12-01', noticeReceivedOn: '2026-09-02' };
    const undone = decide(decide(signed(), cancelled).agreement, events.endingUndone).agreement;
    expect([undone.status, statusOf(undone), seatsHeld(undone)]).toEqual(['active', 'voided', 3]);
  });

  test('and somebody else may be asked afterwards, under an id and a signer of their own', () => {
    const next = decide(decide(asked(), stop).agreement, { ...asks, memberId: 'm5' }).agreement;
    expect(joiningOf(next)?.document.signers.map(({ signerId }) => signerId)).toEqual(['s1', 's2', 's5', 's3']);
    expect(next.askedMembers?.map(({ memberId }) => memberId)).toEqual(['m4', 'm5']);
    expect(seatsHeld(next)).toBe(4);
  });
});

test('a mistyped address of whoever is asked is mended, and a fresh link goes to the new one', () => {
  const contact = { email: 'lee.new@example.com' };
  const mend = { type: 'contact_corrected', person: { memberId: 'm4' }, contact, by: 'staff-1' } as const;
  const done = decide(asked(), mend);
  expect(personOf(done.agreement, { memberId: 'm4' }).email).toBe('lee.new@example.com');
  expect(keysOf(done)).toEqual(['fresh-d2-s4-1']);
  const [, document] = done.agreement.documents;
  expect(document && askedSigners(done.agreement, document).map(({ signerId }) => signerId)).toEqual([
    's1',
    's2',
    's4',
  ]);
});

test('a mistyped date of birth is mended, unless they cost or sign otherwise by it', () => {
  const mend = (birthDate: string) =>
    ({ type: 'birth_date_corrected', memberId: 'm4', birthDate, by: 'staff-1' }) as const;
  const { agreement } = decide(signed(), mend('1990-06-03'));
  expect(personOf(agreement, { memberId: 'm4' }).birthDate).toBe('1990-06-03');
  expect(statusOf(agreement)).toBe('open');
  for (const birthDate of ['2015-06-30', '2031-01-01']) {
    expect(refusal(signed(), mend(birthDate))).toBe('other_contract');
  }
  expect(refusal(asked(), mend('1990-06-30'))).toBe('nothing_changes');
});

describe('whoever has joined', () => {
  const joined = () => decide(signed(), countersigned).agreement;

  test('is asked to pay where those who signed first have died or left, and never before them', () => {
    const dies = (agreement: Agreement, memberId: string) =>
      decide(agreement, { ...events.deathRecorded, memberId, diedOn: '2026-09-02' }).agreement;
    const first = dies(joined(), 'm1');
    expect([payingRef(joined()).memberId, payingRef(first).memberId]).toEqual(['m1', 'm2']);
    expect(payingRef(dies(first, 'm2')).memberId).toBe('m4');
    const left = { ...first, formerMembers: first.members.slice(1, 2), members: first.members.toSpliced(1, 1) };
    expect(payingRef(left).memberId).toBe('m4');
  });

  test('leaves nothing to be begun of what welcomed the others', () => {
    const welcomed = new Map(
      ['welcome-s1', 'welcome-s2'].map((key) => [key, { noticeKey: key, state: 'sent', claimedAt: monday } as const]),
    );
    const party = { firstName: 'Hal', lastName: 'Example', email: 'hal.example@example.com' };
    const adds = { type: 'helper_added', party, consentedBy: { memberId: 'm1' }, by: 'staff-1' } as const;
    const helped = decide(joined(), adds).agreement;
    const by = { agreementId: helped.agreementId, notices: welcomed, timeZone: newYork };
    const workflows = unfinishedOf(helped, day('2026-09-20'), by).map(({ workflow }) => workflow);
    expect(workflows).not.toContain('onboarding');
  });

  test('and lives by then where the plan may not be sold is a person’s to look at', () => {
    const address = { ...asks.person.address, state: 'WA' };
    const moves = {
      type: 'contact_corrected',
      person: { memberId: 'm4' },
      contact: { address },
      by: 'staff-1',
    } as const;
    const { agreement } = decide(decide(signed(), moves).agreement, countersigned);
    expect(agreement.needsAttention).toContainEqual(
      expect.objectContaining({ code: 'plan_not_for_state', memberId: 'm4' }),
    );
  });
});

test('a next year that is planned at another price stops a joining, which names its price; at the same one it goes on', () => {
  const at = '2026-12-23';
  const renewalOf = (priceCents: number) => {
    const { plan, price } = household();
    const ageBands = plan.ageBands.map((band) => (band.fromAge === 18 ? { ...band, priceCents } : band));
    const dates = { term: 2, startsOn: '2027-03-02', endsOn: '2028-03-01' };
    const renewal = { ...events.renewalPlanned.renewal, ...dates, plan: { ...plan, ageBands }, price };
    return { ...events.renewalPlanned, renewal };
  };
  const out = asked(day(at));
  expect(statusOf(decide(out, renewalOf(240_000), day(at)).agreement)).toBe('open');
  expect(statusOf(decide(out, renewalOf(250_000), day(at)).agreement)).toBe('voided');
});
