import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createUserPools } from '../../../local/cognito/user-pools.ts';
import { type Kernel, openKernel, stack } from '../../support/local-kernel.ts';
import { type Page, Visitor } from '../../support/visitor.ts';

const callback = 'https://care.example.com/desk/signed-in';
const pool = {
  UserPoolName: 'staff',
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  MfaConfiguration: 'ON',
};
const client = {
  UserPoolId: 'pool',
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email', 'profile'],
  CallbackURLs: [callback],
  LogoutURLs: ['https://care.example.com/desk/signed-out'],
};
const person = { name: 'Manager (demonstration)', email: 'manager@example.com', group: 'manager' };

let kernel: Kernel;
let userPools: ReturnType<typeof createUserPools>;
let issuer = '';
let clientId = '';

beforeAll(async () => {
  kernel = openKernel();
  userPools = createUserPools({ clock: kernel.clock, people: [person] });
  await userPools.listen();
  issuer = (await make('AWS::Cognito::UserPool', pool)).attributes.ProviderURL;
  await make('AWS::Cognito::UserPoolGroup', { GroupName: 'manager', UserPoolId: 'pool' });
  clientId = (await make('AWS::Cognito::UserPoolClient', client)).ref;
});
afterAll(async () => {
  await userPools.close();
  kernel.remove();
});

async function make(type: string, properties: object) {
  // biome-ignore lint/suspicious/noExplicitAny: what a provisioner gives is read by the template.
  return (await userPools.provisioners[type]?.('Id', properties, stack)) as any;
}

describe('refuses what it does not stand for', () => {
  test.each([
    ['AWS::Cognito::UserPool', { ...pool, AdminCreateUserConfig: {} }, 'AllowAdminCreateUserOnly'],
    ['AWS::Cognito::UserPool', { ...pool, MfaConfiguration: 'OPTIONAL' }, 'MfaConfiguration'],
    ['AWS::Cognito::UserPool', { ...pool, LambdaConfig: {} }, 'LambdaConfig'],
    ['AWS::Cognito::UserPoolClient', { ...client, GenerateSecret: true }, 'GenerateSecret'],
    ['AWS::Cognito::UserPoolClient', { ...client, AllowedOAuthFlows: ['code', 'implicit'] }, 'AllowedOAuthFlows'],
    ['AWS::Cognito::UserPoolClient', { ...client, WriteAttributes: ['email'] }, 'WriteAttributes'],
    ['AWS::Cognito::UserPoolGroup', { GroupName: 'x', UserPoolId: 'x', RoleArn: 'x' }, 'RoleArn'],
  ])('%s: %#', async (type, properties, named) => {
    await expect(make(type, properties)).rejects.toThrow(named);
  });
});

describe('signing in', () => {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = { code_challenge: createHash('sha256').update(verifier).digest('base64url') };

  function authorize(given: Record<string, string>): Promise<Page> {
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: callback,
      scope: 'openid email profile',
      state: 'state',
      nonce: 'nonce',
      ...given,
    });
    return visitor().open(`/auth?${query}`);
  }

  /** A browser for which the product's own pages are not there. */
  let current = new Visitor('');
  function visitor(): Visitor {
    current = new Visitor(issuer, async (input, init) =>
      String(input).startsWith(callback) ? new Response('back') : fetch(input, init),
    );
    return current;
  }

  async function newCode(): Promise<string> {
    const page = await authorize({ ...challenge, code_challenge_method: 'S256' });
    const value = page.root.querySelector('button[name=account]')?.getAttribute('value') ?? '';
    const back = await current.submit(page, { account: value });
    return new URL(back.url).searchParams.get('code') ?? '';
  }

  async function redeem(code: string, code_verifier: string): Promise<{ status: number; claims?: object }> {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: callback,
      code,
      code_verifier,
    });
    const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
    const { id_token } = (await answer.json()) as { id_token?: string };
    if (id_token === undefined) return { status: answer.status };
    const claims = JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
    return { status: answer.status, claims };
  }

  test('says what AWS asks here', async () => {
    const { text } = await authorize({ ...challenge, code_challenge_method: 'S256' });
    expect(text).toContain('In AWS, the practice’s own user pool asks for a password and an authenticator app here');
    expect(text).toContain('Manager (demonstration) manager@example.com, manager');
  });

  test('gives an id token that says who it is and in which group, at the cloud’s own time', async () => {
    kernel.clock.freeze(Date.parse('2031-05-01T10:00:00Z'));
    kernel.clock.follow();
    const { status, claims } = await redeem(await newCode(), verifier);
    expect(status).toBe(200);
    expect(claims).toMatchObject({
      iss: issuer,
      aud: clientId,
      nonce: 'nonce',
      name: person.name,
      email: person.email,
      email_verified: true,
      'cognito:groups': ['manager'],
    });
    const { iat = 0 } = { ...(claims as { iat: number }) };
    expect(Math.abs(iat * 1000 - kernel.clock.now())).toBeLessThan(60_000);
  });

  test('refuses to begin without PKCE, or for another address to come back to', async () => {
    const plain = await authorize({});
    expect(new URL(plain.url).searchParams.get('error')).toBe('invalid_request');
    const elsewhere = { redirect_uri: 'https://elsewhere.example/x', ...challenge, code_challenge_method: 'S256' };
    const other = await authorize(elsewhere);
    expect([other.status, new URL(other.url).host]).toEqual([400, new URL(issuer).host]);
  });

  test('refuses a code with another verifier, and one that is used again', async () => {
    expect((await redeem(await newCode(), randomBytes(32).toString('base64url'))).status).toBe(400);
    const code = await newCode();
    expect((await redeem(code, verifier)).status).toBe(200);
    expect((await redeem(code, verifier)).status).toBe(400);
  });
});
