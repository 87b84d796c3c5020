import { describe, expect, test } from '@jest/globals';
import { physicianName, token } from './example-facts.ts';
import { examplePages } from './example-pages.ts';

const pages = examplePages();
const page = (name: string) => pages[name] ?? '';
const screens = ['identity', 'records', 'terms', 'agreement', 'sign', 'payment'];

describe('the six screens', () => {
  test.each(screens.map((name, index) => [name, index + 1] as const))('"%s" is step %i of 6', (name, step) => {
    expect(page(name)).toContain(`Step ${step} of 6`);
    expect(page(name)).toContain(`action="/sign/${token}/${name}"`);
  });

  test.each(screens)('"%s" offers another way by phone', (name) => {
    expect(page(name)).toMatch(/Would you rather (have paper|pay in another way)/);
  });

  test.each(screens.slice(1, 5))('"%s" has a quiet way to ask, to have paper and to decline', (name) => {
    for (const way of ['question', 'paper']) expect(page(name)).toContain(`<a href="/sign/${token}/${way}">`);
    expect(page(name)).toContain(`<a href="/sign/${token}/decline">`);
  });
});

describe('who you are', () => {
  test('practice, doctor and phone come before the question', () => {
    const html = page('identity');
    const question = html.indexOf('What is your date of birth?');
    for (const words of ['<dd>Juniper Lane Medicine', `<dd>${physicianName}`, '<dd><a class="number" href="tel:']) {
      expect(html.indexOf(words)).toBeGreaterThan(0);
      expect(html.indexOf(words)).toBeLessThan(question);
    }
  });

  test('a wrong answer says how many tries are left', () => {
    expect(page('identity-wrong')).toContain('3 more tries');
    expect(page('paused')).toContain('30 minutes');
  });
});

describe('electronic records', () => {
  test('say all that the law asks for before the consent', () => {
    const html = page('records');
    for (const words of [
      'You may have paper instead',
      'What you would get electronically',
      'withdraw this consent at any time',
      'If your email address changes',
      'Paper copies',
      'opens PDF files',
    ]) {
      expect(html.indexOf(words)).toBeGreaterThan(0);
      expect(html.indexOf(words)).toBeLessThan(html.indexOf('name="consent"'));
    }
  });

  test('ask to open the sample document and to consent, apart', () => {
    expect(page('records')).toContain('href="/assets/sample.pdf"');
    expect(page('records')).toMatch(/name="canOpen" value="yes"/);
    expect(page('records-errors')).toMatch(/id="canOpen"[^>]* checked/);
    expect(page('records-errors')).not.toMatch(/id="consent"[^>]* checked/);
  });
});

describe('the agreement in short', () => {
  test('names who, plan, fee, charge, renewal, end and refund', () => {
    for (const words of [
      'Rosa Alvarado',
      'Complete',
      '$2,400 for a year',
      '$50, once, with the first payment',
      '$650 when',
      'Renewal',
      'Refund',
    ]) {
      expect(page('terms')).toContain(words);
    }
    expect(page('terms')).toContain('May stop HSA contributions');
  });

  test('has a checkbox for each disclosure, named by its id', () => {
    for (const id of ['not-insurance', 'fee-covers', 'ending-refund', 'medicare']) {
      expect(page('terms')).toMatch(new RegExp(`type="checkbox" id="${id}" name="${id}" value="yes"`));
    }
    expect(page('terms-errors')).toContain('<a href="#medicare">You have Medicare: Tick the box');
  });
});

describe('signing', () => {
  test('shows the whole agreement below one h1', () => {
    expect(page('agreement')).toContain('<h2>Retainer agreement</h2>');
    expect(page('agreement')).toMatch(/name="read" value="yes"/);
  });

  test('has a button that names the act, with the renewal terms and the amount beside it', () => {
    const html = page('sign');
    expect(html).toContain('<button type="submit">Sign the agreement</button>');
    expect(html).toContain('Yes, renew it and charge me $2,400 a year');
    expect(html).toContain('No, ask me each year');
    expect(html).toContain('<input type="hidden" name="textHash" value="abc"');
    expect(page('sign-errors')).toContain('It renews on January 1 of each year');
    expect(page('sign-errors')).toContain('The first term ends on the next December 31');
    expect(page('sign-changed-terms')).toContain('on January 1, 2029, and each year after that');
  });

  test('offers drawing to nobody who has no script, and leads to the choice where a drawing is wrong', () => {
    expect(page('sign')).toMatch(/<fieldset [^>]*data-signing[^>]* hidden disabled/);
    expect(page('sign-drawing-errors')).toMatch(/<fieldset class="field wrong" data-signing/);
    expect(page('sign-drawing-errors')).toMatch(/<fieldset (?![^>]*(hidden|disabled))[^>]*data-signing/);
    expect(page('sign-drawing-errors')).toContain('<a href="#signing">');
    expect(page('sign-drawing-errors')).toContain('name="drawing" value="10,10;Rosa Alvarado"');
  });

  test('shows a drawn signature to everybody who sees the signatures', () => {
    for (const name of ['done', 'done-countersigned']) {
      expect(page(name)).toContain('<path d="M90 300Q200 40 330 260L800 240"');
      expect(page(name)).toContain('role="img" aria-label="Drawn signature of Rosa Alvarado"');
    }
  });

  test('keeps renewal a choice of its own, with nothing chosen beforehand', () => {
    expect(page('sign')).toMatch(/type="radio" id="renewal" name="renewal" value="yes"/);
    expect(page('sign')).not.toMatch(/ checked/);
  });

  test('says at the payment that nothing is charged before the doctor has signed', () => {
    expect(page('payment')).toContain(
      `You are charged <strong>$600</strong> only when ${physicianName} has signed. Nothing if not.`,
    );
    expect(page('payment')).toContain('Practice mode: no real money moves.');
    expect(page('pay-errors')).not.toContain('Practice mode');
  });

  test('ends with what happens next and the agreement to print', () => {
    expect(page('done')).toContain('What happens next');
    expect(page('done')).toContain('on November 25, 2026');
    expect(page('done-countersigned')).toContain('Both sides have signed');
    expect(page('done')).toContain('<h2>Retainer agreement</h2>');
  });
});

describe('declining', () => {
  test('says what it means', () => {
    expect(page('decline')).toContain('your place goes to someone else');
    expect(page('decline')).toContain('<button type="submit">Decline the agreement</button>');
    expect(page('decline')).toMatch(/<textarea id="reason" name="reason"(?![^>]*required)/);
  });
});

describe('other answers of a signing link', () => {
  test.each([
    ['link-expired', 'Email me a fresh link'],
    ['fresh-sent', 'to the address on file'],
    ['unknown', 'We do not know this link'],
    ['revoked', 'latest email'],
    ['already-signed', 'You have signed already'],
    ['declined', 'nothing was or will be charged'],
    ['expired', 'until December 25, 2026'],
    ['closed', 'see the plans'],
    ['not-your-turn', 'Someone else signs first'],
  ])('"%s" says: %s', (name, words) => {
    expect(page(name)).toContain(words);
  });

  test('never show an address of the patient', () => {
    expect(page('fresh-sent')).not.toMatch(/[\w.]+@[\w.]+/);
  });
});

describe('paying later', () => {
  test('is neutral, names the amount and how to object', () => {
    expect(page('pay-due')).toContain('<button type="submit">Pay $600</button>');
    expect(page('pay-due')).toContain('does something look wrong?');
  });

  test('groups the ways to pay under headings, inside the one question', () => {
    for (const name of ['payment', 'pay-due', 'payer-asked']) {
      const headings = [...page(name).matchAll(/<fieldset class="group"><legend>([^<]*)/g)].map(([, words]) => words);
      expect(headings).toEqual(['By card', 'By mail']);
      expect(page(name).match(/<input type="radio" id="method" name="method"/g)).toHaveLength(1);
    }
  });

  test('says why in words of its own, and by check asks for nothing', () => {
    expect(page('pay-confirm')).toContain('Your bank wants you to confirm');
    expect(page('pay-bank')).toContain('some days later it said no');
    expect(page('pay-check')).toContain('Or pay in another way');
    expect(page('pay-check-only')).not.toContain('<form');
  });

  test('shows an error that belongs to no field without a link', () => {
    expect(page('pay-errors')).toContain('<li>The bank said no to this card. Please choose another way.</li>');
  });

  test('ends calmly when it is done, paid already or too late', () => {
    expect(page('pay-done')).toContain('never charged twice');
    expect(page('pay-nothing-due')).toContain('need not do anything');
    expect(page('pay-gone')).toContain('too old');
  });
});
