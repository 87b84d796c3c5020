import { describe, expect, test } from '@jest/globals';
import { type Agreement, payingRef, personOf } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import { isRefused } from '../../../../functions/domain/agreement/events.ts';
import { byCheck } from '../../../../functions/domain/agreement/payer-over.ts';
import { transition } from '../../../../functions/domain/agreement/transition.ts';
import type { Application } from '../../../../functions/domain/application/application.ts';
import { billingStep } from '../../../../functions/domain/billing/billing-step.ts';
import { askedSigners } from '../../../../functions/domain/signing/signers.ts';
import { signingStep } from '../../../../functions/domain/signing/signing-step.ts';
import {
  afterEvents,
  anApplication,
  aPerson,
  approvedWith,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
  sentNotices,
} from '../../../support/builders.ts';
import { signedBy } from '../../../support/household.ts';

const mother = aPerson({ firstName: 'Mia', birthDate: '1980-01-01' });
const father = aPerson({ firstName: 'Max', birthDate: '1979-01-01' });
const child = aPerson({ firstName: 'Kim', birthDate: '2015-01-01' });
const { email: _, ...withoutEmail } = aPerson({ firstName: 'Otto' });

function created(given: Partial<Application>, signsInOrder = false): Agreement {
  return createAgreement(anApplication(given), { ...approvedWith(), signsInOrder }, monday).agreement;
}

const signersOf = (agreement: Agreement) => agreement.documents[0]?.signers ?? [];

/** Everything that a signer does on the screens, up to the signature. */
function signs(agreement: Agreement, signerId: string): Agreement {
  const { recordsConsented, disclosuresAccepted, documentRead, signed } = events;
  return afterEvents(
    agreement,
    [recordsConsented, disclosuresAccepted, documentRead, signed].map((event) => ({ ...event, signerId })),
  );
}

describe('who signs', () => {
  test('every adult for themself, the first of them for the children, and the physician last', () => {
    expect(signersOf(created({ members: [mother, father, child], actsAs: 'guardian' }))).toEqual([
      { signerId: 's1', capacity: 'self', memberId: 'm1', wards: [{ memberId: 'm3', capacity: 'guardian' }] },
      { signerId: 's2', capacity: 'self', memberId: 'm2' },
      { signerId: 's3', capacity: 'physician' },
    ]);
  });

  test('a parent who is no patient, for the children alone', () => {
    const representative = { firstName: 'Pat', lastName: 'Example', birthDate: '1980-01-01', email: 'pat@example.com' };
    const agreement = created({ members: [child], representative, actsAs: 'parent' });
    expect(signersOf(agreement)).toEqual([
      { signerId: 's1', capacity: 'parent', partyId: 'p1', wards: [{ memberId: 'm1', capacity: 'parent' }] },
      { signerId: 's2', capacity: 'physician' },
    ]);
    expect(personOf(agreement, { partyId: 'p1' })).toMatchObject(representative);
  });

  test.each(['agent', 'court-guardian'] as const)('an adult’s %s, for an adult who does not', (actsAs) => {
    const representative = { firstName: 'Pat', lastName: 'Example', birthDate: '1980-01-01', email: 'pat@example.com' };
    expect(signersOf(created({ members: [father], representative, actsAs }))[0]).toMatchObject({
      capacity: actsAs,
      wards: [{ memberId: 'm1', capacity: actsAs }],
    });
  });

  test.each([
    ['AL', '2008-03-02', true],
    ['AL', '2007-03-02', false],
    ['NY', '2008-03-02', false],
    ['MS', '2005-03-03', true],
  ])('in %s somebody born on %s is signed for: %s', (state, birthDate, isWard) => {
    const young = aPerson({ birthDate, address: { ...mother.address, state } });
    const signers = signersOf(created({ members: [mother, young], actsAs: 'parent' }));
    expect(signers.some(({ memberId }) => memberId === 'm2')).toBe(!isWard);
  });

  test('on paper: whoever has no email, or asked for paper', () => {
    expect(signersOf(created({ members: [mother, withoutEmail] })).map(({ onPaper }) => onPaper)).toEqual([
      undefined,
      true,
      undefined,
    ]);
    const { emailConsentAt, ...byPost } = anApplication({ members: [mother] });
    const { agreement } = createAgreement(byPost, approvedWith(), monday);
    expect(signersOf(agreement)[0]?.onPaper).toBe(true);
  });
});

describe('the order of signing', () => {
  const members = [mother, father];

  test('together: all are asked at once, and the physician when all have signed and a method is given', () => {
    const opened = afterEvents(created({ members }), [events.signingOpened]);
    const [document] = opened.documents;
    expect(document && askedSigners(opened, document).map(({ signerId }) => signerId)).toEqual(['s1', 's2']);
    const second = signs(opened, 's2');
    expect(second.status).toBe('awaiting_signature');
    const both = afterEvents(signs(second, 's1'), [events.methodSaved]);
    expect(both.status).toBe('awaiting_countersignature');
  });

  test('one after the other: the second is asked, and may sign, only after the first', () => {
    const opened = afterEvents(created({ members }, true), [events.signingOpened]);
    expect(signersOf(opened).map(({ askedAt }) => askedAt !== undefined)).toEqual([true, false, false]);
    expect(transition(opened, { ...events.recordsConsented, signerId: 's2' }, monday, newYork)).toEqual({
      refusal: 'not_your_turn',
    });
    const first = signs(opened, 's1');
    expect(signersOf(first)[1]?.askedAt).toBe(monday);
    expect(afterEvents(signs(first, 's2'), [events.methodSaved]).status).toBe('awaiting_countersignature');
  });

  test('only the first signer is asked to pay', () => {
    const both = signs(signs(afterEvents(created({ members }), [events.signingOpened]), 's1'), 's2');
    const [document] = both.documents;
    expect(document && askedSigners(both, document).map(({ signerId }) => signerId)).toEqual(['s1']);
  });
});

describe('somebody else who pays', () => {
  const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
  const by = { agreementId: 'app0000000000001', notices: sentNotices(), timeZone: newYork };
  const opened = afterEvents(created({ members: [mother], payer }), [events.signingOpened]);
  /** The mails that are due, where these are out. */
  const nextOf = (agreement: Agreement, now: string, ...sent: string[]) => {
    const step = signingStep(agreement, 'd1', now, { ...by, notices: sentNotices('request-d1-s1', ...sent) });
    return step.next === 'mail' ? step.noticeKeys : [];
  };

  const { evidence } = events.methodSaved;
  const check = { type: 'payment_method_saved', method: byCheck, evidence, by: 's' } as const;

  test('is asked beside the signers, and the signers are not', () => {
    expect(signingStep(opened, 'd1', monday, by)).toEqual({ next: 'mail', noticeKeys: ['request-d1-s1', 'payer'] });
    const signed = signs(opened, 's1');
    const [document] = signed.documents;
    expect(document && askedSigners(signed, document)).toEqual([]);
    expect(personOf(signed, payingRef(signed))).toMatchObject(payer);
  });

  test('who says yes brings it on; what they allowed stands in the agreement', () => {
    const authorised = { type: 'payer_authorised', scope: 'this-term', evidence: events.methodSaved.evidence } as const;
    const paid = afterEvents(signs(opened, 's1'), [authorised, events.methodSaved]);
    expect(paid).toMatchObject({ status: 'awaiting_countersignature', payer: { authorised: { scope: 'this-term' } } });
  });

  test('who says no leaves it to the first signer, and somebody looks', () => {
    const declined = afterEvents(signs(opened, 's1'), [
      { type: 'payer_declined', evidence: events.methodSaved.evidence },
    ]);
    expect(declined.payer).toBeUndefined();
    expect(declined.needsAttention.map(({ code }) => code)).toEqual(['payer_declined']);
    const [document] = declined.documents;
    expect(document && askedSigners(declined, document).map(({ signerId }) => signerId)).toEqual(['s1']);
  });

  test('may be named later, once, and not when there is a way to pay', () => {
    const named = { type: 'payer_named', replaces: 0, party: payer, by: 'staff-1' } as const;
    const own = afterEvents(created({ members: [mother] }), [events.signingOpened]);
    const after = afterEvents(own, [named]);
    expect(after.payer?.partyId).toBe('p1');
    expect(transition(after, named, monday, newYork)).toEqual({ refusal: 'nothing_changes' });
    // A form that came late is not said to be done.
    const declined = afterEvents(after, [events.payerDeclined]);
    for (const agreement of [declined, afterEvents(own, [events.methodSaved])]) {
      expect(transition(agreement, named, monday, newYork)).toEqual({ refusal: 'changed_meanwhile' });
    }
  });

  test('who does not answer is replaced by another, whose link is another', () => {
    const other = { firstName: 'Otto', lastName: 'Example', email: 'otto@example.com' };
    const { agreement, wishes } = decideOn(signs(opened, 's1'), {
      type: 'payer_named',
      replaces: 0,
      party: other,
      by: 's',
    });
    expect(agreement.payer).toMatchObject({ partyId: 'p2', links: 1 });
    expect(wishes).toEqual([{ workflow: 'signing', documentId: 'd1' }]);
    expect(nextOf(agreement, monday, 'payer', 'payerreminder-3', 'payerreminder-7')).toEqual(['payerfresh-1']);
    const sent = ['payer', 'payerreminder-3', 'payerfresh-1'];
    expect(nextOf(agreement, daysLater(4), ...sent)).toEqual(['payerreminder-103']);
    const paid = afterEvents(agreement, [events.payerAuthorised, events.methodSaved]);
    expect(paid.status).toBe('awaiting_countersignature');
  });

  test('who says no leaves room for another, who is asked by mail', () => {
    const no = afterEvents(signs(opened, 's1'), [events.payerDeclined]);
    const other = { firstName: 'Otto', lastName: 'Example', email: payer.email ?? '' };
    const named = afterEvents(no, [{ type: 'payer_named', replaces: 1, party: other, by: 's' }]);
    expect(named.payer).toMatchObject({ partyId: 'p2', links: 1 });
    expect(named.needsAttention).toEqual([]);
    expect(nextOf(named, monday, 'payer')).toEqual(['payerfresh-1']);
  });

  test('whose word came to staff: it counts for that one alone, and not where a method came meanwhile', () => {
    const signed = signs(opened, 's1');
    const said = { medium: 'phone', by: 'staff-1', payerNumber: 0 } as const;
    const paid = afterEvents(signed, [events.payerAuthorised, events.methodSaved]);
    const replaced = afterEvents(signed, [events.payerDeclined]);
    for (const [agreement, event] of [
      [paid, { type: 'payer_declined', ...said }],
      [paid, { ...check, payerNumber: 0 }],
      [replaced, { ...check, payerNumber: 0 }],
    ] as const) {
      expect(transition(agreement, event, monday, newYork)).toEqual({ refusal: 'changed_meanwhile' });
    }
    const byThen = afterEvents(replaced, [{ ...check, payerNumber: 1 }]);
    expect(transition(byThen, { ...check, payerNumber: 1 }, monday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  const agreed = afterEvents(signs(opened, 's1'), [events.payerAuthorised, events.methodSaved], daysLater(1));
  const other = { firstName: 'Otto', lastName: 'Example', email: 'otto@example.com' };
  const ways = [
    ['by a page', events.payerDeclined],
    ['by a call', { ...events.payerDeclined, medium: 'phone', by: 'staff-1', payerNumber: 0, methodNumber: 1 }],
    ['as staff name another', { type: 'payer_named', replaces: 0, party: other, by: 'staff-1' }],
  ] as const;

  test.each(ways)('may stop before the physician has signed, %s: the physician is asked no more', (_, event) => {
    expect(agreed.status).toBe('awaiting_countersignature');
    const { agreement, wishes } = decideOn(agreed, event, daysLater(5));
    expect(agreement).toMatchObject({ status: 'awaiting_signature', statusSince: daysLater(5) });
    expect(agreement.paymentMethod).toBeUndefined();
    expect(agreement.documents[0]?.signers[1]?.askedAt).toBeUndefined();
    expect(agreement.documents[0]?.expiresOn).toBe(agreed.documents[0]?.expiresOn);
    expect(agreement.formerPayers).toMatchObject([{ partyId: 'p1', methods: 1 }]);
    expect(wishes).toContainEqual({ workflow: 'signing', documentId: 'd1' });
    const isTold = wishes.some((wish) => wish.workflow === 'notice' && wish.noticeKey === 'paysnomore-1');
    expect(isTold).toBe(event.type === 'payer_named');
    expect(transition(agreement, events.countersigned, daysLater(5), newYork)).toEqual({ refusal: 'not_your_turn' });
    const next = event.type === 'payer_named' ? 'payerfresh-1' : 'payinstead-d1-s1-1';
    expect(nextOf(agreement, daysLater(5), 'payer', 'reminder-d1-s1-3')).toEqual([next]);
    // The one who pays then brings it on, with a method of its own number.
    const agreedFirst = event.type === 'payer_named' ? [events.payerAuthorised] : [];
    const paid = afterEvents(agreement, [...agreedFirst, events.otherMethodSaved], daysLater(6));
    expect(paid).toMatchObject({ status: 'awaiting_countersignature', paymentMethod: { number: 2 } });
  });

  test('who says no is followed by whoever has signed, at once and by reminders that count from then', () => {
    const signed = afterEvents(signs(opened, 's1'), [events.payerDeclined], daysLater(17));
    const sent = ['reminder-d1-s1-14', 'payer'];
    expect(nextOf(signed, daysLater(17), ...sent)).toEqual(['payinstead-d1-s1-1']);
    expect(nextOf(signed, daysLater(18), ...sent, 'payinstead-d1-s1-1')).toEqual([]);
    expect(nextOf(signed, daysLater(21), ...sent, 'payinstead-d1-s1-1')).toEqual(['reminder-d1-s1-103']);
    // Whoever signs after that is asked how they pay as they sign.
    const later = signs(afterEvents(opened, [events.payerDeclined], daysLater(-1)), 's1');
    expect(nextOf(later, monday)).toEqual([]);
  });

  const declined = afterEvents(agreed, [events.countersigned, events.paymentFailed], daysLater(2));
  const billed = (agreement: Agreement, now: string, ...sent: string[]) =>
    billingStep(agreement, 't1-i1', now, { ...by, notices: sentNotices('unpaid-t1_i1-1', ...sent) });

  test.each(ways)(
    'may stop when their card was declined, %s: whoever is to pay then is asked, and has their time',
    (_, event) => {
      expect(declined.status).toBe('awaiting_payment');
      const { agreement, wishes } = decideOn(declined, event, daysLater(20));
      expect(agreement).toMatchObject({ status: 'awaiting_payment', invoices: declined.invoices });
      expect(agreement.paymentMethod).toBeUndefined();
      expect(wishes).toContainEqual({ workflow: 'billing', invoiceId: 't1-i1' });
      const noticeKey = event.type === 'payer_named' ? 'unpaid-t1_i1-301' : 'unpaid-t1_i1-201';
      expect(billed(agreement, daysLater(20))).toEqual({ next: 'mail', noticeKeys: [noticeKey] });
      expect(billed(agreement, daysLater(40), noticeKey).next).toBe('mail');
      expect(billed(agreement, daysLater(42)).next).toBe('give-up');
      const named = event.type === 'payer_named';
      const saved = transition(agreement, events.otherMethodSaved, daysLater(21), newYork);
      expect('refusal' in saved).toBe(named);
      const paid = afterEvents(
        agreement,
        [...(named ? [events.payerAuthorised] : []), events.otherMethodSaved],
        daysLater(21),
      );
      expect(paid.paymentMethod?.number).toBe(2);
      expect(billed(paid, daysLater(21))).toEqual({ next: 'collect' });
      const again = afterEvents(paid, [{ ...events.paymentFailed, methodNumber: 2 }], daysLater(21));
      expect(billed(again, daysLater(21))).toEqual({ next: 'mail', noticeKeys: ['unpaid-t1_i1-2'] });
    },
  );

  test('who is asked after a card was declined, and says no, too, leaves it to whoever has signed, at once', () => {
    const named = afterEvents(declined, [{ type: 'payer_named', replaces: 0, party: other, by: 's' }], daysLater(3));
    const { agreement, wishes } = decideOn(named, events.payerDeclined, daysLater(4));
    expect(wishes).toEqual([{ workflow: 'billing', invoiceId: 't1-i1' }]);
    expect(billed(agreement, daysLater(4), 'unpaid-t1_i1-301')).toEqual({
      next: 'mail',
      noticeKeys: ['unpaid-t1_i1-401'],
    });
  });

  test('may not stop while the bank has a payment; and a signer’s own way to pay stays', () => {
    const pending = { ...events.paymentPending, lookUpAt: daysLater(6) };
    const onItsWay = afterEvents(agreed, [events.countersigned, pending], daysLater(2));
    for (const [, event] of ways) {
      expect(transition(onItsWay, event, daysLater(3), newYork)).toEqual({ refusal: 'payment_on_its_way' });
    }
    const own = afterEvents(signs(afterEvents(created({ members: [mother] }), [events.signingOpened]), 's1'), [
      events.methodSaved,
    ]);
    expect(transition(own, events.payerNamed, monday, newYork)).toEqual({ refusal: 'changed_meanwhile' });
    expect(transition(own, events.payerDeclined, monday, newYork)).toEqual({ refusal: 'nothing_changes' });
  });

  test('who was by check is followed by another who is, with an invoice of their own', () => {
    const checked = afterEvents(signs(opened, 's1'), [events.payerAuthorised, events.checkChosen], daysLater(1));
    const stopped = afterEvents(checked, [events.countersigned, events.payerDeclined], daysLater(2));
    const again = afterEvents(stopped, [events.checkChosen], daysLater(3));
    expect(billed(again, daysLater(3), 'invoice-t1_i1-0')).toEqual({ next: 'mail', noticeKeys: ['invoice-t1_i1-200'] });
  });

  test('may tell staff that a check comes, or that they do not want to pay', () => {
    const word = { medium: 'phone', by: 'staff-1' } as const;
    const signed = signs(opened, 's1');
    const paid = afterEvents(signed, [{ type: 'payer_authorised', scope: 'this-term', ...word }, check]);
    expect(paid).toMatchObject({ status: 'awaiting_countersignature', paymentMethod: { kind: 'check' } });
    const { agreement, facts } = decideOn(signed, { type: 'payer_declined', ...word });
    expect([agreement.payer, facts[0]?.data]).toEqual([undefined, expect.objectContaining(word)]);
    // The first signer told them, too.
    expect(afterEvents(agreement, [check]).status).toBe('awaiting_countersignature');
  });
});

describe('a helper', () => {
  const party = { firstName: 'Hal', lastName: 'Example', email: 'hal@example.com' };
  const consentedBy = { memberId: 'm1' };
  const add = { type: 'helper_added', party, consentedBy, by: 'staff-1' } as const;
  const added = afterEvents(created({ members: [mother] }), [add]);
  const by = { agreementId: 'app0000000000001', notices: sentNotices('request-d1-s1'), timeZone: newYork };

  test('is told that there is something to sign, by recorded consent', () => {
    expect(added.helpers).toEqual([{ partyId: 'p1', consentedAt: monday, consentedBy, recordedBy: 'staff-1' }]);
    const opened = afterEvents(added, [events.signingOpened]);
    expect(signingStep(opened, 'd1', monday, by)).toEqual({ next: 'mail', noticeKeys: ['copy-p1-request'] });
  });

  test('is added once, and by the consent of one of those who sign alone', () => {
    expect(transition(added, add, monday, newYork)).toEqual({ refusal: 'nothing_changes' });
    const unknown = { ...add, consentedBy: { memberId: 'm9' } };
    expect(transition(created({ members: [mother] }), unknown, monday, newYork)).toEqual({ refusal: 'not_found' });
  });

  test('is told nothing more once that is revoked', () => {
    const revoked = afterEvents(added, [
      { type: 'helper_revoked', partyId: 'p1', by: 'staff-1' },
      events.signingOpened,
    ]);
    expect(signingStep(revoked, 'd1', monday, by).next).toBe('wait');
    expect(isRefused(transition(revoked, { type: 'helper_revoked', partyId: 'p1', by: 'x' }, monday, newYork))).toBe(
      true,
    );
  });
});

describe('a corrected address', () => {
  const opened = afterEvents(created({ members: [mother, father] }), [events.signingOpened]);
  const correct = (email: string) =>
    transition(
      opened,
      { type: 'contact_corrected', person: { memberId: 'm2' }, contact: { email }, by: 'staff-1' },
      monday,
      newYork,
    );

  test('kills the links that went to the old one, and sends a fresh one to the new', () => {
    const outcome = correct('max.right@example.com');
    if (isRefused(outcome)) throw new Error(outcome.refusal);
    expect(outcome.agreement.members[1]?.email).toBe('max.right@example.com');
    expect(signersOf(outcome.agreement).map(({ links }) => links?.generation)).toEqual([undefined, 1, undefined]);
    expect(outcome.wishes).toEqual([{ workflow: 'notice', noticeKey: 'fresh-d1-s2-1' }]);
    // Which fields, not what stands in them.
    expect(JSON.stringify(outcome.facts)).not.toContain('example.com');
  });

  test('that is the same as before kills nothing', () => {
    expect(correct(father.email ?? '')).toEqual({ refusal: 'nothing_changes' });
  });
});

describe('a question', () => {
  const asked = (now: string) => {
    const outcome = transition(created({ members: [mother] }), events.questionAsked, now, newYork);
    if (isRefused(outcome)) throw new Error(outcome.refusal);
    return outcome;
  };

  test.each([
    ['Monday', '2026-03-02T15:00:00.000Z', '2026-03-03'],
    ['Friday', '2026-03-06T15:00:00.000Z', '2026-03-09'],
    ['Saturday', '2026-03-07T15:00:00.000Z', '2026-03-09'],
    ['Sunday', '2026-03-08T15:00:00.000Z', '2026-03-09'],
  ])('that is asked on a %s is due on the next business day', (_, now, dueOn) => {
    expect(asked(now).agreement.questions).toMatchObject([{ dueOn }]);
  });

  test('stands in the agreement, and its words in no audit trail', () => {
    const { agreement, facts } = asked(monday);
    expect(agreement.needsAttention.map(({ code }) => code)).toEqual(['question']);
    expect(JSON.stringify(facts)).not.toContain('check');
    const answered = afterEvents(agreement, [events.questionAnswered]);
    expect([answered.needsAttention, answered.questions[0]?.answered?.by]).toEqual([[], 'staff-1']);
  });
});

describe('a signed packet', () => {
  const { emailConsentAt, ...byPost } = anApplication({ members: [withoutEmail] });
  const opened = afterEvents(createAgreement(byPost, approvedWith(), monday).agreement, [events.signingOpened]);

  test('is recorded with the day on it and who recorded it, and needs none of the screens', () => {
    const signed = afterEvents(opened, [events.signedOnPaper]);
    expect(signersOf(signed)[0]).toMatchObject({
      renewalConsent: true,
      signature: { name: 'Paula Example', onPaper: { signedOn: '2026-03-02', recordedBy: 'staff-1' } },
    });
    expect(afterEvents(signed, [events.checkChosen]).status).toBe('awaiting_countersignature');
  });

  test.each(['2026-03-03', 'yesterday', ''])('is refused with the day "%s"', (signedOn) => {
    expect(transition(opened, { ...events.signedOnPaper, signedOn }, monday, newYork)).toEqual({
      refusal: 'not_a_past_date',
    });
  });
});

test('a proof is noted only of somebody who signs for another', () => {
  const note = {
    type: 'proof_noted',
    documentId: 'd1',
    signerId: 's1',
    kind: 'Power of attorney',
    expiresOn: '2030-01-01',
    by: 'staff-1',
  } as const;
  const alone = created({ members: [mother] });
  expect(transition(alone, note, monday, newYork)).toEqual({ refusal: 'nothing_changes' });
  const withChild = afterEvents(created({ members: [mother, child], actsAs: 'guardian' }), [note]);
  expect(signersOf(withChild)[0]?.proof).toMatchObject({
    kind: 'Power of attorney',
    expiresOn: '2030-01-01',
    notedBy: 'staff-1',
  });
  // It may come with the signed papers; of what was declined it is of no use.
  const inForce = afterEvents(created({ members: [mother, child], actsAs: 'guardian' }), signedBy('s1'));
  expect(signersOf(afterEvents(inForce, [note]))[0]?.proof).toMatchObject({ kind: 'Power of attorney' });
  const declined = afterEvents(created({ members: [mother, child], actsAs: 'guardian' }), [events.declined]);
  expect(transition(declined, note, monday, newYork)).toEqual({ refusal: 'document_closed' });
});
