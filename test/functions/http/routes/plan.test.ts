import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startDue } from '../../../../functions/actions/start-due.ts';
import type { AgreementEvent } from '../../../../functions/domain/agreement/events.ts';
import { anApplication, aPerson, aPlan, daysLater, events } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { aPractice, decided, depsOf, storedAgreement } from '../../../support/stored.ts';

let pages: PatientPages;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(() => pages.fresh());

const { applicationId: id } = anApplication();
const owner = { kind: 'agreement', id } as const;
const mia = aPerson({ firstName: 'Mia' });
const max = aPerson({ firstName: 'Max', email: 'max.example@example.com' });

/** Two adults in force, of whom Max leaves after 10 April; the workflow has settled it. */
async function afterMaxHasLeft(): Promise<{ mia: string; max: string }> {
  const { recordsConsented, disclosuresAccepted, documentRead, signed } = events;
  const signs = (signerId: string) =>
    [recordsConsented, disclosuresAccepted, documentRead, signed].map((event) => ({ ...event, signerId }));
  const happened = [
    ...signs('s1'),
    ...signs('s2'),
    events.methodSaved,
    { ...events.countersigned, signerId: 's3' },
    events.paymentSucceeded,
  ];
  const application = anApplication({ members: [mia, max] });
  await storedAgreement(depsOf(pages.table), 'awaiting_signature', { application });
  for (const event of happened) await decided(depsOf(pages.table), id, event);
  const links = {
    mia: await pages.mailed(owner, 'welcome-s1', 'plan'),
    max: await pages.mailed(owner, 'welcome-s2', 'plan'),
  };
  const word = { lastDay: '2026-04-10', noticeReceivedOn: '2026-04-01' };
  await decided(depsOf(pages.table, daysLater(30)), id, { ...events.memberLeaves, ...word });
  expect((await open(links.max)).status).toBe(200);
  await startDue(depsOf(pages.table, daysLater(40)), (error) => {
    throw error;
  });
  await decided(depsOf(pages.table, daysLater(40)), id, events.departureSettled);
  return links;
}
const open = (token: string) => pages.send('GET /plan/{token}', { parameters: { token } });

describe('in the days of cooling off', () => {
  const inThem = daysLater(3);
  const cancels = async (how: string) => {
    await pages.fresh({ practice: aPractice({ coolingOffDays: 14 }) });
    await storedAgreement(depsOf(pages.table), 'active');
    const token = await pages.mailed(owner, 'welcome-s1', 'plan');
    pages.at(inThem);
    const { body } = await pages.send('GET /plan/{token}/cancel', { parameters: { token } });
    const form = { how, today: '2026-03-05' };
    await pages.send('POST /plan/{token}/{step}', { parameters: { token, step: 'cancel' }, form });
    await pages.mailed(owner, 'ending-1-s1', 'plan');
    const plan = await open(token);
    return { cancelPage: body, mail: pages.mail.mails.at(-1)?.text, planPage: plan.body };
  };

  test('whoever ends it today gets everything back, on the page, in the mail and on the plan', async () => {
    const { cancelPage, mail, planPage } = await cancels('on-date');
    expect(cancelPage).toContain('You get back $2,400');
    expect(mail).toContain('You get back: $2,400');
    expect(planPage).toContain('Then you get back $2,400');
  });

  test('a no to the next year gives nothing back of the one that is lived to its end', async () => {
    const { cancelPage, mail, planPage } = await cancels('at-term-end');
    expect(cancelPage).toContain('Everything goes on until that day. It is paid for.');
    expect(mail).toContain('You get back: Nothing');
    expect(planPage).toContain('Nothing more is charged for the days after it.');
  });
});

test('what is not paid of the days until the end is said on the page, in both mails and on the plan', async () => {
  await storedAgreement(depsOf(pages.table), 'active', { plan: aPlan({ installments: 4 }) });
  const token = await pages.mailed(owner, 'welcome-s1', 'plan');
  await decided(depsOf(pages.table, daysLater(92)), id, events.dateCame);
  // Nine days of the second quarter, which is not paid: 101 of 365 days of $2,400, of which $600 is paid.
  pages.at(daysLater(100));
  const { body: cancelPage } = await pages.send('GET /plan/{token}/cancel', { parameters: { token } });
  const form = { how: 'on-date', today: '2026-06-10' };
  await pages.send('POST /plan/{token}/{step}', { parameters: { token, step: 'cancel' }, form });
  await pages.mailed(owner, 'ending-1-s1', 'plan');
  const ending = pages.mail.mails.at(-1)?.text;
  const { body: planPage } = await open(token);
  pages.at(daysLater(101));
  await decided(depsOf(pages.table, daysLater(101)), id, events.careEnded);
  await pages.mailed(owner, 'ended-1-s1', 'plan').catch(() => '');
  const ended = pages.mail.mails.at(-1)?.text;
  expect(cancelPage).toContain('For the days until today $64.11 is not paid yet, and is still owed.');
  expect(ending).toContain('Still to be paid, for the days until then: $64.11');
  expect(planPage).toContain('For the days until then $64.11 is still to be paid.');
  expect(ended).toContain('Still owed: $64.11');
  for (const words of [cancelPage, ended]) expect(words).not.toMatch(/nothing more is charged/i);
});

test('a no that came in time and is recorded in the next year ends it with the year before, in the mail and on the plan', async () => {
  await storedAgreement(depsOf(pages.table), 'active');
  const happen = async (now: string, ...those: AgreementEvent[]) => {
    for (const event of those) await decided(depsOf(pages.table, now), id, event);
  };
  const firstDay = daysLater(365);
  await happen(daysLater(310), events.renewalPlanned);
  const paid = { ...events.paymentSucceeded, invoiceId: 't2-i1', chargeId: 'ch_2', amountCents: 250_000 };
  await happen(firstDay, events.renewalDue, events.dateCame, paid);
  pages.at(daysLater(369));
  const noted = { ...events.cancelled, how: 'at-term-end', noticeReceivedOn: '2027-02-20', medium: 'letter' } as const;
  await happen(daysLater(369), noted);
  const token = await pages.mailed(owner, 'ending-1-s1', 'plan');
  const mail = pages.mail.mails.at(-1)?.text;
  expect(mail).toContain('Your plan ended on March 1, 2027. It does not renew.');
  expect(mail).toContain('You get back: $2,500');
  expect(mail).not.toContain('undo');
  const { body } = await open(token);
  for (const words of ['March 2, 2026 to March 1, 2027', 'Your plan ended on March 1, 2027. You get back $2,500']) {
    expect(body).toContain(words);
  }
  expect(body).not.toContain('Undo');
});

describe('after one of two adults has left', () => {
  test('the page of the one who stays opens, and the one of whoever left does not, nor ends anything', async () => {
    const links = await afterMaxHasLeft();
    expect((await open(links.mia)).status).toBe(200);
    const shut = await open(links.max);
    expect([shut.status, shut.body.includes('Mia')]).toEqual([404, false]);
    const parameters = { token: links.max, step: 'cancel' };
    const form = { how: 'at-term-end' };
    expect((await pages.send('POST /plan/{token}/{step}', { parameters, form })).status).toBe(404);
  });

  test('each is told without a word about the other', async () => {
    await afterMaxHasLeft();
    const told = async (signerId: string, path: 'plan' | undefined) => {
      if (path === undefined) await pages.mailed(owner, `left-m2-${signerId}`, 'plan').catch(() => '');
      else await pages.mailed(owner, `left-m2-${signerId}`, path);
      return JSON.stringify(pages.mail.mails.at(-1));
    };
    const toMax = await told('s2', undefined);
    expect(toMax).toContain('You were part of the plan until April 10, 2026');
    expect(toMax).not.toMatch(/Mia|\$\d/);
    const toMia = await told('s1', 'plan');
    expect(toMia).toContain('goes on for one person fewer');
    expect(toMia).not.toMatch(/Max/);
  });
});
