import { describe, expect, test } from '@jest/globals';
import type { NoticeExtra } from '../../../functions/domain/notices/notice-rule.ts';
import { noticeRules } from '../../../functions/domain/notices/notice-rules.ts';
import { estateMail } from '../../../functions/pages/mails/ending-by-death.ts';
import { freshLinkMail } from '../../../functions/pages/mails/fresh-link.ts';
import { practice } from './example-facts.ts';
import { exampleMails, link } from './example-mails.ts';

const mails = Object.entries(exampleMails());
const withoutLink = [
  'copy-request',
  'copy-closed',
  'closed-payer',
  'pays-no-more',
  'guardian-named',
  'guardian-replaced',
  'ended',
  'ended-by-check',
  'ended-nothing-back',
  'ended-owed',
  'ending-by-death',
  'closed-physician',
  'left',
  'joining-over',
  'joining-over-of-oneself',
];

describe.each(mails)('the mail "%s"', (name, mail) => {
  test('has a plain subject of one line, without a name of the patient', () => {
    expect(mail.subject).toMatch(/^[^\r\n]{10,78}$/);
    expect(mail.subject).toContain(practice.name);
    expect(mail.subject).not.toMatch(/Rosa|Alvarado|Complete/);
  });

  test('says the same in text and HTML: the practice, its phone and address, and why it comes', () => {
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain(practice.phone);
      expect(body).toContain([practice.name, ...practice.address].join(', '));
      expect(body).toContain('You get this email because');
      expect(body).not.toContain('Alvarado');
    }
    expect(mail.html).toContain('href="tel:+15550100142"');
  });

  test('has one link at most, as a button and in full', () => {
    const links = [...mail.html.matchAll(/href="(http[^"]*)"/g)].map(([, url]) => url);
    expect(links).toEqual(withoutLink.includes(name) ? [] : [link, link]);
    expect(mail.text.includes(link)).toBe(!withoutLink.includes(name));
  });

  test('names no plan and no other patient, but for the welcome, which says what was bought', () => {
    expect(/Complete|Essential/.test(mail.text)).toBe(name.startsWith('welcome'));
    expect(mail.text).not.toContain('address above');
  });

  test('holds no picture, no script and nobody else’s address', () => {
    expect(mail.html).not.toMatch(/<img|<script|<link|url\(/i);
  });
});

describe('what the mails say', () => {
  const text = (name: string) => exampleMails()[name]?.text ?? '';

  /** Where what a rule asks of a notice beyond its day stands in the notice of a renewal at another price. */
  const shown: Partial<Record<NoticeExtra, RegExp>> = {
    'how-to-cancel': /How to cancel: press the button below, call us/,
    'old-and-new-price': /Fee until now: \$2,400 a year\nFee from then on: \$2,500 a year/,
    'calendar-dates': /January 1, 2028 to December 31, 2028/,
    'service-and-amount': /What you have: A plan for care by .*\n(?:.*\n)*How it is paid: In 4 payments of \$625/,
  };

  test('a notice of a renewal holds what every rule that is met asks it to hold', () => {
    const met = noticeRules.filter(({ status }) => status === 'met').flatMap(({ extras }) => extras);
    for (const extra of new Set(met)) {
      if (extra === 'changed-terms-in-12-point-bold') {
        expect(exampleMails()['renewal-new-price']?.html).toMatch(/font-weight:bold[^>]*>The fee rises on/);
        continue;
      }
      // Not in a notice: the choice on the page on which one signs, and the page on which one cancels.
      if (extra === 'separate-opt-in' || extra === 'cancel-as-easy-as-sign-up') continue;
      expect(text('renewal-new-price')).toMatch(shown[extra] ?? /no such words: a rule asks for more/);
    }
  });

  test('the welcome says what was paid, for which days, and how it renews and ends', () => {
    for (const words of ['$600 (Visa ending in 4242)', 'January 1, 2027 to December 31, 2027', 'On January 1, 2028']) {
      expect(text('welcome')).toContain(words);
    }
    expect(text('welcome')).toContain('Next payment: $600 on April 1, 2027');
    expect(text('welcome')).toContain('How to cancel');
    expect(text('welcome-no-renewal')).toContain('does not renew by itself');
  });

  test('reminders say how many days are left', () => {
    expect(text('signing-reminder')).toContain('You have 1 day left.');
  });

  test('whoever has signed and owes a way to pay is told so, and until when; never that a signature is missing', () => {
    for (const name of ['way-to-pay', 'way-to-pay-for-others', 'way-to-pay-reminder']) {
      for (const words of ['nobody pays yet', 'So that Dr. Amara Okafor can sign', 'until December 25, 2026']) {
        expect(text(name)).toContain(words);
      }
      expect(text(name)).not.toMatch(/your signature|sign until|read the agreement/i);
    }
    expect(text('way-to-pay')).toContain('you have 13 days left');
    expect(text('way-to-pay-for-others')).toContain('today is the last day');
    expect(text('payment-stopped')).not.toContain('did not go through');
  });

  test('a physician is told how many agreements wait, and of whom nothing', () => {
    expect(exampleMails().queue?.subject).toBe('3 agreements wait for your signature (Juniper Lane Medicine)');
    expect(exampleMails()['queue-of-one']?.subject).toContain('1 agreement waits for your signature');
    expect(text('queue')).not.toContain('Rosa');
  });

  test('a queue of changes speaks of no payment', () => {
    expect(text('queue-of-changes')).toContain('The patients of 2 agreements change from another doctor to you');
    expect(text('queue-of-changes')).not.toContain('payment');
    expect(exampleMails()['queue-of-both']?.subject).toContain('2 agreements wait');
  });

  test('the question about another doctor says who, from when, what stays, and what a no or silence means', () => {
    for (const name of ['new-doctor-wished', 'new-doctor-leaves']) {
      for (const words of [
        'Your new doctor: Dr. Jonas Lind',
        'From: July 1, 2027',
        '$2,400 a year, as before',
        'no answer by May 23, 2027',
      ]) {
        expect(text(name)).toContain(words);
      }
    }
    expect(text('new-doctor-wished')).toContain('nothing changes: you stay with Dr. Amara Okafor');
    expect(text('new-doctor-leaves')).toContain('your plan ends');
    expect(text('new-doctor-leaves')).toContain('at least 30 days ahead, and you get back the fee for the days after');
    expect(text('ending-doctor-leaves')).toContain('Dr. Amara Okafor leaves our practice. Your plan goes on until');
  });

  test('a failed payment says how to object; what it may not say stands in neutral-wording.test.ts', () => {
    for (const name of ['payment-failed', 'payment-bank-failed', 'payment-reminder']) {
      expect(text(name)).toContain('the amount is wrong, call us');
    }
  });

  test('each closing mail says that nothing was charged and how to come back', () => {
    for (const name of ['closed-declined', 'closed-expired', 'closed-unpaid']) {
      expect(text(name)).toContain('Nothing was charged');
      expect(text(name)).toContain('welcome to come back');
    }
  });
});

test.each([0, 59_178])(
  'the closing letter to a family says what is not paid of the days of care: %i cents',
  (owedCents) => {
    const props = { practice, patients: 'Rosa', endsOn: '2027-06-30', refundedCents: 0, owedCents, ways: [] };
    const { text } = estateMail(props);
    expect(text.includes('For the days until then $591.78 is not paid yet. There is no hurry.')).toBe(owedCents > 0);
    expect(text.includes('Nothing more is charged.')).toBe(owedCents === 0);
  },
);

describe('a hostile name', () => {
  test('comes out escaped in HTML and cannot start a header', () => {
    const mail = freshLinkMail({ practice: { ...practice, name: 'A\r\nBcc: x@y.example' }, firstName: '<b>&', link });
    expect(mail.subject).toBe('Your fresh link from A Bcc: x@y.example');
    expect(mail.html).toContain('Hello &lt;b>&amp;,');
    expect(mail.text).toContain('Hello <b>&,');
  });
});
