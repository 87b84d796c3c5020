import { describe, expect, test } from '@jest/globals';
import { parse } from 'node-html-parser';
import { exampleMails } from './example-mails.ts';
import { examplePages } from './example-pages.ts';
import { examplePapers } from './example-papers.ts';

// Whatever asks for money asks neutrally: it presses nobody, threatens nothing and blames nobody.

/** No word that begins with one of these. */
const pressing = [
  'action',
  'arrears',
  'attorney',
  'bad debt',
  'blame',
  'collection agen',
  'collections',
  'collector',
  'consequence',
  'court',
  'credit bureau',
  'credit report',
  'credit score',
  'debt',
  'default',
  'delinquen',
  'demand',
  'final notice',
  'forfeit',
  'immediate',
  'last chance',
  'last warning',
  'late fee',
  'lawsuit',
  'lawyer',
  'legal',
  'lose your',
  'missed',
  'negligen',
  'overdue',
  'past due',
  'penalt',
  'prosecut',
  'punish',
  'refus',
  'sanction',
  'second notice',
  'sue',
  'suspend',
  'terminat',
  'threat',
  'unpaid',
  'urgent',
  'violat',
  'warn',
  'you failed',
  'you must',
];
const pressingIn = (text: string) =>
  pressing.filter((words) => new RegExp(`\\b${words}`, 'i').test(text.replace(/\s+/g, ' ')));

const isOfMoney = (name: string) => /^(letter-)?(payment|installment|invoice|check|pay-)/.test(name);
const moneyOf = <T>(examples: Record<string, T>) => Object.entries(examples).filter(([name]) => isOfMoney(name));
/** With what is said to whoever hears a page, and with its title. */
const wordsOf = (html: string) => {
  const root = parse(html);
  const labels = root.querySelectorAll('[aria-label]').map((one) => one.getAttribute('aria-label'));
  return [root.structuredText, ...labels].join(' ');
};

test('the list finds what would press somebody', () => {
  expect(pressingIn('Final  notice: pay immediately, or we take legal action.')).toEqual([
    'action',
    'final notice',
    'immediate',
    'legal',
  ]);
  expect(pressingIn('Your payment did not go through. The issue is with the bank.')).toEqual([]);
});

describe('what asks for money presses nobody', () => {
  const [mails, pages, papers] = [moneyOf(exampleMails()), moneyOf(examplePages()), moneyOf(examplePapers())];

  test('there are examples of each kind', () => {
    const kinds = [mails, pages, papers].map((examples) => examples.map(([name]) => name));
    expect(kinds).toEqual([
      expect.arrayContaining(['payment-failed', 'installment-reminder', 'invoice', 'check-reminder']),
      expect.arrayContaining(['payment', 'pay-due', 'pay-check']),
      expect.arrayContaining(['invoice', 'letter-payment-failed', 'letter-check-reminder']),
    ]);
  });

  test.each(mails)('the mail "%s", with its subject', (_, { subject, text, html }) => {
    expect([subject, text, wordsOf(html)].map(pressingIn)).toEqual([[], [], []]);
  });

  test.each(pages)('the page "%s"', (_, html) => {
    expect(pressingIn(wordsOf(html))).toEqual([]);
  });

  test.each(papers)('the paper "%s"', (_, html) => {
    expect(pressingIn(wordsOf(html))).toEqual([]);
  });
});
