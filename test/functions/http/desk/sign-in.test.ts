import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fetchFrom } from '../../../support/fetch-from.ts';
import { type Spine, startSpine } from '../../../support/spine.ts';
import { signIn } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let spine: Spine;
beforeAll(async () => {
  spine = await startSpine();
});
afterAll(() => spine[Symbol.asyncDispose]());
// Each sign-in is many requests at one moment; the API's throttle, in real time, has all its room again after two seconds.
beforeEach(() => pause(2000));

const url = () => spine.cloud.productUrl;

/** Signs in as far as the way back from the user pool, which is kept from the desk. */
async function heldBack(): Promise<{ visitor: Visitor; back: URL }> {
  const open = fetchFrom('127.0.0.1');
  const visitor = new Visitor(url(), async (input, init) =>
    String(input).includes('/desk/signed-in?') ? new Response('held back') : open(input, init),
  );
  const { page } = await signIn(url(), 'Manager', '/desk', visitor);
  return { visitor, back: new URL(page.url) };
}

function withQuery(address: URL, name: string, value: string): URL {
  const altered = new URL(address);
  altered.searchParams.set(name, value);
  return altered;
}

describe('signing in', () => {
  test('has cookies that only this host gets, over TLS, out of reach of scripts', async () => {
    const answer = await fetch(`${url()}/desk/sign-in`, { redirect: 'manual' });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-desk-sign-in=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=600$/),
    ]);
  });

  test('leads through the user pool back to the page that was asked for, with the name and the role', async () => {
    const { page } = await signIn(url(), 'Front desk', '/desk/agreements');
    expect([page.status, new URL(page.url).pathname]).toEqual([200, '/desk/agreements']);
    expect(page.text).toContain('Front desk (demonstration) (Front desk)');
  });

  test('makes a physician the one whose panel is theirs', async () => {
    const { page } = await signIn(url(), 'Dr. Fern', '/desk/queue');
    expect(page.text).toContain('Dr. Fern Example (Physician)');
    expect(page.text).toContain('Nothing waits for your signature');
  });

  test('goes on after a year has passed', async () => {
    await spine.journey.move({ by: 'P1Y' });
    expect((await signIn(url(), 'Manager')).page.text).toContain('What waits for you');
  }, 120_000);

  test('refuses a way back that was never begun, and one that is used a second time', async () => {
    const { visitor } = await signIn(url(), 'Manager');
    for (const query of ['', '?code=x&state=y', '?error=access_denied&state=y']) {
      const page = await new Visitor(url()).open(`/desk/signed-in${query}`);
      expect([page.status, page.text.includes('The sign-in did not work')]).toEqual([400, true]);
    }
    expect((await visitor.open('/desk/signed-in?code=x&state=y')).status).toBe(400);
  });

  test('refuses a way back that is not the one that was begun, whatever the pool says', async () => {
    // The way back is kept from the desk, and comes to it altered, late, from another browser, or twice.
    const cases: [status: number, alter: (back: URL) => URL, browser: 'same' | 'other', wait?: string][] = [
      [303, (back) => back, 'same'],
      [400, (back) => withQuery(back, 'state', 'x'.repeat(43)), 'same'],
      [400, (back) => withQuery(back, 'code', 'x'.repeat(43)), 'same'],
      [400, (back) => back, 'other'],
      [400, (back) => back, 'same', 'PT10M'],
    ];
    for (const [status, alter, browser, wait] of cases) {
      const { visitor, back } = await heldBack();
      if (wait !== undefined) await spine.journey.move({ by: wait });
      const here = browser === 'same' ? visitor : new Visitor(url());
      const answer = await fetch(alter(back), { headers: { cookie: here.cookieHeader() }, redirect: 'manual' });
      expect([browser, wait, answer.status]).toEqual([browser, wait, status]);
      const again = await fetch(back, { headers: { cookie: here.cookieHeader() }, redirect: 'manual' });
      expect(again.status).toBe(400);
    }
  });

  test('never leads to another site', async () => {
    for (const to of ['https://elsewhere.example', '//elsewhere.example', '/sign/x', '/desk/../x?y']) {
      const { page } = await signIn(url(), 'Manager', `/desk/sign-in?to=${encodeURIComponent(to)}`);
      expect(new URL(page.url).pathname).toBe('/desk');
    }
  });
});

describe('a session', () => {
  test('ends after a quarter of an hour without a click, and not before', async () => {
    const { visitor } = await signIn(url(), 'Manager');
    for (const minutes of ['PT14M', 'PT14M']) {
      await spine.journey.move({ by: minutes });
      expect((await visitor.open('/desk')).text).toContain('What waits for you');
    }
    await spine.journey.move({ by: 'PT15M' });
    expect((await visitor.open('/desk')).text).toContain('Choose a demonstration account');
  });

  test('ends after half a day of work', async () => {
    const { visitor } = await signIn(url(), 'Manager');
    for (let quarter = 0; quarter < 51; quarter += 1) {
      await spine.journey.move({ by: 'PT14M' });
      await visitor.open('/desk');
    }
    await spine.journey.move({ by: 'PT14M' });
    expect(new URL((await visitor.open('/desk')).url).pathname).not.toBe('/desk');
  }, 120_000);

  test('is ended by signing out, here and at the user pool', async () => {
    const { visitor, page } = await signIn(url(), 'Manager');
    const leaving = await visitor.submit(page, {}, '/desk/sign-out');
    const asked = await visitor.open(leaving.root.querySelector('a.button')?.getAttribute('href') ?? '');
    const out = await visitor.submit(asked, { logout: 'yes' });
    expect(out.text).toContain('You are signed out');
    expect((await visitor.open('/desk')).text).toContain('Choose a demonstration account');
  });

  test('is ended on every device at once, and others go on', async () => {
    const [here, there, other] = [
      await signIn(url(), 'Manager'),
      await signIn(url(), 'Manager'),
      await signIn(url(), 'Read only'),
    ];
    await spine.journey.move({ by: 'PT1S' });
    await here.visitor.submit(here.page, {}, '/sign-out-everywhere');
    await pause(2000);
    expect((await there.visitor.open('/desk')).text).toContain('Choose a demonstration account');
    expect((await other.visitor.open('/desk')).text).toContain('What waits for you');
  });
});
