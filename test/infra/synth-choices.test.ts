import { describe, expect, jest, test } from '@jest/globals';
import { ofType, synthesize } from '../support/synthesized.ts';

// A synthesis takes seconds, and more on a busy machine.
jest.setTimeout(120_000);

const demonstration = {
  region: 'us-east-1',
  timeZone: 'America/New_York',
  sender: 'care@lakeside.example.com',
  payments: 'sandbox',
};

describe('synthesis', () => {
  test('refuses the sandbox provider when the credentials belong to a real account', () => {
    const { status, output, app } = synthesize(demonstration, { CDK_DEFAULT_ACCOUNT: '123456789012' });
    expect(status).toBe(2);
    expect(output).toContain('perennial.payments is "sandbox" and the account is 123456789012: refused.');
    expect(output).not.toContain('    at ');
    expect(app.Resources).toEqual({});
  });

  test('refuses a wrong configuration with a message and no stack trace', () => {
    const { status, output } = synthesize({ ...demonstration, timeZone: 'Mars/Base' });
    expect(status).toBe(2);
    expect(output).toBe(
      'The context "perennial" of cdk.json can\'t be used:\n' +
        '  perennial.timeZone is "Mars/Base"; allowed: an IANA time zone such as America/New_York\n',
    );
  });

  test('makes the custom domain and uses it for links once it has a certificate', () => {
    const { status, app } = synthesize({
      ...demonstration,
      region: 'eu-west-1',
      domainName: 'care.example.com',
      certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
      alarmEmail: 'office@example.com',
      sandboxRecipients: ['me@example.com'],
    });
    expect(status).toBe(0);
    const [, domain] = ofType(app, 'AWS::ApiGatewayV2::DomainName')[0] ?? [];
    expect(domain?.Properties.DomainName).toBe('care.example.com');
    expect(ofType(app, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
    const [, mail] = ofType(app, 'AWS::Lambda::Function').find(([id]) => id.startsWith('FunctionsMailTasks')) ?? [];
    expect(mail?.Properties.Environment.Variables.PUBLIC_URL).toBe('https://care.example.com');
    expect(ofType(app, 'AWS::SNS::Subscription')[0]?.[1].Properties.Endpoint).toBe('office@example.com');
    expect(JSON.stringify(app)).toContain(':identity/me@example.com');
  });
});
