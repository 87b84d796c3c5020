import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deskRoutes } from '../../../../functions/deployed.ts';
import { type Act, acts, type Role } from '../../../../functions/domain/staff/roles.ts';
import { actOf, deskRouteOf } from '../../../../functions/http/desk/routes.ts';
import { agreementActNames } from '../../../../functions/pages/desk/act-link.tsx';
import { demonstrationPractice } from '../../../../local/demonstrate.ts';
import { functionOf } from '../../../../local/functions-made.ts';
import { type Applicant, pat } from '../../../support/journey.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import { type StaffName, signIn } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

// Every route of the desk, and of acts on an agreement each act, by each role: allowed or refused as the one table says.

interface Case {
  method: 'GET' | 'POST';
  path: string;
  act: Act;
}

let spine: Spine;
let agreementId = '';
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
  agreementId = (await spine.agreementIdOf(who.email)) ?? '';
  for (const [role, name] of Object.entries(people) as [Role, StaffName][]) {
    const { visitor, page } = await signIn(spine.cloud.productUrl, name);
    const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
    signedIn.set(role, { visitor, csrf });
  }
}, 120_000);
afterAll(() => spine[Symbol.asyncDispose]());

/** Every request that the routes know; those that end sessions are told of in the tests of signing in. */
function cases(of: string): Case[] {
  return deskRoutes
    .filter((key) => key !== 'POST /desk/sign-out-everywhere')
    .flatMap((key) => {
      const [method, pattern = ''] = key.split(' ') as ['GET' | 'POST', string];
      const route = deskRouteOf(key);
      if (route === undefined) throw new Error(`${key} is served by nobody`);
      const path = pattern
        .replace('{agreementId}', of)
        .replace('{applicationId}', of)
        .replace('{physicianId}', 'fern')
        .replace('{signerId}', 's1')
        .replace('{noticeKey}', 'request-d1-s1');
      const names = pattern.includes('{act}') ? agreementActNames : [''];
      return names.map((name) => {
        const act = actOf(route, { act: name });
        if (act === undefined) throw new Error(`${key} knows no act ${name}`);
        return { method, path: path.replace('{act}', name), act };
      });
    });
}

async function ask({ method, path }: Case, cookies: Visitor, csrf?: string): Promise<number> {
  const headers = { cookie: cookies.cookieHeader() };
  const body =
    method === 'POST' ? new URLSearchParams({ ...(csrf === undefined ? {} : { csrf }), signerId: 's9' }) : null;
  const answer = await fetch(new URL(path, spine.cloud.productUrl), { method, headers, body, redirect: 'manual' });
  return answer.status;
}

/** Slowly enough for the API's own throttle. */
const breathe = () => new Promise((resolve) => setTimeout(resolve, 60));

describe.each(Object.keys(people) as Role[])('as %s', (role) => {
  test('every route is allowed or refused as the table says', async () => {
    const { visitor, csrf } = signedIn.get(role) ?? { visitor: new Visitor(''), csrf: '' };
    const wrong: string[] = [];
    // A form without what it asks for changes nothing, so one agreement serves them all.
    for (const one of cases(agreementId)) {
      await breathe();
      const status = await ask(one, visitor, csrf);
      const allowed: readonly Role[] = acts[one.act];
      const isRight = allowed.includes(role) ? [200, 303, 404, 422].includes(status) : status === 403;
      if (!isRight) wrong.push(`${one.method} ${one.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test('an id that is not there is not found, or not allowed, and nothing else', async () => {
    const { visitor, csrf } = signedIn.get(role) ?? { visitor: new Visitor(''), csrf: '' };
    const about = (one: Case) => /\/(agreements|applications)\/[^/]/.test(one.path) && !one.path.endsWith('/new');
    for (const id of ['app0000000000000', '..%2f..', 'DESK']) {
      for (const one of cases(id).filter(about)) {
        await breathe();
        expect([one.path, [403, 404]]).toEqual([one.path, expect.arrayContaining([await ask(one, visitor, csrf)])]);
      }
    }
  }, 120_000);
});

describe('nobody', () => {
  test('gets in without a session: pages lead to the sign-in, forms are not taken', async () => {
    for (const one of cases(agreementId)) {
      await breathe();
      expect([one.path, await ask(one, new Visitor(''))]).toEqual([one.path, one.method === 'GET' ? 303 : 401]);
    }
  }, 60_000);

  test('gets a form through with another session’s token, or with none', async () => {
    const [manager, desk] = [signedIn.get('manager'), signedIn.get('front-desk')];
    if (manager === undefined || desk === undefined) throw new Error('Nobody has signed in');
    for (const one of cases(agreementId).filter(({ method }) => method === 'POST')) {
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
      expect(await ask({ method: 'GET', path: '/desk', act: 'view_agreements' }, visitor)).toBe(303);
    }
  });
});

test('a physician may do nothing on another’s panel', async () => {
  const { visitor, page } = await signIn(spine.cloud.productUrl, 'Dr. Oak');
  const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
  for (const one of cases(agreementId).filter(
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
    const answered = await ask({ method: 'POST', path, act: 'decide_applications' }, visitor, csrf);
    expect([name, act, answered]).toEqual([name, act, status]);
  }
}, 60_000);

test('a session that has ended leads to the sign-in from every page, and no form of it is taken', async () => {
  const { visitor, page } = await signIn(spine.cloud.productUrl, 'Manager');
  const csrf = page.root.querySelector('input[name=csrf]')?.getAttribute('value') ?? '';
  await spine.journey.move({ by: 'PT15M' });
  for (const one of cases(agreementId)) {
    await breathe();
    expect([one.path, await ask(one, visitor, csrf)]).toEqual([one.path, one.method === 'GET' ? 303 : 401]);
  }
}, 60_000);
