import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { invocationFaults } from '../support/invocation-faults.ts';
import { type Applicant, linkOf, person, signedByPhysician } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import type { Page, Visitor } from '../support/visitor.ts';

const faults = invocationFaults();
let spine: Spine;

beforeAll(async () => {
  spine = await startSpine({ hook: faults.hook });
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const statusOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement.status;

/** Up to the screen on which the agreement is signed. */
async function toSignature(who: Applicant, visitor: Visitor, link: string): Promise<Page> {
  return spine.journey.readThrough(visitor, await spine.journey.identify(visitor, link, who.born));
}

describe('a lost stream record', () => {
  test('costs time, not the agreement: the sweep finds the wish', async () => {
    const who = person('Lost');
    await spine.journey.sign(who, await spine.journey.enrol(who));
    const stopLosing = faults.lose('perennial-stream');
    await spine.journey.countersign(who);
    await spine.cloud.work.quiet();
    expect(await statusOf(who)).toBe('awaiting_payment');
    stopLosing();

    await spine.journey.move({ by: 'PT6H' });
    await spine.journey.mail(who.email, /welcome/i);
    expect(await statusOf(who)).toBe('active');
  });
});

describe('a crash between store and wake', () => {
  test('of the page, after the signature was stored: the patient sees an error, and the signature counts', async () => {
    const who = person('Crash');
    const visitor = spine.journey.visitor();
    const page = await toSignature(who, visitor, await spine.journey.enrol(who));
    faults.dieAfter('perennial-patient', (payload) => payload.routeKey?.startsWith('POST'));
    const answer = await visitor.submit(page, { signature: 'Crash', intent: 'yes', renewal: 'no' }, '/sign');
    expect(answer.status).toBe(500);
    const again = await visitor.open(new URL(page.url).pathname);
    expect(again.text).toMatch(/step 6 of 6/i);
    await visitor.submit(again, { method: 'pm_card_visa' }, '/payment');
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    expect(await spine.auditBreak(who.email)).toBeUndefined();
  });

  test('of the stream handler, before it woke anything: the record comes again', async () => {
    const who = person('Stream');
    const link = await spine.journey.enrol(who);
    faults.dieBefore('perennial-stream', () => true);
    await spine.journey.sign(who, link);
    await spine.journey.move({ by: 'PT10M' });
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    expect(await statusOf(who)).toBe('active');
  });

  test('of the wait, after its token was stored: the wait begins again with another token', async () => {
    const who = person('Token');
    faults.dieAfter('perennial-tasks', (payload) => payload.task === 'wait-for-signers');
    const link = await spine.journey.enrol(who);
    await spine.journey.move({ by: 'PT10M' });
    await spine.journey.sign(who, link);
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
    expect((await spine.agreementOf(who.email))?.agreement.needsAttention).toEqual([]);
  });

  test('of the money task, after the charge: it is charged once', async () => {
    const who = person('Money');
    await spine.journey.sign(who, await spine.journey.enrol(who));
    faults.dieAfter('perennial-money-tasks', () => true);
    await spine.journey.countersign(who);
    await spine.journey.move({ by: 'PT10M' });
    await spine.journey.mail(who.email, /welcome/i);
    const invoice = (await spine.agreementOf(who.email))?.agreement.invoices[0];
    expect(invoice?.attempts).toHaveLength(1);
    expect(invoice?.status).toBe('paid');
  });

  test('of the mail task, between sending and noting: the send event settles it, and no second mail goes out', async () => {
    const who = person('Mail');
    await spine.journey.apply(who);
    faults.dieAfter('perennial-mail-tasks', () => true);
    await spine.journey.confirm(who);
    await spine.journey.move({ by: 'PT1H' });
    const requests = (await spine.journey.mails(who.email)).filter((mail) => /ready to read/i.test(mail.subject));
    expect(requests).toHaveLength(1);
    await spine.journey.sign(who, linkOf(requests[0] ?? (await spine.journey.mail(who.email, /./))));
    expect(await statusOf(who)).toBe('awaiting_countersignature');
  });
});

describe('a signature at the very moment of the time-out', () => {
  test('is seen by the look that the time-out makes, and nobody is reminded', async () => {
    const who = person('Moment');
    const visitor = spine.journey.visitor();
    const link = await spine.journey.enrol(who);
    const page = await toSignature(who, visitor, link);
    await visitor.submit(page, { signature: 'Moment', intent: 'yes', renewal: 'yes' }, '/sign');
    await spine.cloud.work.quiet();
    const id = (await spine.agreementOf(who.email))?.agreement.agreementId;
    // The wait has timed out and its token is dead; the position is not read yet.
    const signed = faults.meanwhile(
      'perennial-tasks',
      (payload) => payload.task === 'read-signing-position' && payload.agreementId === id,
      async () => {
        const payment = await spine.journey.identify(visitor, link, who.born);
        return visitor.submit(payment, { method: 'pm_card_visa' }, '/payment');
      },
    );
    await spine.journey.move({ by: 'P4D' });
    expect((await signed).status).toBe(200);
    expect(await statusOf(who)).toBe('awaiting_countersignature');
    const reminders = (await spine.journey.mails(who.email)).filter((mail) => /reminder/i.test(mail.subject));
    expect(reminders).toEqual([]);
    await spine.journey.countersign(who);
    await spine.journey.mail(who.email, /welcome/i);
  });
});

describe('two browsers', () => {
  test('that sign at once make one signature, and both see that it is signed', async () => {
    const who = person('Twice');
    const link = await spine.journey.enrol(who);
    const [one, two] = [spine.journey.visitor(), spine.journey.visitor()];
    const page = await toSignature(who, one, link);
    const other = await spine.journey.identify(two, link, who.born);
    const form = { intent: 'yes', renewal: 'no' };
    const answers = await Promise.all([
      one.submit(page, { ...form, signature: 'First browser' }, '/sign'),
      two.submit(other, { ...form, signature: 'Second browser' }, '/sign'),
    ]);
    for (const answer of answers) expect(answer.text).toMatch(/step 6 of 6/i);
    const history = await spine.historyTypesOf(who.email);
    expect(history.filter((type) => type === 'signed')).toHaveLength(1);
  });

  test('that countersign at once charge once', async () => {
    const who = person('Both');
    await spine.journey.sign(who, await spine.journey.enrol(who));
    const [one, two] = [await spine.journey.queueOf(who), await spine.journey.queueOf(who)];
    const answers = await Promise.all(
      [one, two].map(({ visitor, page, id }) => visitor.submit(page, signedByPhysician(id), '/queue')),
    );
    for (const answer of answers) expect(answer.text).not.toContain(`${who.firstName} ${who.lastName}`);
    await spine.journey.mail(who.email, /welcome/i);
    const history = await spine.historyTypesOf(who.email);
    expect(history.filter((type) => type === 'countersigned' || type === 'invoice_paid')).toHaveLength(2);
  });
});
