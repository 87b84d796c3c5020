import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Spine, startSpine } from '../../../support/spine.ts';
import { signIn } from '../../../support/staff.ts';
import { Visitor } from '../../../support/visitor.ts';

let spine: Spine;
beforeAll(async () => {
  spine = await startSpine();
});
afterAll(() => spine[Symbol.asyncDispose]());

const url = () => spine.cloud.productUrl;

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
  });

  test('refuses a way back that was never begun, and one that is used a second time', async () => {
    const { visitor } = await signIn(url(), 'Manager');
    for (const query of ['', '?code=x&state=y', '?error=access_denied&state=y']) {
      const page = await new Visitor(url()).open(`/desk/signed-in${query}`);
      expect([page.status, page.text.includes('The sign-in did not work')]).toEqual([400, true]);
    }
    expect((await visitor.open('/desk/signed-in?code=x&state=y')).status).toBe(400);
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
    const asked = await visitor.submit(page, {}, '/desk/sign-out');
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
    expect((await there.visitor.open('/desk')).text).toContain('Choose a demonstration account');
    expect((await other.visitor.open('/desk')).text).toContain('What waits for you');
  });
});
