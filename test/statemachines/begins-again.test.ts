import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { instantAt } from '../../functions/domain/calendar/practice-time.ts';
import { invocationFaults } from '../support/invocation-faults.ts';
import { type Applicant, linkOf, person } from '../support/journey.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { wishNow } from '../support/wish-now.ts';

// What carries an agreement on begins again from where the table says it stands. These were only a mail: nothing of the
// agreement waits for it, and it must go out all the same.

const faults = invocationFaults();
let spine: Spine;
beforeAll(async () => {
  spine = await startSpine({ hook: faults.hook });
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

const agreementOf = async (who: Applicant) => (await spine.agreementOf(who.email))?.agreement;

async function inForce(firstName: string): Promise<Applicant> {
  const who: Applicant = { ...person(firstName), planId: 'complete-quarterly' };
  await spine.journey.sign(who, await spine.journey.enrol(who), { renewal: 'no' });
  await spine.journey.countersign(who);
  await spine.journey.mail(who.email, /welcome/i);
  return who;
}

/** What the patient does on their own page. */
async function onPlanPage(who: Applicant, below: string, values: Record<string, string>, act: string): Promise<void> {
  const mail = await spine.journey.mail(who.email, /./, ({ links }) => links.some((one) => one.includes('/plan/')));
  const visitor = spine.journey.visitor();
  await visitor.submit(await visitor.open(`${linkOf(mail)}${below}`), values, act);
}

test.each<
  [
    string,
    { who: string; execution: string; noticeKey: string; subject: RegExp; deed: (who: Applicant) => Promise<unknown> },
  ]
>([
  [
    'A single mail, the word that it ends',
    {
      who: 'Leaving',
      execution: 'notice-ID-ending-1-s1',
      noticeKey: 'ending-1-s1',
      subject: /ends on/i,
      deed: (who) => onPlanPage(who, '/cancel', { how: 'at-term-end' }, '/cancel'),
    },
  ],
  [
    'Word that the year is renewed',
    {
      who: 'Renewing',
      execution: 'renewal-ID-t2',
      noticeKey: 'renewed-2-s1',
      subject: /is renewed/i,
      deed: async (who) => {
        await wishNow(spine, who, { workflow: 'renewal', term: 2 });
        await onPlanPage(who, '', {}, '/renew');
      },
    },
  ],
  [
    'The receipt of what is paid',
    {
      who: 'Paying',
      execution: 'billing-ID-t1-i2',
      noticeKey: 'receipt-t1_i2-1',
      subject: /receipt/i,
      deed: async (who) => {
        const dueOn = (await agreementOf(who))?.invoices[1]?.dueOn ?? '';
        await spine.journey.move({ to: instantAt(dueOn, '10:00', 'America/New_York') });
      },
    },
  ],
])(
  '%s, failed for good: begun again at the desk, it goes out once',
  async (_, about) => {
    const { execution, noticeKey, subject, deed } = about;
    const who = await inForce(about.who);
    const id = (await agreementOf(who))?.agreementId;
    const begins = `${execution.replace('ID', `${id}`)}-r`;
    const runs = async () =>
      (await spine.executions()).flatMap(({ name, status }) =>
        name?.startsWith(begins) ? [`${name.slice(-2)} ${status}`] : [],
      );
    const told = async () => (await spine.journey.mails(who.email)).filter((mail) => subject.test(mail.subject)).length;

    faults.refuse('perennial-mail-tasks', ({ owner, noticeKeys }) => owner.id === id && noticeKeys.includes(noticeKey));
    await deed(who);
    await spine.cloud.work.quiet();
    const marks = (await agreementOf(who))?.needsAttention.map(({ code }) => code);
    expect([await runs(), marks, await told()]).toEqual([['r1 FAILED'], ['execution_failed'], 0]);

    const { visitor, page } = await spine.journey.staff('Front desk', `/desk/agreements/${id}`);
    expect((await visitor.submit(page, {}, '/restart')).text).toContain('It begins again');
    await spine.journey.mail(who.email, subject);
    await spine.journey.move({ by: 'P1D' });
    expect((await runs()).sort()).toEqual(['r1 FAILED', 'r2 SUCCEEDED']);
    expect([(await agreementOf(who))?.needsAttention, await told()]).toEqual([[], 1]);
  },
  240_000,
);
