import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays } from '../../functions/domain/calendar/practice-time.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { endOf } from '../support/machine-ends.ts';
import { type Spine, startSpine } from '../support/spine.ts';

// One test for each way in which the first payment can end, named after it; "completed, paid, active" by card and "unpaid"
// stand in ends.test.ts.

let spine: Spine;
beforeAll(async () => {
  spine = await startSpine();
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const paid = { status: 'SUCCEEDED', outcome: 'paid' };
const statusOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement.status;
const attemptsOf = async (who: Applicant) =>
  (await spine.agreementOf(who.email))?.agreement.invoices[0]?.attempts.map(({ outcome }) => outcome);

/** Signed by both sides, with that way to pay. */
async function signedWith(firstName: string, method: string): Promise<Applicant> {
  const who = person(firstName);
  await spine.journey.sign(who, await spine.journey.enrol(who), { method });
  await spine.journey.countersign(who);
  await spine.cloud.work.quiet();
  return who;
}

async function payBy(who: Applicant, method: string, subject = /did not go through/i): Promise<void> {
  const visitor = spine.journey.visitor();
  const page = await visitor.open(linkOf(await spine.journey.mail(who.email, subject)));
  await visitor.submit(page, { method });
  await spine.journey.mail(who.email, /welcome/i);
}

describe('billing', () => {
  test.each([
    ['declined', 'Declined', 'pm_card_chargeCustomerFail'],
    ['without funds', 'Poor', 'pm_card_visa_chargeDeclinedInsufficientFunds'],
    ['expired', 'Old', 'pm_card_chargeDeclinedExpiredCard'],
  ])('ends paid by another card after one that was %s', async (_, firstName, method) => {
    const who = await signedWith(firstName, method);
    await payBy(who, 'pm_card_visa');
    expect(await endOf(spine, 'billing', who)).toEqual(paid);
    expect(await attemptsOf(who)).toEqual(['failed', 'succeeded']);
  });

  test('ends paid when the payer has confirmed with the bank', async () => {
    const who = await signedWith('Confirm', 'pm_card_authenticationRequired');
    await payBy(who, 'pm_card_authenticationRequired_confirmed', /wants you to confirm/i);
    expect(await endOf(spine, 'billing', who)).toEqual(paid);
  });

  test('ends paid when the bank has settled, four days later, and nothing is in force before', async () => {
    const who = await signedWith('Bank', 'pm_usBankAccount_success');
    expect([await statusOf(who), await attemptsOf(who)]).toEqual(['awaiting_payment', ['pending']]);
    await spine.journey.move({ by: 'P5D' });
    expect(await endOf(spine, 'billing', who)).toEqual(paid);
    expect([await statusOf(who), await attemptsOf(who)]).toEqual(['active', ['pending', 'succeeded']]);
    expect((await spine.journey.mails(who.email)).filter(({ subject }) => /payment/i.test(subject))).toEqual([]);
  });

  test('ends paid by card after a bank payment that failed, which is told and not tried again', async () => {
    const who = await signedWith('Bounce', 'pm_usBankAccount_insufficientFunds');
    await spine.journey.move({ by: 'P6D' });
    expect(await attemptsOf(who)).toEqual(['pending', 'failed']);
    const told = await spine.journey.mail(who.email, /did not go through/i);
    expect(told.text).toContain('some days later it said no');
    await payBy(who, 'pm_card_visa');
    expect(await endOf(spine, 'billing', who)).toEqual(paid);
  });

  test('ends paid when a charge whose answer was lost is looked up', async () => {
    const who = await signedWith('Lost', 'pm_card_answerLost');
    await spine.journey.mail(who.email, /welcome/i);
    expect(await endOf(spine, 'billing', who)).toEqual(paid);
    expect(await attemptsOf(who)).toEqual(['unknown', 'succeeded']);
  });

  test('ends paid when staff record the check', async () => {
    const who = await signedWith('Check', 'check');
    await spine.journey.mail(who.email, /your invoice/i);
    const id = await spine.agreementIdOf(who.email);
    const { visitor, page } = await spine.journey.staff(
      'Front desk',
      `/desk/agreements/${id}?do=payment&invoiceId=t1-i1`,
    );
    // In the evening there it is the next day in UTC already.
    const receivedOn = addDays((await spine.journey.now()).now.slice(0, 10), -1);
    const received = { medium: 'check', receivedOn, reference: '7' };
    const wrong = await visitor.submit(page, { ...received, amount: '2.400,00' }, '/payment');
    expect([wrong.status, wrong.text.includes('an amount like 1,200')]).toEqual([422, true]);
    await visitor.submit(wrong, { ...received, amount: '2,400' }, '/payment');
    const { text } = await spine.journey.mail(who.email, /welcome/i);
    expect(text).toContain('$2,400 (Check)');
    expect(await endOf(spine, 'billing', who)).toEqual(paid);
  });

  test('ends void when no check comes, and the agreement is closed', async () => {
    const who = await signedWith('Nocheck', 'check');
    await spine.journey.move({ by: 'P22D' });
    expect(await endOf(spine, 'billing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'void' });
    expect((await spine.journey.mails(who.email)).filter(({ subject }) => /is open/i.test(subject))).toHaveLength(3);
  });

  test('ends void when staff make the agreement void', async () => {
    const who = await signedWith('Void', 'pm_card_chargeCustomerFail');
    await voidIt(who);
    expect(await endOf(spine, 'billing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'void' });
    expect(await endOf(spine, 'onboarding', who)).toEqual({ status: 'SUCCEEDED', outcome: 'closed' });
  });
});

describe('signing', () => {
  test('ends voided when staff make the agreement void, and the patient is told', async () => {
    const who = person('Taken');
    await spine.journey.enrol(who);
    await voidIt(who);
    expect(await endOf(spine, 'signing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'voided' });
    expect(await endOf(spine, 'onboarding', who)).toEqual({ status: 'SUCCEEDED', outcome: 'closed' });
  });

  test('ends completed by one who signs at the practice, in a session of their own that shuts the desk', async () => {
    const who = person('Here');
    await spine.journey.enrol(who);
    const id = await spine.agreementIdOf(who.email);
    const path = `/desk/agreements/${id}?do=in-office&documentId=d1&signerId=s1`;
    const { visitor, page } = await spine.journey.staff('Front desk', path);
    const theirs = await visitor.submit(page, { seen: 'Photo ID' }, '/in-office');
    expect(theirs.text).toContain('Electronic records');
    expect((await visitor.open('/desk')).text).toContain('Choose a demonstration account');
    const signing = await spine.journey.readThrough(visitor, await visitor.open(new URL(theirs.url).pathname));
    const signature = { signature: `${who.firstName} ${who.lastName}`, intent: 'yes', renewal: 'no' };
    const payment = await visitor.submit(signing, signature, '/sign');
    const done = await visitor.submit(payment, { method: 'pm_card_visa' }, '/payment');
    expect(done.text).toContain('Thank you, you have signed');
    // Whoever takes the device next, and goes back, is asked who they are.
    expect((await visitor.open(new URL(theirs.url).pathname)).text).toContain('ready to read');
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    expect(await endOf(spine, 'signing', who)).toEqual({ status: 'SUCCEEDED', outcome: 'completed' });
    expect(await spine.historyTypesOf(who.email)).toContain('identity_seen');
  });
});

async function voidIt(who: Applicant): Promise<void> {
  const id = await spine.agreementIdOf(who.email);
  const { visitor, page } = await spine.journey.staff('Manager', `/desk/agreements/${id}?do=void`);
  await visitor.submit(page, { reason: 'Entered twice' }, '/void');
  await spine.journey.mail(who.email, /closed/i);
}
