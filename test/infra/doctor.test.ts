import { spawn } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { checkRules } from '../../infra/doctor/rules.ts';
import { type FakeAws, fakeAws } from '../support/fake-aws.ts';

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAws();
});
afterAll(() => aws.close());

const xml = (action: string, result: string): string =>
  `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result>${result}</${action}Result></${action}Response>`;

const identity = (status: string): string =>
  xml(
    'GetIdentityVerificationAttributes',
    `<VerificationAttributes><entry><key>lakeside.example.com</key><value><VerificationStatus>${status}</VerificationStatus></value></entry></VerificationAttributes>`,
  );
const quota = (max: number): string =>
  xml(
    'GetSendQuota',
    `<Max24HourSend>${max}</Max24HourSend><MaxSendRate>14</MaxSendRate><SentLast24Hours>3</SentLast24Hours>`,
  );
const sending = (enabled: boolean): string => xml('GetAccountSendingEnabled', `<Enabled>${enabled}</Enabled>`);

beforeEach(() => {
  aws.forget();
  aws.answer('GET /2016-08-19/account-settings', 200, { AccountLimit: { ConcurrentExecutions: 1000 } });
  aws.answer('GetIdentityVerificationAttributes', 200, identity('Success'));
  aws.answer('GetSendQuota', 200, quota(50000));
  aws.answer('GetAccountSendingEnabled', 200, sending(true));
});

const withoutAws = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));

const doctor = (env: Record<string, string> = aws.env): Promise<{ code: number | null; out: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['infra/doctor.ts'], { env: { ...withoutAws, ...env } });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        out += chunk;
      });
    }
    child.on('close', (code) => resolve({ code, out }));
  });

describe('npm run doctor', () => {
  test('says what is well', async () => {
    const { out } = await doctor();
    expect(out).toContain('✓ AWS credentials: account 123456789012\n');
    expect(out).toContain('✓ SES identity: lakeside.example.com is verified\n');
    expect(out).toContain('✓ SES quota: 3 of 50000 mails sent in 24 hours, 14 a second\n');
    expect(out).toContain('✓ Lambda concurrency: 1000 at once\n');
  });

  test('says that the demonstration’s payments will be refused, and ends with 1', async () => {
    const { code, out } = await doctor();
    expect(out).toContain('✗ Payments: sandbox\n    The sandbox moves no money');
    expect(code).toBe(1);
  });

  test('says without credentials what to do first', async () => {
    const { code, out } = await doctor({ AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere' });
    expect(out).toContain('✗ AWS credentials: none found\n    Sign in with the AWS CLI');
    expect(out).toContain('✗ Bootstrap, SES identity, SES quota, Lambda concurrency: not known\n');
    expect(code).toBe(1);
  });

  test('says that credentials are refused', async () => {
    const refused = { 'x-amzn-errortype': 'ExpiredTokenException' };
    aws.answer('GET /2015-03-31/functions/perennial-practice/configuration', 403, { message: 'expired' }, refused);
    const { out } = await doctor();
    expect(out).toContain('✗ AWS credentials: refused (ExpiredTokenException)\n');
  });

  test('says that the sender is not verified, and that this stops nothing', async () => {
    aws.answer('GetIdentityVerificationAttributes', 200, identity('Failed'));
    const { out } = await doctor();
    expect(out).toContain('✗ SES identity: neither care@lakeside.example.com nor lakeside.example.com is verified');
    expect(out).toContain('You may deploy before: pages show a banner');
  });

  test('says that a verification is pending', async () => {
    aws.answer('GetIdentityVerificationAttributes', 200, identity('Pending'));
    expect((await doctor()).out).toContain('The verification of lakeside.example.com is pending');
  });

  test('knows the sandbox by its quota', async () => {
    aws.answer('GetSendQuota', 200, quota(200));
    expect((await doctor()).out).toContain('✗ SES quota: 3 of 200 mails sent in 24 hours, 14 a second (sandbox)\n');
  });

  test('says that sending is paused', async () => {
    aws.answer('GetAccountSendingEnabled', 200, sending(false));
    expect((await doctor()).out).toContain('✗ SES sending: paused for the account\n');
  });

  test('says that a new account runs ten functions at once', async () => {
    aws.answer('GET /2016-08-19/account-settings', 200, { AccountLimit: { ConcurrentExecutions: 10 } });
    expect((await doctor()).out).toContain('✗ Lambda concurrency: 10 at once\n    Enough for a trial.');
  });

  test('goes on where one question is not allowed', async () => {
    const denied =
      '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>';
    aws.answer('GetSendQuota', 403, denied);
    const { out } = await doctor();
    expect(out).toContain('✗ SES quota: not known\n    AWS answered AccessDenied;');
    expect(out).toContain('✓ Lambda concurrency');
  });

  test('says whether the rules about notices were looked at', async () => {
    expect((await doctor()).out).toMatch(/[✓✗] Rules about notices: /);
  });

  test('prints no secret', async () => {
    expect((await doctor()).out).not.toContain('fake-secret');
  });
});

describe('the rules about notices', () => {
  test('are well within a year of the last look', () => {
    expect(checkRules('2027-11-20')).toEqual({ ok: true, what: expect.stringContaining('within a year') });
  });

  test('are named after that, with what to do', () => {
    const { ok, what, todo } = checkRules('2127-11-21');
    expect([ok, what]).toEqual([false, expect.stringContaining('nobody has looked at ')]);
    expect(todo).toMatch(/ny-renewal \(\d{4}-\d\d-\d\d\)/);
    expect(todo).toContain('ask your counsel');
  });
});
