import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { collectInvoice, lookUpCharge } from '../../../../functions/actions/collect-invoice.ts';
import { getAgreement } from '../../../../functions/actions/decide.ts';
import { newToken } from '../../../../functions/adapters/ids.ts';
import { openPayments } from '../../../../functions/adapters/payments/open-payments.ts';
import { putLink } from '../../../../functions/adapters/table/link-store.ts';
import { transact } from '../../../../functions/adapters/table/table.ts';
import { anApplication, aPlan, daysLater, events, monday } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { decided, depsOf, storedAgreement } from '../../../support/stored.ts';
import { everything, itemsUnder } from '../../../support/table.ts';

let pages: PatientPages;
let token: string;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(async () => {
  await pages.fresh();
  await storedAgreement(depsOf(pages.table), 'awaiting_payment');
  await decided(depsOf(pages.table), id, events.paymentFailed);
  token = await pages.mailed({ kind: 'agreement', id }, 'unpaid-t1_i1-1', 'pay');
});

const id = anApplication().applicationId;
const june = '2026-06-02T13:30:00.000Z';
const show = (which = token) => pages.send('GET /pay/{token}', { parameters: { token: which } });
const pay = (method: string, which = token, attempts = '1', cents = '240000') =>
  pages.send('POST /pay/{token}', { parameters: { token: which }, form: { method, attempts, cents } });

test('the page says what is due, and nothing about the members', async () => {
  const { status, body } = await show();
  expect(status).toBe(200);
  for (const words of ['$2,400', 'for the plan Individual', 'Test card that works', 'no real money moves']) {
    expect(body).toContain(words);
  }
  for (const secret of ['Paula', '1951', 'Sample Street', 'card_declined']) expect(body).not.toContain(secret);
});

test('a check is offered in words that hold for a plan that runs already, too', async () => {
  const { body } = await show();
  expect(body).toContain('We send you an invoice. It is paid when the check is here.');
  expect(body).not.toContain('plan begins');
});

test('another method is kept, wakes billing, and the page says that it is being charged', async () => {
  const shown = await pay('pm_card_visa');
  expect([shown.status, shown.headers.location]).toEqual([303, `/pay/${token}`]);
  expect((await show()).body).toContain('are charging $2,400 now');
  expect((await itemsUnder(pages.table, 'WISH#billing')).map((item) => item.SK)).toEqual(['WISH#billing#t1-i1']);
});

test('a form that is sent again before the charge changes nothing', async () => {
  await pay('pm_card_visa');
  const before = await everything(pages.table);
  expect((await pay('pm_card_chargeCustomerFail')).status).toBe(303);
  expect(await everything(pages.table)).toEqual(before);
});

test('sent five times at once it is charged once', async () => {
  const shown = await Promise.all(Array.from({ length: 5 }, () => pay('pm_card_visa')));
  expect(shown.map(({ status }) => status)).toEqual(Array(5).fill(303));
  const deps = { ...depsOf(pages.table), payments: openPayments('sandbox', pages.table) };
  expect(await collectInvoice(deps, id, 't1-i1')).toBe('succeeded');
  expect(await collectInvoice(deps, id, 't1-i1')).toBe('nothing-due');
  expect(await itemsUnder(pages.table, 'CHARGE')).toHaveLength(1);
});

test.each(['', 'pm_of_another'])('refuses the method "%s", beside its field', async (method) => {
  const before = await everything(pages.table);
  const shown = await pay(method);
  expect(shown).toMatchObject({ status: 422, body: expect.stringContaining('Please choose how to pay.') });
  expect(await everything(pages.table)).toEqual(before);
});

test('the form of an attempt that was made already changes nothing, however late it comes', async () => {
  await pay('pm_card_chargeCustomerFail');
  const deps = { ...depsOf(pages.table), payments: openPayments('sandbox', pages.table) };
  await collectInvoice(deps, id, 't1-i1');
  const before = await everything(pages.table);
  expect((await pay('pm_card_chargeCustomerFail')).status).toBe(303);
  expect(await everything(pages.table)).toEqual(before);
  await pay('pm_card_visa', token, '2');
  expect(await collectInvoice(deps, id, 't1-i1')).toBe('succeeded');
});

test('a method that is declined again asks for another', async () => {
  await pay('pm_card_chargeCustomerFail');
  const deps = { ...depsOf(pages.table), payments: openPayments('sandbox', pages.table) };
  expect(await collectInvoice(deps, id, 't1-i1')).toBe('failed');
  expect((await show()).body).toContain('Your payment did not go through');
});

test.each([
  ['paid', { ...events.paymentSucceeded, methodNumber: 2 }, monday],
  ['no longer asked for', events.invoiceGivenUp, '2026-03-23T14:00:00.000Z'],
] as const)('when it is %s nothing is due, and nothing more is taken', async (_, event, now) => {
  await decided(depsOf(pages.table, now), id, event);
  expect((await show()).body).toContain('Nothing is due');
  const before = await everything(pages.table);
  expect((await pay('pm_card_visa')).status).toBe(303);
  expect(await everything(pages.table)).toEqual(before);
});

test('once a death ends the agreement nothing is due, nothing is taken and no mail asks for it; undone, all is as before', async () => {
  const payer = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };
  const [application, plan] = [anApplication({ payer }), aPlan({ installments: 4 })];
  await pages.fresh();
  await storedAgreement(depsOf(pages.table), 'active', { application, plan });
  for (const event of [events.payerAuthorised, events.dateCame, { ...events.paymentFailed, invoiceId: 't1-i2' }]) {
    await decided(depsOf(pages.table, june), id, event);
  }
  pages.at(june);
  const mailed = await pages.mailed({ kind: 'agreement', id }, 'unpaid-t1_i2-1', 'pay');
  expect((await show(mailed)).body).toContain('did not go through');
  const asked = newToken();
  const link = {
    purpose: 'payer',
    agreementId: id,
    partyId: 'p1',
    generation: 1,
    expiresAt: daysLater(30, june),
  } as const;
  await transact(pages.table, [putLink(pages.table, asked, link)]);
  const showPayer = () => pages.send('GET /payer/{token}', { parameters: { token: asked } });
  expect((await showPayer()).body).toContain('Your next payment');
  await decided(depsOf(pages.table, june), id, events.deathRecorded);
  expect((await show(mailed)).body).toContain('Nothing is due');
  expect((await showPayer()).body).toContain('There is nothing to pay');
  const before = await everything(pages.table);
  expect((await pay('pm_card_visa', mailed)).status).toBe(303);
  expect(await everything(pages.table)).toEqual(before);
  await expect(pages.mailed({ kind: 'agreement', id }, 'dunning-t1_i2-1-3', 'pay')).rejects.toThrow();
  await decided(depsOf(pages.table, june), id, events.deathUndone);
  expect((await show(mailed)).body).toContain('did not go through');
});

test('a link of thirty days ago, or one that never was, leads to the phone', async () => {
  pages.at('2026-04-01T15:00:00.000Z');
  for (const which of [token, newToken(), 'short', '']) {
    for (const shown of [await show(which), await pay('pm_card_visa', which)]) {
      expect(shown).toMatchObject({ status: 404, body: expect.stringContaining('(555) 010-0100') });
    }
  }
});

describe('the page after a charge', () => {
  const friday = '2026-03-06T15:00:00.000Z';
  const billing = (now = monday) => ({
    ...depsOf(pages.table, now),
    payments: openPayments('sandbox', pages.table),
  });
  const charged = async (method: string) => {
    await pay(method);
    await collectInvoice(billing(), id, 't1-i1').catch(() => undefined);
    return show();
  };

  test.each([
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'did not hold enough'],
    ['pm_card_chargeDeclinedExpiredCard', 'The card has run out'],
    ['pm_card_authenticationRequired', 'Your bank wants you to confirm'],
    ['pm_card_answerLost', 'Your payment is on its way'],
    ['pm_usBankAccount_success', 'Your payment is on its way'],
  ])('of %s says "%s", in no code', async (method, words) => {
    const { body } = await charged(method);
    expect(body).toContain(words);
    expect(body).not.toMatch(/insufficient_funds|expired_card|authentication_required/);
  });

  test('the confirmation is offered where the bank asked for it alone, and then pays', async () => {
    const confirmed = 'pm_card_authenticationRequired_confirmed';
    expect((await pay(confirmed)).status).toBe(422);
    expect((await charged('pm_card_authenticationRequired')).body).toContain('I confirm it with my bank');
    expect((await pay(confirmed, token, '2')).status).toBe(303);
    expect(await collectInvoice(billing(), id, 't1-i1')).toBe('succeeded');
  });

  test('of a bank account that said no in the end says so', async () => {
    await charged('pm_usBankAccount_insufficientFunds');
    pages.at(friday);
    expect(await lookUpCharge(billing(friday), id, 't1-i1')).toBe('failed');
    expect((await show()).body).toContain('did not hold enough');
  });

  test('nothing is taken while the bank has it', async () => {
    await charged('pm_usBankAccount_success');
    const before = await everything(pages.table);
    expect((await pay('pm_card_visa', token, '2')).status).toBe(303);
    expect(await everything(pages.table)).toEqual(before);
  });
});

describe('a month that is open beside another', () => {
  const monthly = anApplication({ applicationId: 'app0000000000002' });
  const months = [
    ['2026-04-02T13:00:00.000Z', 't1-i2'],
    ['2026-05-02T13:00:00.000Z', 't1-i3'],
  ] as const;
  const today = '2026-05-04T15:00:00.000Z';
  const billing = () => ({ ...depsOf(pages.table, today), payments: openPayments('sandbox', pages.table) });
  const stateOf = async () =>
    (await getAgreement(depsOf(pages.table), monthly.applicationId)).agreement.invoices
      .slice(1, 3)
      .map(({ status }) => status);
  const linkTo = (noticeKey: string) => {
    pages.at(today);
    return pages.mailed({ kind: 'agreement', id: monthly.applicationId }, noticeKey, 'pay');
  };

  test('is charged with it: the button names what both are together', async () => {
    await storedAgreement(depsOf(pages.table), 'active', { application: monthly, plan: aPlan({ installments: 12 }) });
    for (const [on, invoiceId] of months) {
      await decided(depsOf(pages.table, on), monthly.applicationId, events.dateCame);
      await decided(depsOf(pages.table, on), monthly.applicationId, { ...events.paymentFailed, invoiceId });
    }
    const link = await linkTo('unpaid-t1_i2-1');
    const { body } = await show(link);
    for (const words of ['Pay $400', 'paid together', 'Due on April 2, 2026', 'Due on May 2, 2026', '$200']) {
      expect(body).toContain(words);
    }
    // A button that named another amount pays nothing.
    await pay('pm_card_visa', link, '1', '20000');
    expect((await show(link)).body).toContain('Pay $400');
    await pay('pm_card_visa', link, '1', '40000');
    expect((await show(link)).body).toContain('are charging $400 now');
    for (const [, invoiceId] of months) await collectInvoice(billing(), monthly.applicationId, invoiceId);
    const charges = await itemsUnder(pages.table, 'CHARGE');
    expect(charges.map(({ amountCents }) => amountCents)).toEqual([20_000, 20_000]);
    expect(await stateOf()).toEqual(['paid', 'paid']);
  });

  test('is left for its day where its invoice went out ahead', async () => {
    await storedAgreement(depsOf(pages.table), 'active', { application: monthly, plan: aPlan({ installments: 12 }) });
    await decided(depsOf(pages.table), monthly.applicationId, events.checkChosen);
    await decided(depsOf(pages.table, '2026-04-05T13:00:00.000Z'), monthly.applicationId, events.dateCame);
    pages.at('2026-04-06T15:00:00.000Z');
    const owner = { kind: 'agreement', id: monthly.applicationId } as const;
    const link = await pages.mailed(owner, 'invoice-t1_i2-0', 'pay');
    expect((await show(link)).body).toContain('Pay $200');
    const next = await pages.mailed(owner, 'invoice-t1_i3-0', 'pay');
    const { body } = await show(next);
    expect(body).toContain('these are paid together');
    expect(body).toContain('Pay $400');
    await pay('pm_card_visa', link, '0', '20000');
    expect((await show(link)).body).toContain('are charging $200 now');
    expect((await show(next)).body).toContain('are charging $200 now. We charge $200 when it is due, on May 2, 2026.');
    const deps = { ...depsOf(pages.table, '2026-04-06T15:00:00.000Z'), payments: billing().payments };
    expect(await collectInvoice(deps, monthly.applicationId, 't1-i2')).toBe('succeeded');
    expect(await collectInvoice(deps, monthly.applicationId, 't1-i3')).toBe('nothing-due');
    expect(await stateOf()).toEqual(['paid', 'open']);
  });
});

test('the receipt of a payment that came in two ways names both, and the day of the last', async () => {
  const quarterly = anApplication({ applicationId: 'app0000000000002' });
  const { applicationId } = quarterly;
  await storedAgreement(depsOf(pages.table), 'active', { application: quarterly, plan: aPlan({ installments: 4 }) });
  const invoiceId = 't1-i2';
  const june = depsOf(pages.table, '2026-06-02T14:00:00.000Z');
  await decided(june, applicationId, events.dateCame);
  await decided(june, applicationId, { ...events.paymentFailed, invoiceId });
  const part = { ...events.paymentRecorded, invoiceId, amountCents: 5_000, receivedOn: '2026-06-03' } as const;
  await decided(depsOf(pages.table, '2026-06-03T14:00:00.000Z'), applicationId, part);
  const later = '2026-06-05T14:00:00.000Z';
  const rest = { ...events.paymentSucceeded, invoiceId, chargeId: 'ch_2', amountCents: 55_000 };
  await decided(depsOf(pages.table, later), applicationId, rest);
  pages.at(later);
  const link = await pages.mailed({ kind: 'agreement', id: applicationId }, 'receipt-t1_i2-1', 'pay');
  const { body } = await pages.send('GET /pay/{token}/receipt', { parameters: { token: link } });
  for (const words of ['$600 (Check and Visa ending in 4242)', 'June 5, 2026']) expect(body).toContain(words);
});

describe('by check', () => {
  const showInvoice = (which = token) => pages.send('GET /pay/{token}/invoice', { parameters: { token: which } });

  test('the page leads to the invoice, asks for nothing, and offers the other ways', async () => {
    await pay('check');
    const { body } = await show();
    expect(body).toContain('We are waiting for your check');
    expect(body).toContain(`href="/pay/${token}/invoice"`);
    expect(body).toContain('value="pm_card_visa"');
    expect(body).not.toContain('value="check"');
    expect((await pay('pm_card_visa')).status).toBe(303);
    expect((await show()).body).toContain('are charging $2,400 now');
  });

  test('the invoice has amount, last day, reference and the slip, also in larger print', async () => {
    await pay('check');
    const { status, body } = await showInvoice();
    expect(status).toBe(200);
    for (const words of [
      '$2,400',
      'March 23, 2026',
      't1-i1',
      'Pay to',
      'Sample Family Medicine',
      '1 Demonstration Way',
    ]) {
      expect(body).toContain(words);
    }
    const large = { parameters: { token }, query: 'print=large' };
    expect((await pages.send('GET /pay/{token}/invoice', large)).body).toContain('class="paper large"');
  });

  test('an invoice that is paid is not there to be printed and paid again; nor is one of a dead link', async () => {
    await decided(depsOf(pages.table), id, events.paymentRecorded);
    expect(await showInvoice()).toMatchObject({ status: 303, headers: { location: `/pay/${token}` } });
    expect((await show()).body).toContain('Nothing is due');
    expect((await showInvoice(newToken())).status).toBe(404);
  });
});

test('a link that went to an address which staff have corrected since is dead; one to the new address works', async () => {
  const later = daysLater(1);
  pages.at(later);
  await decided(depsOf(pages.table, later), id, events.addressCorrected);
  expect((await show()).status).toBe(404);
  expect((await pay('pm_card_visa')).status).toBe(404);
  const fresh = daysLater(3);
  pages.at(fresh);
  const another = await pages.mailed({ kind: 'agreement', id }, 'dunning-t1_i1-1-3', 'pay');
  expect((await show(another)).status).toBe(200);
});
