import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../infra/config.ts';

const valid = {
  region: 'us-east-1',
  timeZone: 'America/New_York',
  sender: 'Lakeside Family Medicine <care@lakeside.example.com>',
  payments: 'sandbox',
};

const refusal = (changes: Record<string, unknown>): string => {
  try {
    readConfig({ ...valid, ...changes });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return 'accepted';
};

describe('the configuration', () => {
  test('takes the address out of the sender', () => {
    expect(readConfig(valid).senderAddress).toBe('care@lakeside.example.com');
    expect(readConfig({ ...valid, sender: 'care@lakeside.example.com' }).senderAddress).toBe(
      'care@lakeside.example.com',
    );
  });

  test.each([
    [
      'an unknown time zone',
      { timeZone: 'Mars/Base' },
      'perennial.timeZone is "Mars/Base"; allowed: an IANA time zone',
    ],
    ['a time zone that is only an offset', { timeZone: '-05:00' }, 'perennial.timeZone is "-05:00"'],
    ['a missing time zone', { timeZone: undefined }, 'perennial.timeZone is missing; allowed: an IANA time zone'],
    [
      'a sender without an address',
      { sender: 'Lakeside' },
      'perennial.sender is "Lakeside"; allowed: a sender such as',
    ],
    [
      'a sender that carries a second header',
      { sender: 'A\r\nBcc: b@example.com <a@example.com>' },
      'perennial.sender is',
    ],
    [
      'a provider that this version lacks',
      { payments: 'stripe' },
      'perennial.payments is "stripe"; allowed: "manual" (by check) or "sandbox" (no real money)',
    ],
    ['a Region of another partition', { region: 'cn-north-1' }, 'perennial.region is "cn-north-1"; allowed: a Region'],
    ['a number for a name', { region: 7 }, 'perennial.region is 7; allowed: a Region'],
    ['a misspelt setting', { timezone: 'UTC' }, 'perennial.timezone is not known; allowed: region, timeZone, sender'],
    ['a domain without its certificate', { domainName: 'care.example.com' }, 'perennial.certificateArn is missing'],
    [
      'an alarm address that is none',
      { alarmEmail: 'office' },
      'perennial.alarmEmail is "office"; allowed: an email address',
    ],
    [
      'a recipient that is none',
      { sandboxRecipients: ['x'] },
      'perennial.sandboxRecipients.0 is "x"; allowed: an email',
    ],
  ])('refuses %s and says what is allowed', (_what, changes, message) => {
    expect(refusal(changes)).toContain(message);
  });

  test('refuses anything but an object', () => {
    expect(() => readConfig(undefined)).toThrow('perennial is missing; allowed: an object');
    expect(() => readConfig('us-east-1')).toThrow('perennial is "us-east-1"; allowed: an object');
  });

  test('names every fault at once', () => {
    const message = refusal({ timeZone: 'x', sender: 'y' });
    expect(message).toContain('perennial.timeZone');
    expect(message).toContain('perennial.sender');
  });
});

describe('the sandbox provider', () => {
  test('is refused for a real account of the configuration', () => {
    expect(refusal({ account: '123456789012' })).toContain('the account is 123456789012: refused');
  });

  test('is refused for a real account of the credentials at hand', () => {
    expect(() => readConfig(valid, '123456789012')).toThrow('The sandbox provider moves no money');
  });

  test('is allowed where there is no account or nobody’s', () => {
    expect(readConfig(valid).payments).toBe('sandbox');
    expect(readConfig(valid, '000000000000').payments).toBe('sandbox');
    expect(readConfig({ ...valid, payments: 'manual' }, '123456789012').payments).toBe('manual');
  });
});
