import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import type { Payer } from '../../../../functions/domain/people/member.ts';
import { mayRenewByItself } from '../../../../functions/domain/renewal/consent.ts';
import { payerNotice } from '../../../../functions/domain/renewal/payer-notice.ts';
import { renewalStep } from '../../../../functions/domain/renewal/renewal-step.ts';
import { afterEvents, anAgreement, aPlan, decideOn, events, newYork, sentNotices } from '../../../support/builders.ts';

const { evidence } = events.methodSaved;
const window = (ruleId: string) => ({ ruleId, from: '2027-01-31', to: '2027-02-23' });

/** In force from 2 March 2026, its next year planned at $2,500; Dora, who signs nothing, pays. */
function paidByAnother(scope: NonNullable<Payer['authorised']>['scope'] = 'until-told', given = {}): Agreement {
  const signed = anAgreement({ status: 'active' });
  const party = { partyId: 'p1', firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
  const payer = {
    partyId: 'p1',
    askedAt: signed.statusSince,
    authorised: { ...evidence, at: signed.statusSince, scope },
  };
  const { renewal } = events.renewalPlanned;
  return afterEvents({ ...signed, parties: [party], payer }, [
    { type: 'renewal_planned', renewal: { ...renewal, ...given } },
  ]);
}
const agreement = paidByAnother();
const stepAt = (now: string, ...sent: string[]) => stepOf(agreement, now, ...sent);
const stepOf = (one: Agreement, now: string, ...sent: string[]) =>
  renewalStep(one, 2, now, { agreementId: one.agreementId, notices: sentNotices(...sent), timeZone: newYork });
const signersTold = ['renewal-2-1-s1', 'renewal-2-2-s1'];

describe('whoever pays without signing', () => {
  test('is told once, on the day of the last notice, after which the renewal waits for its day', () => {
    const day = '2027-02-10T16:00:00.000Z';
    expect(stepAt(day, 'renewal-2-1-s1')).toEqual({ next: 'mail', noticeKeys: ['renewal-2-2-s1'] });
    expect(stepAt(day, ...signersTold)).toEqual({ next: 'mail', noticeKeys: ['payerrenewal-2-1-0'] });
    expect(stepAt(day, ...signersTold, 'payerrenewal-2-1-0')).toEqual({
      next: 'wait',
      until: '2027-03-02T05:00:00.000Z',
    });
    expect(stepAt('2027-02-01T16:00:00.000Z', 'renewal-2-1-s1')).toMatchObject({ next: 'wait' });
  });

  test('is told again where it costs something else', () => {
    const price = { feeCents: 260_000, enrolmentFeeCents: 0 };
    const dearer = paidByAnother('until-told', { price, payerRound: 2 });
    expect(stepOf(dearer, '2027-02-20T16:00:00.000Z', ...signersTold, 'payerrenewal-2-1-0')).toEqual({
      next: 'mail',
      noticeKeys: ['payerrenewal-2-2-0'],
    });
  });

  test('is told at once where the signers say yes before that day', () => {
    const accepted = decideOn(agreement, events.renewalAccepted, '2027-01-28T16:00:00.000Z').agreement;
    const now = '2027-01-28T16:01:00.000Z';
    expect(stepOf(accepted, now)).toEqual({ next: 'mail', noticeKeys: ['renewed-2-s1', 'payerrenewal-2-1-0'] });
    const all = ['renewed-2-s1', 'payerrenewal-2-1-0'];
    expect(stepOf(accepted, now, ...all)).toEqual({ next: 'end', outcome: 'renewed' });
  });

  test('is told with the last notice that serves a rule of their method, which it has to prove', () => {
    const { notices } = events.renewalPlanned.renewal;
    const serving = notices.map((one) => ({ ...one, serves: [window('contract')] }));
    const [first, second] = serving as [(typeof serving)[0], (typeof serving)[0]];
    first.serves.push(window('ach-changed-amount'));
    const { on, serves } = payerNotice(paidByAnother('until-told', { notices: [first, second] }), 2) ?? {};
    expect([on, serves]).toEqual([first.on, [window('ach-changed-amount')]]);
  });

  test.each<[string, Agreement]>([
    ['who has said yes to the first year alone', paidByAnother('this-term')],
    ['of a year that costs nothing', paidByAnother('until-told', { price: { feeCents: 0, enrolmentFeeCents: 0 } })],
    ['who is not there', { ...agreement, payer: undefined } as never],
    ['who signs', { ...agreement, payer: { memberId: 'm1', askedAt: agreement.statusSince } }],
    ['who was named and has not agreed', { ...agreement, payer: { partyId: 'p1', askedAt: agreement.statusSince } }],
  ])('is told nothing: one %s', (_, one) => {
    expect(payerNotice(one, 2)).toBeUndefined();
  });
});

describe('a payer of the first year alone', () => {
  const firstYear = paidByAnother('this-term');

  test('keeps it from renewing by itself', () => {
    expect([mayRenewByItself(agreement), mayRenewByItself(firstYear)]).toEqual([true, false]);
    const due = decideOn(firstYear, events.renewalDue, '2027-03-02T05:00:00.000Z').agreement;
    expect(due.status).toBe('in_grace');
  });

  test('is charged nothing of the next: the first signer gets an invoice', () => {
    const day = '2027-03-02T11:00:00.000Z';
    const opened = (one: Agreement) =>
      decideOn(decideOn(one, events.renewalAccepted, '2027-02-20T16:00:00.000Z').agreement, events.dateCame, day)
        .agreement;
    expect(opened(firstYear)).toMatchObject({ paymentMethod: { kind: 'check', number: 2 } });
    expect(opened(firstYear).payer).toBeUndefined();
    expect(opened(agreement)).toMatchObject({ payer: { partyId: 'p1' }, paymentMethod: { kind: 'card', number: 1 } });
  });

  test('of the second, who was named while it ran, pays that one and not the third', () => {
    const { payerNamed, payerAuthorised, methodSaved, dateCame } = events;
    const inTerm = (term: number, one: Agreement) => ({
      ...one,
      invoices: one.invoices.map((it) => ({ ...it, term })),
    });
    const quarterly = afterEvents(anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) }), [
      payerNamed,
      { ...payerAuthorised, scope: 'this-term' },
      methodSaved,
    ]);
    const { payer } = quarterly;
    const authorised = { ...(payer?.authorised ?? fail()), term: 2 };
    const second = { ...quarterly, payer: { ...(payer ?? fail()), authorised } };
    const june = '2026-06-02T10:00:00.000Z';
    const payerAfter = (one: Agreement) => decideOn(one, dateCame, june).agreement.payer?.partyId;
    expect(payerAfter(inTerm(2, second))).toBe('p1');
    expect(payerAfter(inTerm(3, second))).toBeUndefined();
  });
});

function fail(): never {
  throw new Error('there is no payer');
}

describe('a yes of those who signed', () => {
  const acceptedOn = (now: string, one = agreement) => decideOn(one, events.renewalAccepted, now).agreement;
  const draftsOf = ({ invoices }: Agreement) =>
    invoices.filter(({ term }) => term === 2).map((one) => [one.dueOn, one.notBefore]);

  test('charges whoever pays for them when they have been told of it for fourteen days', () => {
    expect(draftsOf(acceptedOn('2027-02-16T16:00:00.000Z'))).toEqual([['2027-03-02', undefined]]);
    const late = acceptedOn('2027-02-20T16:00:00.000Z');
    expect(draftsOf(late)).toEqual([['2027-03-02', '2027-03-06']]);
    const opened = (day: string) => decideOn(late, events.dateCame, `${day}T16:00:00.000Z`).agreement;
    expect(opened('2027-03-05').invoices.at(-1)?.status).toBe('draft');
    expect(opened('2027-03-06').invoices.at(-1)).toMatchObject({ status: 'open', dueOn: '2027-03-02' });
  });

  test('in the days of grace puts off each payment that is due by then', () => {
    const monthly = paidByAnother('until-told', { plan: aPlan({ installments: 12 }) });
    const grace = decideOn(monthly, { ...events.renewalDue, unproven: ['contract'] }, '2027-03-02T05:00:00.000Z');
    const days = draftsOf(acceptedOn('2027-03-31T16:00:00.000Z', grace.agreement)).slice(0, 3);
    expect(days).toEqual([
      ['2027-03-02', '2027-04-14'],
      ['2027-04-02', '2027-04-14'],
      ['2027-05-02', undefined],
    ]);
  });

  test('of somebody who pays themself charges at once', () => {
    const own = afterEvents(anAgreement({ status: 'active' }), [events.renewalPlanned]);
    expect(draftsOf(acceptedOn('2027-03-01T16:00:00.000Z', own))).toEqual([['2027-03-02', undefined]]);
  });
});
