import { describe, expect, test } from '@jest/globals';
import { type Agreement, personOf } from '../../../../functions/domain/agreement/agreement.ts';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import type { PersonRef } from '../../../../functions/domain/people/member.ts';
import { goesByPost } from '../../../../functions/domain/people/person.ts';
import { wantsPaper } from '../../../../functions/domain/signing/signers.ts';
import { afterEvents, anAgreement, daysLater, decideOn, events, monday, newYork } from '../../../support/builders.ts';
import { household } from '../../../support/household.ts';

const { addressCorrected, emailConsented, emailRefused, emailWithdrawn, letterReturned } = events;
const active = anAgreement({ status: 'active' });
const withdrawn = decideOn(active, emailWithdrawn).agreement;
const home = { line1: '9 New Street', city: 'Albany', state: 'NY', postalCode: '12207' };
const evidence = { ip: '192.0.2.7', userAgent: 'Test Browser 1.0' };

const isByPost = (agreement: Agreement, who: PersonRef = { memberId: 'm1' }) => goesByPost(personOf(agreement, who));
const marks = ({ needsAttention }: Agreement) => needsAttention.map(({ code }) => code);
const refusalOf = (agreement: Agreement, event: AgreementEvent) => transition(agreement, event, monday, newYork);

describe('consent to email that is withdrawn', () => {
  test('once it is signed, too: everything from then on is a letter, and the trail says who recorded it', () => {
    const { facts, wishes } = decideOn(active, emailWithdrawn);
    expect([isByPost(active), isByPost(withdrawn), wantsPaper(withdrawn, { memberId: 'm1' })]).toEqual([
      false,
      true,
      true,
    ]);
    expect(withdrawn.members[0]?.emailRefused).toEqual({ at: monday, because: 'withdrawn' });
    expect(facts).toEqual([{ type: 'email_withdrawn', data: { memberId: 'm1', by: 'staff-1', status: 'active' } }]);
    expect([wishes, marks(withdrawn)]).toEqual([[], []]);
  });

  test('on the patient’s own page asks staff to look, with where and how it was done', () => {
    const { agreement, facts } = decideOn(active, { type: 'email_withdrawn', person: { memberId: 'm1' }, evidence });
    expect(marks(agreement)).toEqual(['paper_wanted']);
    expect(facts[0]?.data).toMatchObject({ memberId: 'm1', ...evidence });
  });

  test('is that of one alone, though others of the household share the address', () => {
    const { agreement } = decideOn(household(), emailWithdrawn);
    const { email } = personOf(agreement, { memberId: 'm1' });
    expect(personOf(agreement, { memberId: 'm3' }).email).toBe(email);
    expect(['m1', 'm2', 'm3'].map((memberId) => isByPost(agreement, { memberId }))).toEqual([true, false, false]);
  });

  test('is a helper’s, too: where no postal address is known, one has to come with it', () => {
    const party = { firstName: 'Hal', lastName: 'Example', email: 'hal@example.com' };
    const helper = { type: 'helper_added', party, consentedBy: { memberId: 'm1' }, by: 'staff-1' } as const;
    const helped = decideOn(active, helper).agreement;
    const person = { partyId: helped.helpers[0]?.partyId ?? '' };
    expect(refusalOf(helped, { ...emailWithdrawn, person })).toEqual({ refusal: 'step_missing' });
    const { agreement, facts } = decideOn(helped, { ...emailWithdrawn, person, address: home });
    expect([isByPost(agreement, person), personOf(agreement, person).address]).toEqual([true, home]);
    expect(facts.map(({ type }) => type)).toEqual(['contact_corrected', 'email_withdrawn']);
    expect(JSON.stringify(facts)).not.toContain('New Street');
  });

  test('needs another address where a letter came back, which it mends', () => {
    const returned = decideOn(active, letterReturned).agreement;
    expect(refusalOf(returned, emailWithdrawn)).toEqual({ refusal: 'step_missing' });
    const { agreement } = decideOn(returned, { ...emailWithdrawn, address: home });
    expect([agreement.members[0]?.address, agreement.members[0]?.letterReturnedOn]).toEqual([home, undefined]);
    expect([isByPost(agreement), marks(agreement)]).toEqual([true, []]);
  });

  test('takes the place of a complaint, which a corrected address would have ended', () => {
    const { agreement } = decideOn(decideOn(active, emailRefused).agreement, emailWithdrawn);
    expect([agreement.members[0]?.emailRefused?.because, marks(agreement)]).toEqual(['withdrawn', []]);
  });

  test.each(['right@example.com', 'paula.example@example.com'])('stays so at a corrected address: %s', (email) => {
    const outcome = refusalOf(withdrawn, { ...addressCorrected, contact: { email, phone: '(555) 010-0199' } });
    if ('refusal' in outcome) throw new Error(outcome.refusal);
    expect(outcome.agreement.members[0]).toMatchObject({ email, emailRefused: { because: 'withdrawn' } });
  });

  test('changes nothing a second time, nor for whoever has no email or signs on paper', () => {
    const onPaper = decideOn(anAgreement({ status: 'awaiting_signature' }), events.paperWanted).agreement;
    for (const agreement of [withdrawn, onPaper]) {
      expect(refusalOf(agreement, emailWithdrawn)).toEqual({ refusal: 'nothing_changes' });
    }
  });

  test('makes “on paper instead” needless', () => {
    const asked = decideOn(anAgreement({ status: 'awaiting_signature' }), emailWithdrawn).agreement;
    expect(refusalOf(asked, events.paperWanted)).toEqual({ refusal: 'nothing_changes' });
  });

  test('refuses somebody who is not of the agreement', () => {
    for (const event of [emailWithdrawn, emailConsented]) {
      expect(refusalOf(active, { ...event, person: { memberId: 'm9' } })).toEqual({ refusal: 'not_found' });
    }
  });
});

describe('consent to email that is given again', () => {
  test('is a fact of its own, and mails go out again; links that were mailed stay good', () => {
    const { agreement, facts, wishes } = decideOn(withdrawn, emailConsented, daysLater(1));
    expect([isByPost(agreement), wantsPaper(agreement, { memberId: 'm1' })]).toEqual([false, false]);
    const data = { memberId: 'm1', medium: 'phone', by: 'staff-1', status: 'active' };
    expect([facts, wishes]).toEqual([[{ type: 'email_consented', data }], []]);
    expect(agreement.members[0]).toMatchObject({ emailCorrectedAt: daysLater(1) });
    expect(agreement.members[0]?.emailCorrections).toBeUndefined();
  });

  test('at another address moves the links there', () => {
    const { agreement, facts, wishes } = decideOn(withdrawn, { ...emailConsented, email: 'new@example.com' });
    expect(agreement.members[0]).toMatchObject({ email: 'new@example.com', emailCorrections: 1 });
    expect(facts.map(({ type }) => type)).toEqual(['email_consented', 'contact_corrected']);
    expect([isByPost(agreement), wishes]).toEqual([false, [{ workflow: 'notice', noticeKey: 'planfresh-s1-1' }]]);
  });

  test('is asked of those who withdrew it: a complaint is no wish for paper', () => {
    for (const agreement of [active, decideOn(active, emailRefused).agreement]) {
      expect(refusalOf(agreement, emailConsented)).toEqual({ refusal: 'nothing_changes' });
    }
  });

  test('may be withdrawn again', () => {
    expect(isByPost(afterEvents(withdrawn, [emailConsented, emailWithdrawn]))).toBe(true);
  });
});
