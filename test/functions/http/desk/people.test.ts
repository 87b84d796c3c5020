import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Applicant, linkOf, person } from '../../../support/journey.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import type { Visitor } from '../../../support/visitor.ts';

// Who pays, who signs for a child and who wants paper changes while an agreement is in force, at the real pages: one test
// after the other.

let spine: Spine;
let visitor: Visitor;
let path: string;
const who: Applicant = person('Parts');
const dora = { firstName: 'Dora', lastName: 'Example', email: 'dora@example.com' };

beforeAll(async () => {
  spine = await startSpine();
  await spine.journey.sign(who, await spine.journey.enrol(who));
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  path = `/desk/agreements/${await spine.agreementIdOf(who.email)}`;
  visitor = (await spine.journey.staff('Front desk')).visitor;
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const act = async (query: string, form: Record<string, string>) => {
  const open = await visitor.open(`${path}?do=${query}`);
  return visitor.submit(open, form, `/${query.split('&')[0]}`);
};
const agreementOf = async () => (await spine.agreementOf(who.email))?.agreement;

test('a payer without a name or an address is said beside its field, and nothing changes', async () => {
  const wrong = await act('payer&replaces=0', { firstName: 'Dora', email: 'dora' });
  expect([wrong.status, wrong.text.includes('Please enter a last name')]).toEqual([422, true]);
  expect(wrong.root.querySelector('input[name=firstName]')?.getAttribute('value')).toBe('Dora');
  expect((await agreementOf())?.formerPayers).toBeUndefined();
}, 60_000);

test('another payer: the one before is told, the new one agrees by a link and pays from then on', async () => {
  const done = await act('payer&replaces=0', dora);
  expect(done.text).toContain('Whoever is to pay is asked');
  expect((await agreementOf())?.paymentMethod).toBeUndefined();
  await spine.journey.mail(who.email, /not charged any more/i);
  const patient = spine.journey.visitor();
  const asked = await patient.open(linkOf(await spine.journey.mail(dora.email, /will you pay/i)));
  expect(asked.text).toContain('who pays from now on');
  const wrong = await patient.submit(asked, { scope: 'until-told' }, new URL(asked.url).pathname);
  expect([wrong.status, wrong.text.includes('Please choose how to pay')]).toEqual([422, true]);
  const thanks = await patient.submit(asked, { scope: 'until-told', method: 'pm_card_visa', authorise: 'yes' });
  expect(thanks.text).toContain('Your next payment');
  expect(await agreementOf()).toMatchObject({
    paymentMethod: { number: 2 },
    payer: { authorised: { scope: 'until-told' } },
  });
}, 60_000);

test('whoever pays stops by themself, on the page of their link', async () => {
  const patient = spine.journey.visitor();
  const page = await patient.open(linkOf(await spine.journey.mail(dora.email, /will you pay/i)));
  const stopped = await patient.submit(page, { answer: 'no' });
  expect(stopped.text).toContain('you are charged nothing more');
  const agreement = await agreementOf();
  expect([agreement?.payer, agreement?.paymentMethod]).toEqual([undefined, undefined]);
  expect(agreement?.needsAttention.map(({ code }) => code)).toEqual(['payer_declined']);
  expect((await patient.open(page.url)).status).toBe(404);
}, 60_000);

test('somebody gets copies by the patient’s consent, which stands beside their name; said twice, it is done once', async () => {
  const hal = { firstName: 'Hal', lastName: 'Example', email: 'hal@example.com' };
  const without = await act('helper-add', hal);
  expect([without.status, without.text.includes('confirm that they have agreed')]).toEqual([422, true]);
  await act('helper-add', { ...hal, consent: 'yes' });
  await act('helper-add', { ...hal, consent: 'yes' });
  expect((await agreementOf())?.helpers).toMatchObject([{ consentedBy: { memberId: 'm1' } }]);
  expect((await visitor.open(path)).text).toContain(`gets copies, as ${who.firstName} ${who.lastName} has agreed`);
}, 60_000);

test('a helper wants everything by post: an address is asked for, with what is wrong beside its field', async () => {
  const { partyId = '' } = (await agreementOf())?.helpers[0] ?? {};
  const query = `by-post&partyId=${partyId}`;
  const wrong = await act(query, { addressLine1: '9 New Street', city: 'Albany', state: 'NY', postalCode: '1220' });
  expect([wrong.status, wrong.text.includes('A ZIP code has five digits')]).toEqual([422, true]);
  expect(wrong.root.querySelector('input[name=addressLine1]')?.getAttribute('value')).toBe('9 New Street');
  const done = await act(query, { addressLine1: '9 New Street', city: 'Albany', state: 'NY', postalCode: '12207' });
  expect(done.text).toContain('From now on everything goes to them by post');
  expect((await agreementOf())?.parties.find((one) => one.partyId === partyId)).toMatchObject({
    address: { line1: '9 New Street' },
    emailRefused: { because: 'withdrawn' },
  });
}, 60_000);

test('a patient who has signed wants everything by post, and email again by a consent of its own', async () => {
  const emailRefused = async () => (await agreementOf())?.members[0]?.emailRefused?.because;
  const done = await act('by-post&memberId=m1', {});
  expect([done.text.includes('Wants everything by post'), await emailRefused()]).toEqual([true, 'withdrawn']);
  expect(done.root.querySelectorAll('a').some((link) => /by-post&memberId=m1/.test(String(link)))).toBe(false);
  // Without a word about consent, no other address brings mails back.
  const corrected = await act('correct&memberId=m1', { email: 'elsewhere@example.com' });
  for (const words of ['elsewhere@example.com', 'Wants everything by post']) expect(corrected.text).toContain(words);

  const wrong = await act('by-email&memberId=m1', { email: who.email });
  expect(wrong.status).toBe(422);
  for (const words of ['Please choose how it came', 'confirm that they have agreed'])
    expect(wrong.text).toContain(words);
  const again = await act('by-email&memberId=m1', { email: who.email, medium: 'phone', consent: 'yes' });
  expect(again.text).toContain('The consent is recorded');
  expect([await emailRefused(), (await agreementOf())?.members[0]?.email]).toEqual([undefined, who.email]);
  for (const words of ['Wanted everything by post', 'Agreed to email again']) expect(again.text).toContain(words);
}, 60_000);

test('somebody who signs for a child is chosen of those who signed, with what shows it', async () => {
  const wrong = await act('guardian&memberId=m1', {});
  expect(wrong.status).toBe(422);
  for (const words of ['Please choose who signs', 'a parent or a guardian', 'what shows that they may']) {
    expect(wrong.text).toContain(words);
  }
}, 60_000);
