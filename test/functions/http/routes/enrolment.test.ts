import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recordLeave } from '../../../../functions/adapters/table/panel-store.ts';
import { noteMailBlocked } from '../../../../functions/adapters/table/practice-store.ts';
import { filledIn } from '../../../support/applicant.ts';
import { anApplication, aPhysician, monday } from '../../../support/builders.ts';
import { type PatientPages, startPatientPages } from '../../../support/patient-pages.ts';
import { depsOf, idOf, storedAgreement } from '../../../support/stored.ts';
import { everything, itemsUnder } from '../../../support/table.ts';

let pages: PatientPages;
beforeAll(async () => {
  pages = await startPatientPages();
});
afterAll(() => pages.stop());
beforeEach(() => pages.fresh());

const apply = (given: Record<string, string> = {}) => pages.send('POST /apply', { form: { ...filledIn, ...given } });
const form = (query = 'for=me') => pages.send('GET /apply', { query });
const applications = () => itemsUnder(pages.table, 'APPLICATION');

test('the first page shows the plans, the doctors, the first question and a phone number', async () => {
  const { status, body } = await pages.send('GET /');
  expect(status).toBe(200);
  for (const words of [
    'Individual',
    '$2,400',
    'Dr. Sam Sample',
    'Has places free',
    '(555) 010-0100',
    'action="/apply"',
    'Who is the agreement for?',
  ]) {
    expect(body).toContain(words);
  }
});

test('every form that is shown is another application', async () => {
  const idIn = (body: string) => /name="requestId" value="([0-9a-z]{16})"/.exec(body)?.[1];
  const [one, two] = [idIn((await form()).body), idIn((await form()).body)];
  expect(one).toBeDefined();
  expect(one).not.toBe(two);
});

test('a doctor without a place left says that there is a waiting list', async () => {
  for (const number of [1, 2, 3]) {
    await storedAgreement(depsOf(pages.table), 'offered', {
      application: anApplication({ applicationId: idOf(number) }),
    });
  }
  expect((await pages.send('GET /')).body).toContain('Waiting list');
});

test('a doctor who leaves is not shown, and a form that names them is refused beside its field', async () => {
  const other = aPhysician({ physicianId: 'dr-other', name: 'Dr. Olga Other' });
  await pages.fresh({ physicians: [aPhysician(), other] });
  await recordLeave(pages.table, 'dr-sample', { on: '2026-06-30', recordedAt: monday, recordedBy: 'staff-1' });
  for (const { body } of [await pages.send('GET /'), await form()]) {
    expect(body).toContain('Dr. Olga Other');
    expect(body).not.toContain('Dr. Sam Sample');
  }
  expect(await apply()).toMatchObject({ status: 422, body: expect.stringContaining('Please choose a doctor.') });
  expect(await applications()).toEqual([]);
});

test('where every doctor leaves, the first page asks nothing, and says whom to call', async () => {
  await recordLeave(pages.table, 'dr-sample', { on: '2026-06-30', recordedAt: monday, recordedBy: 'staff-1' });
  const { body } = await pages.send('GET /');
  expect(body).toContain('None of our doctors takes new patients');
  expect(body).not.toContain('Who is the agreement for?');
});

test('an application is stored as it was meant, and leads to the page that says what comes', async () => {
  const shown = await apply({ firstName: '  Paula   Maria ', phone: '+1 (555) 010-0123', addressLine2: 'Apt 4' });
  expect([shown.status, shown.headers.location]).toEqual([303, '/applied']);
  expect(await applications()).toMatchObject([
    {
      applicationId: idOf(1),
      status: 'unconfirmed',
      appliedAt: monday,
      members: [
        {
          firstName: 'Paula Maria',
          lastName: 'Example',
          birthDate: '1951-05-17',
          phone: '(555) 010-0123',
          isMedicareBeneficiary: false,
          address: { line1: '12 Sample Street', line2: 'Apt 4', city: 'Albany', state: 'NY', postalCode: '12207' },
        },
      ],
    },
  ]);
});

test('a form that is sent twice, or five times at once, is one application', async () => {
  const shown = await Promise.all(Array.from({ length: 5 }, () => apply()));
  expect([...shown, await apply()].map((one) => [one.status, one.headers.location])).toEqual(
    Array(6).fill([303, '/applied']),
  );
  expect(await applications()).toHaveLength(1);
});

test('a second form of the same address on that day is answered just like the first', async () => {
  const [first, second] = [await apply(), await apply({ requestId: idOf(2) })];
  expect(second).toEqual(first);
  expect(await applications()).toHaveLength(1);
});

test('what was typed wrongly comes back with a message beside its field, and nothing typed is lost', async () => {
  const before = await everything(pages.table);
  const shown = await apply({ email: 'paula@', birthYear: '51', postalCode: 'x', firstName: 'Zoë', mail: '' });
  expect(shown.status).toBe(422);
  for (const words of [
    'Please check 4 things',
    'id="email-error"',
    'It should look like name@example.com.',
    'you entered &quot;51&quot;',
    'A ZIP code has five digits',
    'Please choose how we may write to you.',
    'value="paula@"',
    'value="Zoë"',
    `name="requestId" value="${idOf(1)}"`,
  ]) {
    expect(shown.body).toContain(words);
  }
  expect(await everything(pages.table)).toEqual(before);
});

test('a plan that may not be sold in the patient’s state is refused beside it, with the reason', async () => {
  const shown = await apply({ state: 'WA' });
  expect(shown.status).toBe(422);
  expect(shown.body).toContain('id="planId-error"');
  expect(shown.body).toContain('In Washington a plan may be paid one month ahead at most (RCW 48.150.030)');
  expect(shown.body).toContain('Please choose another plan or doctor.');
  expect(await applications()).toEqual([]);
});

test('an empty form says what every field needs', async () => {
  const { status, body } = await pages.send('POST /apply', { form: { for: 'me' } });
  expect(status).toBe(422);
  for (const field of ['planId', 'physicianId', 'firstName', 'email', 'birthDate', 'state', 'mail', 'coverage']) {
    expect(body).toContain(`id="${field}-error"`);
  }
});

test('refuses somebody who is under 18, and says whom to call', async () => {
  const shown = await apply({ birthYear: '2008', birthMonth: '3', birthDay: '3' });
  expect(shown.status).toBe(422);
  expect(shown.body).toContain('At this age a parent or guardian signs.');
  expect((await apply({ birthYear: '2008', birthMonth: '3', birthDay: '2' })).status).toBe(303);
});

test.each([
  ['a plan', { planId: 'gold' }],
  ['a doctor', { physicianId: 'dr-who' }],
  ['a state', { state: 'ZZ' }],
  ['an answer', { coverage: 'maybe' }],
  ['somebody', { for: 'my-cat' }],
])('refuses %s that was not offered', async (_, given) => {
  expect((await apply(given)).status).toBe(422);
  expect(await applications()).toEqual([]);
});

test('a program that fills in the hidden field is told what people are told, and nothing is stored', async () => {
  const shown = await apply({ website: 'https://spam.example' });
  expect([shown.status, shown.headers.location]).toEqual([303, '/applied']);
  expect(await applications()).toEqual([]);
});

test.each(['', 'no-id', '../../x', 'APP#0000000000000'])(
  'a form whose own id is "%s" gets one of ours',
  async (requestId) => {
    expect((await apply({ requestId })).status).toBe(303);
    expect((await applications()).map((item) => item.applicationId)).toEqual([expect.stringMatching(/^[0-9a-z]{16}$/)]);
  },
);

test('while mail is blocked the pages say so', async () => {
  await noteMailBlocked(pages.table, monday);
  for (const route of ['GET /', 'GET /applied', '$default']) {
    expect((await pages.send(route)).body).toContain('Email from this practice is not set up yet');
  }
  expect((await pages.send('GET /applied')).body).toContain('As soon as our email works, we send you an email');
});

test('the address that a form with mistakes leaves in the browser leads back to the plans', async () => {
  const { status, headers } = await pages.send('GET /apply');
  expect([status, headers.location]).toEqual([303, '/']);
});

test('any other address is a calm page that leads to the plans', async () => {
  const { status, body } = await pages.send('$default');
  expect([status, body]).toEqual([404, expect.stringContaining('href="/"')]);
});

test('before the practice is set up every page says what is missing', async () => {
  await pages.tables.empty('pages');
  for (const route of ['GET /', 'POST /apply', 'GET /nowhere']) {
    const { status, body } = await pages.send(route);
    expect([status, body]).toEqual([503, expect.stringContaining('Not set up yet')]);
  }
});

describe('a household', () => {
  const household = {
    ...filledIn,
    for: 'family',
    adults: '2',
    children: '1',
    actsAs: 'parent',
    ...patient('p2-', { firstName: 'Peter', birthYear: '1980', email: 'peter@example.com' }),
    ...patient('p3-', { firstName: 'Pia', birthYear: '2015' }),
  };

  test('is asked for everybody at once', async () => {
    const { status, body } = await form('for=family&adults=2&children=1');
    expect(status).toBe(200);
    for (const words of ['About you', 'The other adult', 'The first child', 'name="p3-birthYear"', 'name="actsAs"']) {
      expect(body).toContain(words);
    }
    expect(body).not.toContain('name="p3-email"');
  });

  test('is stored with every member, at one address', async () => {
    expect((await apply(household)).status).toBe(303);
    const [stored] = await applications();
    const { address } = stored?.members[0] ?? {};
    expect(stored).toMatchObject({
      actsAs: 'parent',
      members: [
        { firstName: 'Paula' },
        { firstName: 'Peter', email: 'peter@example.com', address },
        { firstName: 'Pia', birthDate: '2015-05-17', address },
      ],
    });
  });

  test('has what is wrong with somebody beside their field, and nothing typed is lost', async () => {
    const shown = await apply({ ...household, 'p3-birthYear': '1990', 'p2-firstName': '', 'p2-email': 'peter@' });
    expect(shown.status).toBe(422);
    for (const words of [
      'id="p2-firstName-error"',
      'id="p2-email-error"',
      'id="p3-birthDate-error"',
      'At this age people sign for themselves.',
      'value="Pia"',
    ]) {
      expect(shown.body).toContain(words);
    }
    expect(await applications()).toEqual([]);
  });

  test.each([
    'for=family&adults=1&children=0',
    'for=family&adults=9&children=1',
    'for=child&children=0',
    'for=family',
    'for=x',
  ])('of "%s" is asked for again, beside the question', async (query) => {
    const { status, body } = await form(query);
    expect([status, body.includes('class="error"')]).toEqual([422, true]);
  });
});

test('a guardian who is no patient applies for a child', async () => {
  const child = patient('p1-', { firstName: 'Pia', birthYear: '2015' });
  expect(
    (await apply({ for: 'child', children: '1', actsAs: 'guardian', home: 'with-me', coverage: '', ...child })).status,
  ).toBe(303);
  expect(await applications()).toMatchObject([
    { actsAs: 'guardian', representative: { firstName: 'Paula' }, members: [{ firstName: 'Pia' }] },
  ]);
});

const father = patient('p1-', { firstName: 'Otto', birthYear: '1940' });

test.each(['agent', 'court-guardian'])('whoever acts for an adult (%s) applies for them', async (actsAs) => {
  expect((await apply({ for: 'other', actsAs, home: 'with-me', ...father })).status).toBe(303);
  expect(await applications()).toMatchObject([{ actsAs, members: [{ firstName: 'Otto' }] }]);
});

describe('where the patient lives, for whom somebody else applies', () => {
  const home = { addressLine1: '9 Far Street', city: 'Seattle', state: 'WA', postalCode: '98101' };
  const elsewhere = {
    ...{ for: 'other', actsAs: 'agent', home: 'elsewhere', ...father },
    ...Object.fromEntries(Object.entries(home).map(([name, value]) => [`home-${name}`, value])),
  };

  test('is asked, with the whole address where it is another, and nothing typed is lost', async () => {
    const shown = await apply({ for: 'other', actsAs: 'agent', ...father });
    expect([shown.status, shown.body.includes('id="home-error"')]).toEqual([422, true]);
    const half = await apply({ ...elsewhere, 'home-city': '' });
    expect([half.status, half.body.includes('id="home-city-error"'), half.body.includes('9 Far Street')]).toEqual([
      422,
      true,
      true,
    ]);
  });

  test('decides by its state whether the plan may be sold, not by where the agent lives', async () => {
    const shown = await apply(elsewhere);
    expect([shown.status, shown.body.includes('In Washington a plan may be paid one month ahead at most')]).toEqual([
      422,
      true,
    ]);
    await apply({ ...elsewhere, 'home-state': 'CA' });
    expect(await applications()).toMatchObject([
      { representative: { address: { state: 'NY' } }, members: [{ address: { line1: '9 Far Street', state: 'CA' } }] },
    ]);
  });
});

test('a household that no number of freed seats would hold is told so, beside the doctor', async () => {
  const children = [2, 3, 4, 5, 6].map((n) => patient(`p${n}-`, { firstName: `Pia${n}`, birthYear: '2015' }));
  const given = Object.assign({ for: 'family', adults: '1', children: '5', actsAs: 'parent' }, ...children);
  const shown = await apply(given);
  expect([shown.status, shown.body.includes('too few for all of you')]).toEqual([422, true]);
});

test.each(['child', 'other'])('whoever signs for somebody else (%s) must be of age', async (forWhom) => {
  const ward = patient('p1-', { firstName: 'Otto', birthYear: forWhom === 'child' ? '2015' : '1940' });
  const actsAs = forWhom === 'child' ? 'guardian' : 'agent';
  const given = { for: forWhom, children: '1', actsAs, home: 'with-me', ...ward };
  const minor = await apply({ ...given, birthYear: '2012' });
  expect([minor.status, minor.body.includes('must be of age')]).toEqual([422, true]);
  expect(await applications()).toEqual([]);
});

test.each([
  ['AL', '2008', 422],
  ['AL', '2006', 303],
  ['MS', '2006', 422],
  ['NY', '2008', 303],
])('in %s somebody born in January %s who applies alone gets %i', async (state, birthYear, status) => {
  expect((await apply({ state, birthYear, birthMonth: '1', birthDay: '1' })).status).toBe(status);
});

test('somebody else who pays is kept with the application; a part of their data is not enough', async () => {
  const payer = { 'payer-firstName': 'Dora', 'payer-lastName': 'Example', 'payer-email': 'dora@example.com' };
  const shown = await apply({ ...payer, 'payer-email': '' });
  expect([shown.status, shown.body.includes('id="payer-email-error"')]).toEqual([422, true]);
  await apply(payer);
  expect(await applications()).toMatchObject([{ payer: { firstName: 'Dora', email: 'dora@example.com' } }]);
});

test('whoever wants paper needs no email address, and is told that somebody calls', async () => {
  const shown = await apply({ mail: 'paper', email: '' });
  expect([shown.status, shown.headers.location]).toEqual([303, '/applied?by=paper']);
  expect((await pages.send('GET /applied', { query: 'by=paper' })).body).toContain('calls you');
  expect(await applications()).toMatchObject([{ status: 'confirmed' }]);
});

test('a twenty-first application of a day from one network is refused with a word', async () => {
  for (let number = 1; number <= 20; number += 1) {
    await apply({ requestId: idOf(number), email: `person${number}@example.com` });
  }
  const shown = await apply({ requestId: idOf(21), email: 'person21@example.com' });
  expect(shown.status).toBe(429);
  expect(shown.body).toContain('Many applications came from your connection today');
  // Nothing that was typed is lost.
  expect(shown.body).toContain('value="person21@example.com"');
  expect(await applications()).toHaveLength(20);
});

/** One patient's fields. */
function patient(
  prefix: string,
  { firstName, birthYear, email = '' }: { firstName: string; birthYear: string; email?: string },
) {
  const fields = {
    firstName,
    lastName: 'Example',
    birthMonth: '5',
    birthDay: '17',
    birthYear,
    coverage: 'neither',
    email,
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}${name}`, value]));
}
