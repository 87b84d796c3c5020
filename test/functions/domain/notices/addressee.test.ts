import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { addresseeOf, isFirstSinceCorrected } from '../../../../functions/domain/notices/addressee.ts';
import { type Notice, noticeKeys } from '../../../../functions/domain/notices/notice.ts';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPerson,
  decideOn,
  events,
  monday,
} from '../../../support/builders.ts';

const address = { line1: '9 Payer Street', city: 'Albany', state: 'NY', postalCode: '12207' };
const party = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
const household = afterEvents(
  anAgreement({
    status: 'offered',
    application: anApplication({ members: [aPerson(), aPerson({ firstName: 'Max' })] }),
  }),
  [
    { type: 'payer_named', replaces: 0, party: { ...party, address }, by: 'staff-1' },
    { type: 'helper_added', party, consentedBy: { memberId: 'm1' }, by: 'staff-1' },
  ],
);
const { payer: _, ...withoutPayer } = household;
const idOf = (agreement: Agreement, noticeKey: string) => {
  const person = addresseeOf(agreement, noticeKey);
  return person && ('memberId' in person ? person.memberId : person.partyId);
};

describe('a letter goes to the address of', () => {
  test.each([
    ['the signer', noticeKeys.renewal(2, 1, 's2'), 'm2'],
    ['the signer who is asked', noticeKeys.request('d1', 's1'), 'm1'],
    ['whoever pays, for an invoice', noticeKeys.invoice('t1-i1', 0), 'p1'],
    ['whoever pays, for a receipt', noticeKeys.receipt('t1-i1', 1), 'p1'],
    ['whoever pays, for a statement', noticeKeys.statement(2026), 'p1'],
    ['whoever pays, for the next year', noticeKeys.payerRenewal(2, 1, 0), 'p1'],
    ['whoever is asked to pay', noticeKeys.payer(), 'p1'],
    ['the household, of a helper without an address', noticeKeys.copy('p2', 'welcome'), 'm1'],
    ['nobody of it, of the physician', noticeKeys.closed('s3'), undefined],
    ['nobody of it, of a signer who is not there', noticeKeys.welcome('s9'), undefined],
    ['nobody of it, of the queue', noticeKeys.queue('2026-03-02'), undefined],
  ])('%s', (_, noticeKey, expected) => {
    expect(idOf(household, noticeKey)).toBe(expected);
  });

  test.each([
    ['the first signer, where nobody else pays', noticeKeys.invoice('t1-i1', 0), 'm1'],
    ['nobody, where nobody else was asked to pay', noticeKeys.payerReminder(3), undefined],
  ])('%s', (_, noticeKey, expected) => {
    expect(idOf(withoutPayer, noticeKey)).toBe(expected);
  });
});

describe('a mail is the first to a corrected address', () => {
  const at = '2026-03-04T15:00:00.000Z';
  const corrected = decideOn(household, events.addressCorrected, at).agreement;
  const welcome = noticeKeys.welcome('s1');
  const sent = (noticeKey: string, sentAt: string): Notice => ({ noticeKey, state: 'sent', claimedAt: sentAt, sentAt });

  test.each([
    ['where nothing was sent', []],
    ['where all was sent before', [sent(noticeKeys.request('d1', 's1'), monday)]],
    [
      'where others were written to since',
      [sent(noticeKeys.welcome('s2'), at), sent(noticeKeys.invoice('t1-i1', 0), at)],
    ],
    ['where it was claimed and not sent', [{ noticeKey: welcome, state: 'claimed', claimedAt: at } as const]],
  ])('%s', (_, notices) => {
    expect(isFirstSinceCorrected(corrected, welcome, notices)).toBe(true);
  });

  test.each([
    ['one went there since', corrected, [sent(noticeKeys.request('d1', 's1'), at)]],
    ['one went there and became a letter', corrected, [{ ...sent(welcome, at), state: 'letter' } as const]],
    ['nothing was corrected', household, []],
  ])('not where %s', (_, agreement, notices) => {
    expect(isFirstSinceCorrected(agreement, welcome, notices)).toBe(false);
  });

  test('nor where it goes to nobody of the agreement', () => {
    expect(isFirstSinceCorrected(corrected, noticeKeys.closed('s3'), [])).toBe(false);
  });
});
