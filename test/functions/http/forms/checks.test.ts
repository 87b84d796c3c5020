import { expect, test } from '@jest/globals';
import { FieldChecks } from '../../../../functions/http/forms/checks.ts';

const today = '2026-03-02';
const no = 'no message';

function email(typed: string): [value: string, message: string] {
  const checks = new FieldChecks({ email: typed });
  return [checks.email('email'), checks.errors.email ?? no];
}

function phone(typed: string): [value: string, message: string] {
  const checks = new FieldChecks({ phone: typed });
  return [checks.phone('phone'), checks.errors.phone ?? no];
}

test.each([
  ['paula@example.com', 'paula@example.com'],
  ['  Paula.Example+care@Example.COM ', 'Paula.Example+care@example.com'],
  ["o'brien@example.com", "o'brien@example.com"],
  ['"paula example"@example.com', undefined],
  ['"p,e@x"@example.com', '"p,e@x"@example.com'],
  ['paula@bücher.example', 'paula@xn--bcher-kva.example'],
  ['paula', undefined],
  ['paula@example.com/x', undefined],
  ['paula@1.2', undefined],
  ['paula@', undefined],
  ['@example.com', undefined],
  ['paula@example', undefined],
  ['paula@@example.com', undefined],
  ['.paula@example.com', undefined],
  ['pau..la@example.com', undefined],
  ['paula@exa mple.com', undefined],
  ['paula@example.com, other@example.com', undefined],
  ['paüla@example.com', undefined],
  ['"paüla"@example.com', undefined],
  [`${'a'.repeat(65)}@example.com`, undefined],
  [`"${'a'.repeat(63)}"@example.com`, undefined],
  ['paula@example.com\r\nBcc: other@example.com', undefined],
])('the address %j is read as %j', (typed, value) => {
  const [read, message] = email(typed);
  if (value === undefined) expect(message).toContain('It should look like name@example.com.');
  else expect([read, message]).toEqual([value, no]);
});

test.each([
  ['555 010 0123', '(555) 010-0123'],
  ['(555) 010-0123', '(555) 010-0123'],
  ['555.010.0123', '(555) 010-0123'],
  ['+1 555 010 0123', '(555) 010-0123'],
  ['15550100123', '(555) 010-0123'],
  ['+44 20 7946 0958', '+442079460958'],
  ['010 0123', undefined],
  ['555 010 0123 x12', undefined],
  ['call me', undefined],
  ['+44', undefined],
])('the phone number "%s" is read as %j', (typed, value) => {
  const [read, message] = phone(typed);
  if (value === undefined) expect(message).toContain('with its area code');
  else expect([read, message]).toEqual([value, no]);
});

test.each([
  ['5', '17', '1951', '1951-05-17'],
  ['05', ' 7 ', '1951', '1951-05-07'],
  ['2', '29', '1952', '1952-02-29'],
  ['2', '29', '1951', 'There is no such date'],
  ['13', '1', '1951', 'There is no such date'],
  ['0', '0', '1951', 'There is no such date'],
  ['5', 'x', '1951', 'There is no such date'],
  ['5', '17', '51', 'with four digits; you entered "51"'],
  ['5', '17', '', 'Please enter month, day and year of birth'],
  ['3', '3', '2026', 'in the future'],
  ['3', '1', '1905', 'more than 120 years ago'],
])('month "%s", day "%s", year "%s" is %s', (birthMonth, birthDay, birthYear, expected) => {
  const checks = new FieldChecks({ birthMonth, birthDay, birthYear });
  const date = checks.birthDate(today);
  if (expected.length === 10) expect([date, checks.errors]).toEqual([expected, {}]);
  else expect(checks.errors.birthDate).toContain(expected);
});

test.each(['14850', '14850-1234', '148501234'])('the ZIP code "%s" is one', (typed) => {
  const checks = new FieldChecks({ postalCode: typed });
  expect([checks.postalCode('postalCode'), checks.hasErrors]).toEqual([typed, false]);
});

test.each(['1485', '14850-12', 'K1A 0B1', 'x'])('refuses "%s" as a ZIP code', (typed) => {
  const checks = new FieldChecks({ postalCode: typed });
  checks.postalCode('postalCode');
  expect(checks.errors.postalCode).toContain('five digits');
});

test('a line of text comes without needless space, in one form of its letters', () => {
  const checks = new FieldChecks({ name: ' Zoe\u0308 \t\n  Example ' });
  expect(checks.text('name', 'your name', { max: 20 })).toBe('Zo\u00eb Example');
});

test('refuses a text that is too long, with both numbers', () => {
  const checks = new FieldChecks({ name: 'abcdef' });
  checks.text('name', 'your name', { max: 5 });
  expect(checks.errors.name).toBe('This may have at most 5 characters; you entered 6.');
});

test('the first thing that is wrong with a field is what is said', () => {
  const checks = new FieldChecks({});
  checks.text('name', 'your name', { max: 5 });
  checks.say('name', 'Another thing.');
  expect(checks.errors).toEqual({ name: 'Please enter your name.' });
});

test.each([
  ["O'Brien", no],
  ['李小龍', no],
  ['<script>', no],
  ['You won, see https://evil.example', 'A name holds no web or email address.'],
  ['www.evil.example', 'A name holds no web or email address.'],
  ['paula@evil.example', 'A name holds no web or email address.'],
])('a name is a name: %s', (typed, message) => {
  const checks = new FieldChecks({ firstName: typed });
  checks.name('firstName', 'your first name');
  expect(checks.errors.firstName ?? no).toBe(message);
});
