import { describe, expect, test } from '@jest/globals';
import { type Agreement, personOf } from '../../../../functions/domain/agreement/agreement.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import { goesByPost } from '../../../../functions/domain/people/person.ts';
import { signingStep } from '../../../../functions/domain/signing/signing-step.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPerson,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';

const { emailRefused, addressCorrected, letterReturned } = events;
const active = anAgreement({ status: 'active' });
const marks = ({ needsAttention }: Agreement) => needsAttention.map(({ code }) => code);
const isByPost = (agreement: Agreement, memberId: string) => goesByPost(personOf(agreement, { memberId }));
const refusalOf = (agreement: Agreement, event: Parameters<typeof transition>[1], now = monday) =>
  transition(agreement, event, now, newYork);

describe('an address that takes no mail any more', () => {
  test('puts whoever has it on paper, however it is written, and marks the agreement', () => {
    const { agreement, facts } = decideOn(active, { ...emailRefused, email: 'Paula.EXAMPLE@example.com' });
    expect([isByPost(agreement, 'm1'), marks(agreement)]).toEqual([true, ['email_refused']]);
    expect(facts).toEqual([
      { type: 'email_refused', data: { people: ['m1'], because: 'complaint', status: 'active' } },
    ]);
  });

  test('puts a household that shares it on paper, and nobody else of it', () => {
    const members = [aPerson(), aPerson({ firstName: 'Max' }), aPerson({ firstName: 'Mia', email: 'mia@example.com' })];
    const household = anAgreement({ status: 'offered', application: anApplication({ members }) });
    const { agreement } = decideOn(household, emailRefused);
    expect(['m1', 'm2', 'm3'].map((memberId) => isByPost(agreement, memberId))).toEqual([true, true, false]);
  });

  test('is told twice, and of another reason: nothing changes', () => {
    const { agreement } = decideOn(active, emailRefused);
    for (const because of ['complaint', 'suppressed'] as const) {
      expect(refusalOf(agreement, { ...emailRefused, because })).toEqual({ refusal: 'nothing_changes' });
    }
  });

  test('is nobody’s any more', () => {
    const corrected = afterEvents(active, [addressCorrected]);
    expect(refusalOf(corrected, emailRefused)).toEqual({ refusal: 'not_found' });
  });

  test('brings reminders to sign as a packet would be reminded of, after two weeks', () => {
    const asked = anAgreement({ status: 'awaiting_signature' });
    const by = { agreementId: asked.agreementId, notices: sentNotices('request-d1-s1'), timeZone: newYork };
    const dueOn = (agreement: Agreement, days: number) => signingStep(agreement, 'd1', daysLater(days), by).next;
    const refused = decideOn(asked, emailRefused).agreement;
    expect([dueOn(asked, 4), dueOn(refused, 4), dueOn(refused, 15)]).toEqual(['mail', 'wait', 'mail']);
  });
});

describe('an address at which somebody else reads', () => {
  const asked = anAgreement({ status: 'awaiting_signature' });
  const reported = decideOn(asked, events.wrongPerson).agreement;
  const by = { agreementId: asked.agreementId, notices: sentNotices('request-d1-s1'), timeZone: newYork };
  const dueOn = (agreement: Agreement, days: number) => signingStep(agreement, 'd1', daysLater(days), by).next;

  test('gets no reminder any more: the patient gets letters, and staff look for the right one', () => {
    expect([dueOn(asked, 4), dueOn(reported, 4), isByPost(reported, 'm1')]).toEqual(['mail', 'wait', true]);
    expect(marks(reported)).toEqual(['wrong_person']);
  });

  test('puts nobody else of the household on paper', () => {
    const members = [aPerson(), aPerson({ firstName: 'Max' })];
    const household = anAgreement({ status: 'awaiting_signature', application: anApplication({ members }) });
    const { agreement } = decideOn(household, events.wrongPerson);
    expect([isByPost(agreement, 'm1'), isByPost(agreement, 'm2')]).toEqual([true, false]);
  });

  test.each(['paula.corrected@example.com', 'paula.example@example.com'])('is mended by staff: %s', (email) => {
    const { agreement, wishes } = decideOn(reported, { ...addressCorrected, contact: { email } });
    expect([isByPost(agreement, 'm1'), marks(agreement), dueOn(agreement, 4)]).toEqual([false, [], 'mail']);
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: 'fresh-d1-s1-2' }]);
  });
});

describe('a corrected email address', () => {
  const refused = decideOn(active, emailRefused).agreement;
  const correct = (email: string) => ({ ...addressCorrected, contact: { email } });

  test.each(['paula.corrected@example.com', 'paula.example@example.com'])(
    'gets mail again, also where it is the one that was refused: %s',
    (email) => {
      const { agreement } = decideOn(refused, correct(email));
      expect([isByPost(agreement, 'm1'), marks(agreement)]).toEqual([false, []]);
      expect(agreement.members[0]).toMatchObject({ email, emailCorrectedAt: monday });
    },
  );

  test('leaves the mark while another’s is refused still', () => {
    const members = [aPerson(), aPerson({ firstName: 'Max' })];
    const household = anAgreement({ status: 'offered', application: anApplication({ members }) });
    const { agreement } = decideOn(decideOn(household, emailRefused).agreement, correct('new@example.com'));
    expect([isByPost(agreement, 'm1'), isByPost(agreement, 'm2'), marks(agreement)]).toEqual([
      false,
      true,
      ['email_refused'],
    ]);
  });

  test('that was not refused and is the same changes nothing', () => {
    expect(refusalOf(active, correct('paula.example@example.com'))).toEqual({ refusal: 'nothing_changes' });
  });

  test('is not refused by what was told of it before, and is by what is told later', () => {
    const again = decideOn(refused, correct('paula.example@example.com')).agreement;
    expect(refusalOf(again, emailRefused, daysLater(1))).toEqual({ refusal: 'not_found' });
    const later = decideOn(again, { ...emailRefused, at: daysLater(2) }, daysLater(2)).agreement;
    expect(isByPost(later, 'm1')).toBe(true);
  });

  test('leaves whoever is refused on paper where only the phone is corrected', () => {
    const { agreement } = decideOn(refused, { ...addressCorrected, contact: { phone: '(555) 010-0199' } });
    expect([isByPost(agreement, 'm1'), marks(agreement)]).toEqual([true, ['email_refused']]);
  });

  test('brings a fresh link to whoever is still to sign', () => {
    const asked = decideOn(anAgreement({ status: 'awaiting_signature' }), emailRefused).agreement;
    const { wishes } = decideOn(asked, correct('paula.example@example.com'));
    expect(wishes).toEqual([{ workflow: 'notice', noticeKey: 'fresh-d1-s1-1' }]);
  });
});

describe('the links that went to an address that was corrected', () => {
  const corrected = { ...addressCorrected, contact: { email: 'right@example.com' } };
  const keysAfter = (agreement: Agreement, times = 1) => {
    let decision = decideOn(agreement, corrected);
    for (let n = 1; n < times; n += 1) {
      const email = `right-${n}@example.com`;
      decision = decideOn(decision.agreement, { ...corrected, contact: { email } });
    }
    return decision.wishes.map((wish) => ('noticeKey' in wish ? wish.noticeKey : wish.workflow));
  };

  test('are sent anew for whatever waits for them', () => {
    const declined = afterEvents(anAgreement({ status: 'awaiting_payment' }), [events.paymentFailed]);
    const offered = afterEvents(anAgreement({ status: 'waitlisted' }), [events.seatOffered]);
    expect(keysAfter(declined)).toEqual(['payfresh-t1_i1-1']);
    expect(keysAfter(declined, 2)).toEqual(['payfresh-t1_i1-2']);
    expect(keysAfter(offered)).toEqual(['offerfresh-s1-1']);
    expect(keysAfter(anAgreement({ status: 'waitlisted' }))).toEqual(['offerfresh-s1-1']);
    expect(keysAfter(active)).toEqual(['planfresh-s1-1']);
    expect(keysAfter(anAgreement({ status: 'ended' }))).toEqual([]);
  });
});

describe('a letter that came back', () => {
  const returned = decideOn(active, letterReturned).agreement;
  const home = { line1: '9 New Street', city: 'Albany', state: 'NY', postalCode: '12207' };
  const correct = (contact: object) => ({ ...addressCorrected, contact });

  test('makes the address no good, and marks the agreement', () => {
    const { facts } = decideOn(active, letterReturned);
    expect([returned.members[0]?.letterReturnedOn, marks(returned)]).toEqual(['2026-03-02', ['letter_returned']]);
    expect(facts[0]?.data).toEqual({
      noticeKey: 'renewal-2-1-s1',
      memberId: 'm1',
      postedOn: '2026-02-27',
      returnedOn: '2026-03-02',
      by: 'staff-1',
      status: 'active',
    });
  });

  test('with another that came back later keeps the first day, and is a fact of its own', () => {
    const { agreement, facts } = decideOn(returned, { ...letterReturned, returnedOn: '2026-03-04' }, daysLater(3));
    expect([agreement.members[0]?.letterReturnedOn, facts[0]?.data.returnedOn]).toEqual(['2026-03-02', '2026-03-04']);
  });

  test.each(['2026-02-26', '2026-03-03', '2026-02-30', ''])('refuses the day %j', (returnedOn) => {
    expect(refusalOf(active, { ...letterReturned, returnedOn })).toEqual({ refusal: 'not_a_past_date' });
  });

  test('refuses somebody who is not of the agreement', () => {
    expect(refusalOf(active, { ...letterReturned, person: { memberId: 'm9' } })).toEqual({ refusal: 'not_found' });
  });

  test.each([home, active.members[0]?.address])(
    'is mended by a corrected address, or the same once more: %j',
    (address) => {
      const { agreement } = decideOn(returned, correct({ address }));
      expect(agreement.members[0]).toEqual({ ...active.members[0], address });
      expect(marks(agreement)).toEqual([]);
    },
  );

  test('is not mended by a corrected phone or email', () => {
    const { agreement } = decideOn(returned, correct({ phone: '(555) 010-0199', email: 'new@example.com' }));
    expect([agreement.members[0]?.letterReturnedOn, marks(agreement)]).toEqual(['2026-03-02', ['letter_returned']]);
  });

  test('leaves an email address refused that is so, and the other way round', () => {
    const both = decideOn(returned, emailRefused).agreement;
    expect(marks(decideOn(both, correct({ address: home })).agreement)).toEqual(['email_refused']);
    expect(marks(decideOn(both, correct({ email: 'new@example.com' })).agreement)).toEqual(['letter_returned']);
  });
});
