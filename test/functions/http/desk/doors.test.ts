import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sandboxPayments } from '../../../../functions/adapters/payments/sandbox.ts';
import { type Identity, type OpenId, SignInRefusedError } from '../../../../functions/adapters/sign-in/open-id.ts';
import { readStaffSession } from '../../../../functions/adapters/table/staff-session-store.ts';
import type { Table } from '../../../../functions/adapters/table/table.ts';
import type { StaffSession } from '../../../../functions/domain/staff/session.ts';
import type { Answer } from '../../../../functions/http/answer.ts';
import { type DoorRequest, doors } from '../../../../functions/http/desk/doors.ts';
import { toBook } from '../../../../functions/http/request.ts';
import { evidence, monday } from '../../../support/builders.ts';
import { depsOf, setUpPractice } from '../../../support/stored.ts';
import { startTables, type Tables } from '../../../support/table.ts';

// What a user pool may say of somebody, and what the desk makes of it. The whole way is tested with the pool itself.

const somebody: Identity = {
  sub: 'sub-1',
  name: 'Somebody (demonstration)',
  email: 'somebody@example.com',
  isEmailVerified: true,
  groups: ['manager'],
};

let tables: Tables;
let table: Table;
let request: DoorRequest;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  table = await tables.fresh();
  request = {
    deps: depsOf(table),
    book: toBook(await setUpPractice(table)),
    payments: sandboxPayments(table),
    parameters: {},
    query: {},
    form: {},
    cookies: {},
    evidence,
    publicUrl: 'https://care.example.com',
    openId: poolThatSays(somebody),
  };
});

/** Whoever comes back is whoever `identity` says, or is refused by an error. */
function poolThatSays(identity: Identity | Error): OpenId {
  return {
    begin: async () => ({
      url: 'https://pool.example.com/authorize',
      attempt: { state: 's', nonce: 'n', codeVerifier: 'v' },
    }),
    finish: async () => {
      if (identity instanceof Error) throw identity;
      return identity;
    },
    signOutUrl: async () => 'https://pool.example.com/logout?client_id=desk',
  };
}

function cookieOf(answer: Answer, name: string): string | undefined {
  return answer.cookies?.find((one) => one.startsWith(`${name}=`))?.replace(/^[^=]+=([^;]*).*$/, '$1');
}

/** Begins at the desk and comes back as whom the pool says. */
async function signInAs(identity: Identity | Error): Promise<{ answer: Answer; session: StaffSession | undefined }> {
  const openId = poolThatSays(identity);
  const begun = await doors['GET /desk/sign-in']({ ...request, openId });
  const cookies = { '__Host-desk-sign-in': cookieOf(begun, '__Host-desk-sign-in') ?? '' };
  const answer = await doors['GET /desk/signed-in']({ ...request, openId, cookies });
  return { answer, session: await readStaffSession(table, cookieOf(answer, '__Host-desk'), monday) };
}

describe('coming back from the user pool', () => {
  test('begins a session with the role of the group', async () => {
    const { answer, session } = await signInAs(somebody);
    expect([answer.statusCode, answer.headers?.location]).toEqual([303, '/desk']);
    expect(session?.staff).toEqual({ staffId: 'sub-1', name: 'Somebody (demonstration)', role: 'manager' });
  });

  test.each([[[]], [['nurses']], [['Manager']]])(
    'without a known group (%p) it begins none, calmly',
    async (groups) => {
      const { answer, session } = await signInAs({ ...somebody, groups });
      expect([answer.statusCode, session]).toEqual([403, undefined]);
      expect(answer.body).toContain('You have no role here yet');
    },
  );

  const physician = { ...somebody, groups: ['physician'], email: 'Sam.Sample@example.com' };

  test('gives a physician the panel of their address', async () => {
    const { session } = await signInAs(physician);
    expect(session?.staff).toEqual({
      staffId: 'sub-1',
      name: 'Dr. Sam Sample',
      role: 'physician',
      physicianId: 'dr-sample',
    });
  });

  test('gives no panel for an address that is not verified, that is nobody’s, or to another role', async () => {
    for (const identity of [
      { ...physician, isEmailVerified: false },
      { ...physician, email: 'other@example.com' },
      { ...physician, email: '' },
      { ...physician, groups: ['front-desk'] },
    ]) {
      const { session } = await signInAs(identity);
      expect([session?.staff.role, session?.staff.physicianId]).toEqual([identity.groups[0], undefined]);
    }
  });

  test('is refused calmly where the pool refuses, and an error where the pool fails', async () => {
    const { answer, session } = await signInAs(new SignInRefusedError('refused'));
    expect([answer.statusCode, session]).toEqual([400, undefined]);
    expect(answer.body).toContain('The sign-in did not work');
    await expect(signInAs(new TypeError('fetch failed'))).rejects.toThrow('fetch failed');
  });
});

describe('signing out', () => {
  async function signedIn() {
    const { answer, session } = await signInAs(somebody);
    const token = cookieOf(answer, '__Host-desk') ?? '';
    return { token, csrf: session?.csrf ?? '', cookies: { '__Host-desk': token } };
  }

  test('ends the session and leads on to the pool by a page, since a form’s answer may not', async () => {
    const { token, csrf, cookies } = await signedIn();
    const answer = await doors['POST /desk/sign-out']({ ...request, cookies, form: { csrf } });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers?.refresh).toBe('0; url=https://pool.example.com/logout?client_id=desk');
    expect(answer.body).toContain('href="https://pool.example.com/logout?client_id=desk"');
    expect(cookieOf(answer, '__Host-desk')).toBe('');
    expect(await readStaffSession(table, token, monday)).toBeUndefined();
  });

  test('does nothing with another’s form', async () => {
    const { token, cookies } = await signedIn();
    for (const form of [{}, { csrf: '' }, { csrf: 'A'.repeat(43) }]) {
      const answer = await doors['POST /desk/sign-out']({ ...request, cookies, form });
      expect([answer.statusCode, answer.headers?.location]).toEqual([303, '/desk/signed-out']);
    }
    expect(await readStaffSession(table, token, monday)).toBeDefined();
  });
});
