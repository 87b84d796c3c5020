import { describe, expect, test } from '@jest/globals';
import { plans } from './example-facts.ts';
import { examplePages } from './example-pages.ts';

const pages = examplePages();
const page = (name: string) => pages[name] ?? '';

describe('the plans', () => {
  test('stand with price, billing, what is covered and not, and the start', () => {
    const html = page('plans');
    for (const plan of plans) {
      expect(html).toContain(plan.name);
      for (const service of plan.services) expect(html).toContain(service.name);
    }
    expect(html).toContain('$2,400 <span>a year</span>');
    expect(html).toContain('in 4 payments of $600, one every three months');
    expect(html).toContain('in 12 payments of $100, one a month');
    expect(html).toContain('From the age of 75 on $4,500 a year, paid in one payment.');
    expect(page('apply-me')).toContain('$3,900.50 a year, $4,500 from 75 on');
    expect(html).toContain('Or $4,000 for a household of up to 4, $500 for each further person.');
    expect(html).toContain('The first term ends on the next December 31');
    expect(html).toContain('And $150 once, to enrol.');
    expect(html).toContain('Hospital and emergency care');
    expect(html).toContain('on the first day of the month after your first payment');
    expect(html.match(/May stop HSA contributions/g)).toHaveLength(2);
  });

  test('say that this is not insurance, and which doctor has places', () => {
    expect(page('plans')).toContain('This is not insurance.');
    expect(page('plans')).toContain('Has places free');
    expect(page('plans')).toContain('Waiting list');
  });

  test('ask for everything that an application needs, and nothing is chosen beforehand', () => {
    const names = [...page('apply-me').matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(names)].sort()).toEqual(
      [
        ...['planId', 'physicianId', 'firstName', 'lastName', 'birthMonth', 'birthDay', 'birthYear', 'email', 'phone'],
        ...['addressLine1', 'addressLine2', 'city', 'state', 'postalCode', 'coverage', 'mail', 'website'],
        ...['payer-firstName', 'payer-lastName', 'payer-email', 'for', 'adults', 'children', 'requestId'],
      ].sort(),
    );
    expect(page('apply-me')).not.toMatch(/ checked/);
  });

  test('offer the month by its name and every state', () => {
    expect(page('apply-me')).toContain('<option value="3">March</option>');
    expect(page('apply-me')).toContain('<option value="DC">District of Columbia</option>');
    expect(page('apply-me').match(/<option value="[A-Z]{2}"/g)).toHaveLength(51);
  });

  test('keep a trap for programs out of the way of people', () => {
    expect(page('apply-me')).toMatch(/<div class="trap" aria-hidden="true">.*name="website"[^>]* tabindex="-1"/i);
  });

  test('say it on top when email is not set up', () => {
    expect(page('plans')).not.toContain('class="banner"');
    expect(page('apply-errors')).toContain('Our email is not set up yet');
  });
});

describe('errors', () => {
  test('are summed up on top with a link to each field, and take the focus', () => {
    const html = page('apply-errors');
    expect(html).toContain('<title>Error: ');
    expect(html).toMatch(/<div class="errors" role="alert"[^>]* autofocus/);
    expect(html).toContain('<a href="#firstName">Enter your first name.</a>');
    expect(html).toContain('Please check 6 things');
  });

  test('stand beside their field and belong to it', () => {
    const html = page('apply-errors');
    expect(html).toMatch(/id="email"[^>]*aria-describedby="email-hint email-error"[^>]*aria-invalid="true"/);
    expect(html).toContain('<p class="error" id="email-error">');
  });

  test('of a birth date belong to all three inputs, whichever of them was wrong', () => {
    const html = page('apply-errors');
    expect(html).toContain('<a href="#birthYear">');
    expect(html.match(/aria-describedby="birthDate-hint birthDate-error"/g)).toHaveLength(4);
    expect(page('identity-wrong')).toContain('<a href="#birthMonth">');
  });
});

describe('after the application', () => {
  test('the next step is said', () => {
    expect(page('applied')).toContain('Check your email');
    for (const name of ['applied', 'confirm-approved', 'confirm-waitlisted', 'confirm-received', 'confirm-already']) {
      expect(page(name)).toContain('What happens next');
    }
  });

  test('only a button confirms, never the link alone', () => {
    expect(page('confirm-ready')).toContain('<button type="submit">Confirm my application</button>');
  });

  test('an approved applicant waits for the signing link, a waitlisted one signs and pays nothing', () => {
    expect(page('confirm-approved')).toContain('link to your agreement');
    expect(page('confirm-waitlisted')).toContain('you sign nothing and pay nothing');
  });

  test('an expired link leads back to the plans', () => {
    expect(page('confirm-gone')).toContain('href="/"');
  });
});
