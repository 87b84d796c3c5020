import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, practiceDate } from '../../../../functions/domain/calendar/practice-time.ts';
import { type Applicant, person } from '../../../support/journey.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import type { Visitor } from '../../../support/visitor.ts';

// A letter that came back, at the real pages of the desk: step by step, one test after the other.

let spine: Spine;
let visitor: Visitor;
let path: string;
const who: Applicant = { ...person('Moved'), email: 'suppressionlist+moved@simulator.amazonses.com' };
const letter = 'letters/request-d1-s1';

beforeAll(async () => {
  spine = await startSpine();
  await spine.journey.enrol(who);
  await spine.journey.move({ by: 'PT1M' });
  path = `/desk/agreements/${await spine.agreementIdOf(who.email)}`;
  visitor = (await spine.journey.staff('Front desk')).visitor;
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const today = () => practiceDate(new Date(spine.cloud.clock.now()).toISOString(), 'America/New_York');
const act = async (query: string, form: Record<string, string>) => {
  const open = await visitor.open(`${path}?do=${query}`);
  return visitor.submit(open, form, `/${query.split('&')[0]}`);
};
const posting = () => `returned&noticeKey=request-d1-s1&posting=${today()}`;
const marks = async () => (await spine.agreementOf(who.email))?.agreement.needsAttention.map(({ code }) => code);
const newHome = { addressLine1: '9 New Street', city: 'Albany', state: 'NY', postalCode: '12207' };

test('it was posted, and came back', async () => {
  expect((await visitor.open(`${path}/${letter}`)).text).toContain('12 Nowhere Lane');
  const posted = await act('posted&noticeKey=request-d1-s1', { postedOn: today() });
  expect(posted.text).toContain('It came back');
  const tomorrow = await act(posting(), { returnedOn: addDays(today(), 1) });
  expect(tomorrow.text).toContain(`Please choose a day from ${today()} to ${today()}`);
  expect((await act(posting(), {})).text).toContain('Please enter the day on which it came back');
  const back = await act(posting(), { returnedOn: today() });
  expect(back.text).toContain('A letter came back: find a new address');
  expect(await marks()).toEqual(['email_refused', 'letter_returned']);
});

test('none is printed or posted to that address; the page leads to its correction instead', async () => {
  for (const print of [letter, 'packet/s1']) {
    const { text } = await visitor.open(`${path}/${print}`);
    expect(text).toContain('none is printed until it is corrected');
  }
  const stale = await act('posted&noticeKey=request-d1-s1', { postedOn: today() });
  expect(stale.text).toContain('Please correct the address first');
});

test('a corrected address is checked, and gets the letter', async () => {
  const wrong = await act('correct&memberId=m1', { ...newHome, postalCode: '1220', city: '' });
  expect(wrong.text).toContain('A ZIP code has five digits');
  expect(wrong.text).toContain('Please enter a city');
  await act('correct&memberId=m1', newHome);
  expect(await marks()).toEqual(['email_refused']);
  expect((await visitor.open(`${path}/${letter}`)).text).toContain('9 New Street');
  const posted = await act('posted&noticeKey=request-d1-s1', { postedOn: today() });
  expect(posted.text).toContain('The letter is noted as posted');
});

test('nothing to correct, or half an address, is said beside its field', async () => {
  const none = await act('correct&memberId=m1', {});
  expect(none.text).toContain('Please enter an email address, a phone number or a postal address');
  const half = await act('correct&memberId=m1', { postalCode: '12207' });
  expect(half.text).toContain('Please enter a street address');
});

test('another state in which they live for a part of the year is kept, and shown', async () => {
  expect((await act('correct&memberId=m1', { seasonalState: 'FL' })).text).toContain('A part of the year in Florida');
  const member = async () => (await spine.agreementOf(who.email))?.agreement.members[0];
  expect(await member()).toMatchObject({ seasonalState: 'FL', address: { line1: '9 New Street' } });
  await act('correct&memberId=m1', { seasonalState: 'none' });
  expect((await member())?.seasonalState).toBeUndefined();
});

test('a mistyped date of birth is corrected; one with which it would be another contract is not', async () => {
  const none = await act('birth-date&memberId=m1', {});
  expect(none.text).toContain('Please enter month, day and year of birth');
  const child = await act('birth-date&memberId=m1', { birthYear: '2020', birthMonth: '5', birthDay: '17' });
  expect(child.text).toContain('somebody else has to sign');
  const done = await act('birth-date&memberId=m1', { birthYear: '1951', birthMonth: '5', birthDay: '18' });
  expect(done.text).toContain('The date of birth is corrected');
  expect((await spine.agreementOf(who.email))?.agreement.members[0]?.birthDate).toBe('1951-05-18');
});
