import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getAgreement } from '../../../../functions/actions/decide.ts';
import { lastChange } from '../../../../functions/domain/physician/physician-change.ts';
import { anApplication, aPhysician, daysLater, events } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { decided, depsOf, storedAgreement } from '../../../support/stored.ts';
import { everything } from '../../../support/table.ts';

let pages: PatientPages;
let token: string;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(async () => {
  await pages.fresh({
    physicians: [aPhysician(), aPhysician({ physicianId: 'dr-other', name: 'Dr. Olga Other' })],
  });
  await storedAgreement(depsOf(pages.table), 'active');
  await decided(depsOf(pages.table), id, events.leaverReplaced);
  token = await pages.mailed({ kind: 'agreement', id }, 'newdoctor-1-s1', 'plan');
});

const id = anApplication().applicationId;
const show = (which = token) => pages.send('GET /plan/{token}/doctor', { parameters: { token: which } });
const answer = (form: Record<string, string>, which = token) =>
  pages.send('POST /plan/{token}/{step}', {
    parameters: { token: which, step: 'doctor' },
    form: { change: '1', ...form },
  });
const change = async () => lastChange((await getAgreement(depsOf(pages.table), id)).agreement);
const plan = async (query = '') => (await pages.send('GET /plan/{token}', { parameters: { token }, query })).body;

test('the mail leads to the page, which says who, from when, what stays and what each answer means; opening it changes nothing', async () => {
  expect(pages.mail.mails.at(-1)?.text).toContain(`/plan/${token}/doctor`);
  const before = await everything(pages.table);
  const { status, body } = await show();
  expect(status).toBe(200);
  for (const words of [
    'Dr. Sam Sample leaves our practice',
    'Dr. Olga Other',
    'June 1, 2026',
    '$2,400 a year, as before',
    'April 23, 2026',
    'Your plan ends',
  ]) {
    expect(body).toContain(words);
  }
  for (const secret of ['Paula', '1951', 'Sample Street']) expect(body).not.toContain(secret);
  expect(await plan()).toContain('Please answer yes or no');
  expect(await everything(pages.table)).toEqual(before);
});

describe('an answer', () => {
  test('yes is kept with its time, address and browser; the plan says so, and it may still become a no', async () => {
    const shown = await answer({ answer: 'yes' });
    expect([shown.status, shown.headers.location]).toEqual([303, `/plan/${token}?done=doctor-yes`]);
    expect(await change()).toMatchObject({
      state: 'accepted',
      yeses: [{ signerId: 's1', medium: 'page', ip: '192.0.2.7', userAgent: 'Test Browser 1.0' }],
    });
    expect(await plan('done=doctor-yes')).toContain('We have your yes');
    expect((await show()).body).toContain('value="yes" checked');
    expect((await answer({ answer: 'no' })).headers.location).toBe(`/plan/${token}?done=doctor-no`);
    expect((await change())?.state).toBe('declined');
  });

  test('no of a doctor who leaves is the end of the plan, with its day and refund on the page', async () => {
    await answer({ answer: 'no' });
    const body = await plan('done=doctor-no');
    for (const words of ['We have your no', 'coming to its end', 'May 31, 2026', 'Then you get back']) {
      expect(body).toContain(words);
    }
    expect(body).not.toContain('Please answer yes or no');
  });

  test.each(['', 'maybe'])('refuses "%s", beside its field', async (given) => {
    const before = await everything(pages.table);
    expect(await answer({ answer: given })).toMatchObject({
      status: 422,
      body: expect.stringContaining('Please choose yes or no.'),
    });
    expect(await everything(pages.table)).toEqual(before);
  });

  test('sent five times at once it is recorded once', async () => {
    const shown = await Promise.all(Array.from({ length: 5 }, () => answer({ answer: 'yes' })));
    expect(shown.map(({ status }) => status)).toEqual(Array(5).fill(303));
    expect((await change())?.yeses).toHaveLength(1);
  });

  test('to a question that was asked before another, or after its last day, changes nothing', async () => {
    const before = await everything(pages.table);
    expect((await answer({ answer: 'yes', change: '7' })).headers.location).toBe(`/plan/${token}`);
    pages.at(daysLater(53));
    expect((await answer({ answer: 'yes' })).headers.location).toBe(`/plan/${token}`);
    expect((await show()).headers.location).toBe(`/plan/${token}`);
    expect(await everything(pages.table)).toEqual(before);
  });
});

test('once the new doctor has signed, the plan says from when', async () => {
  await answer({ answer: 'yes' });
  await decided(depsOf(pages.table), id, events.doctorSigned);
  expect((await show()).status).toBe(303);
  expect(await plan()).toContain('From June 1, 2026 your doctor is Dr. Olga Other');
});

test('a link that nobody was sent leads nowhere', async () => {
  expect((await show('x'.repeat(43))).status).toBe(404);
  expect((await answer({ answer: 'yes' }, 'x'.repeat(43))).status).toBe(404);
});
