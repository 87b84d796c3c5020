import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deskRoutes } from '../../../../functions/deployed.ts';
import { type Act, acts, type Role } from '../../../../functions/domain/staff/roles.ts';
import { actOf, deskRouteOf } from '../../../../functions/http/desk/routes.ts';
import { agreementActNames } from '../../../../functions/pages/desk/act-link.tsx';
import { demonstrationPractice } from '../../../../local/demonstrate.ts';
import { functionOf } from '../../../../local/functions-made.ts';
import { type Applicant, pat } from '../../../support/journey.ts';
import { enterOnPaper } from '../../../support/paper-application.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import { type StaffName, signIn } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

// Every route of the desk, and of acts on an agreement each act, by each role: allowed or refused as the one table says.

interface Case {
  method: 'GET' | 'POST';
  /** As the route has it, with parameters. */
  pattern: string;
  path: string;
  act: Act;
}

let spine: Spine;
/** Of each parameter of the routes one that is there, of an agreement and an application for Dr. Fern's panel. */
let there: Readonly<Record<string, string>> = {};
const who: Applicant = { ...pat, email: 'desk.patient@example.com', physicianId: 'fern' };
const signedIn = new Map<Role, { visitor: Visitor; csrf: string }>();

const people: Record<Role, StaffName> = {
  manager: 'Manager',
  physician: 'Dr. Fern',
  'front-desk': 'Front desk',
  'read-only': 'Read only',
};

beforeAll(async () => {
  spine = await startSpine();
  await spine.journey.enrol(who);
  there = {
    agreementId: (await spine.agreementIdOf(who.email)) ?? '',
    signerId: 's1',
    noticeKey: 'request-d1-s1',
    applicationId: await answeredByLetter(),
    physicianId: 'fern',
  };
  for (const [role, name] of Object.entries(people) as [Role, StaffName][]) {
    const { visitor, page } = await signIn(spine.cloud.productUrl, name);
    const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
    signedIn.set(role, { visitor, csrf });
  }
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

/** Of an application that was decided, and by letter: of no other are all of its pages there. Gives its id. */
async function answeredByLetter(): Promise<string> {
  const { visitor } = await spine.journey.staff('Front desk');
  const page = await enterOnPaper(visitor, 'fern');
  await visitor.submit(page, { reason: 'withdrawn' }, '/refuse');
  // Until the letter is written.
  await spine.journey.move({ by: 'PT2M' });
  return new URL(page.url).pathname.split('/').at(-1) ?? '';
}

/** Every request that the routes know; those that end sessions are told of in the tests of signing in. */
function cases(parameters = there): Case[] {
  return deskRoutes
    .filter((key) => key !== 'POST /desk/sign-out-everywhere')
    .flatMap((key) => {
      const [method, pattern = ''] = key.split(' ') as ['GET' | 'POST', string];
      const route = deskRouteOf(key);
      if (route === undefined) throw new Error(`${key} is served by nobody`);
      const path = pattern.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
      const names = pattern.includes('{act}') ? agreementActNames : [''];
      return names.map((name) => {
        const act = actOf(route, { act: name });
        if (act === undefined) throw new Error(`${key} knows no act ${name}`);
        return { method, pattern, path: path.replace('{act}', name), act };
      });
    });
}

async function ask({ method, path }: Pick<Case, 'method' | 'path'>, cookies: Visitor, csrf?: string): Promise<number> {
  const headers = { cookie: cookies.cookieHeader() };
  const body =
    method === 'POST' ? new URLSearchParams({ ...(csrf === undefined ? {} : { csrf }), signerId: 's9' }) : null;
  const answer = await fetch(new URL(path, spine.cloud.productUrl), { method, headers, body, redirect: 'manual' });
  return answer.status;
}

function isAllowed(role: Role, { act }: Case): boolean {
  const allowed: readonly Role[] = acts[act];
  return allowed.includes(role);
}

/** Slowly enough for the API's own throttle. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 60));

describe.each(Object.keys(people) as Role[])('as %s', (role) => {
  test('every route is allowed or refused as the table says', async () => {
    const { visitor, csrf } = signedIn.get(role) ?? { visitor: new Visitor(''), csrf: '' };
    const wrong: string[] = [];
    // A form without what it asks for changes nothing, so one agreement serves them all.
    for (const one of cases()) {
      await breathe();
      const status = await ask(one, visitor, csrf);
      // What is allowed is there, too: a page, or a form that was taken or is shown again with what is missing.
      const served = one.method === 'GET' ? [200] : [303, 422];
      if (!(isAllowed(role, one) ? served : [403]).includes(status)) wrong.push(`${one.method} ${one.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test('what is not there is not found by whoever is allowed to look for it', async () => {
    const { visitor, csrf } = signedIn.get(role) ?? { visitor: new Visitor(''), csrf: '' };
    const wrong: string[] = [];
    for (const name of Object.keys(there)) {
      for (const id of ['app0000000000000', '..%2f..', 'DESK']) {
        const about = cases({ ...there, [name]: id }).filter(({ pattern }) => pattern.includes(`{${name}}`));
        expect(about).not.toEqual([]);
        for (const one of about) {
          await breathe();
          // A slash is one to the API however it is written: such an address is no route's, for nobody.
          const expected = isAllowed(role, one) || id.includes('%2f') ? 404 : 403;
          const status = await ask(one, visitor, csrf);
          if (status !== expected) wrong.push(`${one.method} ${one.path}: ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

describe('nobody', () => {
  test('gets in without a session: pages lead to the sign-in, forms are not taken', async () => {
    for (const one of cases()) {
      await breathe();
      expect([one.path, await ask(one, new Visitor(''))]).toEqual([one.path, one.method === 'GET' ? 303 : 401]);
    }
  }, 60_000);

  test('gets a form through with another session’s token, or with none', async () => {
    const [manager, desk] = [signedIn.get('manager'), signedIn.get('front-desk')];
    if (manager === undefined || desk === undefined) throw new Error('Nobody has signed in');
    for (const one of cases().filter(({ method }) => method === 'POST')) {
      for (const csrf of [desk.csrf, '', undefined]) {
        await breathe();
        expect([one.path, await ask(one, manager.visitor, csrf)]).toEqual([one.path, 403]);
      }
    }
  }, 60_000);

  test('is let in by a session that was made up', async () => {
    const visitor = new Visitor('');
    for (const token of ['x', 'A'.repeat(43), '']) {
      visitor.setCookie('__Host-desk', token);
      expect(await ask({ method: 'GET', path: '/desk' }, visitor)).toBe(303);
    }
  });
});

test('a physician may do nothing on another’s panel', async () => {
  const { visitor, page } = await signIn(spine.cloud.productUrl, 'Dr. Oak');
  const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
  for (const one of cases().filter(
    ({ method, path }) => method === 'POST' && /\/(agreements|physicians)\//.test(path),
  )) {
    await breathe();
    expect([one.path, await ask(one, visitor, csrf)]).toEqual([one.path, 403]);
  }
}, 60_000);

test('a physician decides no application for another’s panel', async () => {
  const { lambda, resources } = spine.cloud;
  const settings = demonstrationPractice();
  const payload = { ...settings, practice: { ...settings.practice, approvesAutomatically: false } };
  await lambda.invoke({ functionName: functionOf(resources, 'practice').ref, payload });
  await spine.journey.apply({ ...who, firstName: 'Robin', email: 'desk.robin@example.com' });
  await spine.journey.confirm({ ...who, email: 'desk.robin@example.com' });

  const asked: [StaffName, act: 'approve' | 'refuse', status: number][] = [
    ['Dr. Oak', 'approve', 403],
    ['Dr. Oak', 'refuse', 403],
    // Without a reason, it is not taken from the one whose panel it is, either.
    ['Dr. Fern', 'refuse', 422],
  ];
  for (const [name, act, status] of asked) {
    const { visitor, page } = await signIn(spine.cloud.productUrl, name, '/desk/applications');
    const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
    const link = page.root.querySelectorAll('main a').find(({ textContent }) => textContent.includes('Robin'));
    const path = `${link?.getAttribute('href')}/${act}`;
    const answered = await ask({ method: 'POST', path }, visitor, csrf);
    expect([name, act, answered]).toEqual([name, act, status]);
  }
}, 60_000);

test('a session that has ended leads to the sign-in from every page, and no form of it is taken', async () => {
  const { visitor, page } = await signIn(spine.cloud.productUrl, 'Manager');
  const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
  await spine.journey.move({ by: 'PT15M' });
  for (const one of cases()) {
    await breathe();
    expect([one.path, await ask(one, visitor, csrf)]).toEqual([one.path, one.method === 'GET' ? 303 : 401]);
  }
}, 60_000);
