import { describe, expect, test } from '@jest/globals';
import { parse } from 'node-html-parser';
import { physicianName, practice } from './example-facts.ts';
import { exampleMails } from './example-mails.ts';
import { examplePapers, posted, reference } from './example-papers.ts';

const papers = examplePapers();
const names = Object.keys(papers);
const textOf = (name: string) =>
  parse(papers[name] ?? '')
    .structuredText.replace(/\s+/g, ' ')
    .trim();
/** What comes out of the printer: without the line for whoever prints. */
const printed = (name: string) => {
  const root = parse(papers[name] ?? '');
  root.querySelector('.screen-only')?.remove();
  return root;
};

describe.each(names)('the paper "%s"', (name) => {
  const html = papers[name] ?? '';

  test('is a whole page with a title, one main heading, and the practice above all', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toMatch(/<title>[^<]+ – Juniper Lane Medicine<\/title>/);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    const head = parse(html).querySelector('.letterhead')?.structuredText ?? '';
    for (const words of [practice.name, practice.phone, ...practice.address]) expect(head).toContain(words);
  });

  test('shows the postal address where the envelope has its window, and the date', () => {
    const lines = parse(html).querySelector('.window address')?.structuredText.trim().split('\n');
    expect(lines).toEqual(['Rosa Alvarado', '9 Letterbox Row', 'Apartment 4', 'Albany, NY 12207']);
    expect(textOf(name)).toContain('November 27, 2026');
  });

  test('holds nothing that is pressed, no script and no style within', () => {
    expect(printed(name).querySelectorAll('main a, form, input, button, script, style, [style]')).toEqual(
      // The example's agreement names one page of the practice's own.
      name.startsWith('packet') ? [expect.objectContaining({ rawTagName: 'a' })] : [],
    );
  });

  test('is in 14 points, or in 18 where large print is wanted', () => {
    expect(html).toContain(name.endsWith('-large') ? '<body class="paper large">' : '<body class="paper">');
    expect(html).toContain(name.endsWith('-large') ? 'href="?print=normal"' : 'href="?print=large"');
  });
});

// An agreement and its terms may name email as a way to give notice.
test.each(names.filter((name) => !name.startsWith('packet')))(
  '"%s" speaks of nothing that only a screen has',
  (name) => {
    expect(printed(name).structuredText).not.toMatch(
      /\b(click|press|button|link|page below|behind|e-?mail)\b|https?:/i,
    );
  },
);

describe('the packet', () => {
  const root = parse(papers.packet ?? '');

  test('says what to do by which date, and that no money is asked for yet', () => {
    for (const words of [
      'Hello Rosa,',
      'here by December 25, 2026',
      'send no money yet',
      `before ${physicianName} has signed`,
      practice.phone,
    ]) {
      expect(textOf('packet')).toContain(words);
    }
    expect(textOf('packet-of-two')).not.toContain('here by');
  });

  test('has its cover letter in large print, whatever the rest is printed in', () => {
    expect(root.querySelector('main > .large')?.structuredText).toContain('Your agreement with Juniper Lane Medicine');
  });

  test('has key terms, the agreement, the initials and the signature on sheets of their own', () => {
    const sheets = root.querySelectorAll('.sheet').map((sheet) => sheet.querySelector('h2')?.text);
    expect(sheets).toEqual(['Key terms', 'Retainer agreement', 'Please initial', 'Signature']);
  });

  test('names its reference and the return address on each part that comes back', () => {
    const parts = root.querySelectorAll('.back').map((part) => part.structuredText);
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      expect(part).toContain('Please send this part back');
      for (const words of [`Reference: ${reference}`, practice.name, ...practice.address])
        expect(part).toContain(words);
    }
  });

  test('has a box to initial for each disclosure and each signer', () => {
    expect(root.querySelectorAll('.initial h3').map(({ text }) => text)).toHaveLength(4);
    expect(root.querySelectorAll('.initial .box')).toHaveLength(4);
    expect(parse(papers['packet-of-two'] ?? '').querySelectorAll('.initial .box')).toHaveLength(8);
  });

  test('has for each signer name, capacity, for whom, a line, a date and the choice about renewal', () => {
    const [block, choice] = root
      .querySelectorAll('.sheet:last-child .sign-here')
      .map(({ structuredText }) => structuredText);
    for (const words of ['Rosa Alvarado', 'Signs as: Patient, and parent of Ann', 'For: Rosa Alvarado, Ann Alvarado']) {
      expect(block).toContain(words);
    }
    expect(root.querySelectorAll('.line').map(({ text }) => text)).toEqual(['Signature', 'Date']);
    expect(choice).toMatch(/Yes\. It renews one year after it starts.* for \$2,400 a year/);
    expect(choice).toContain('No, ask me each year.');
    expect(root.querySelectorAll('.tick .box')).toHaveLength(2);
    const two = parse(papers['packet-of-two'] ?? '');
    expect([two.querySelectorAll('.line').length, two.querySelectorAll('.tick .box').length]).toEqual([4, 4]);
  });

  test('says to whoever pays how a check finds its way, and to nobody else', () => {
    for (const words of ['How you pay', '$650', `On its memo line ${reference}`]) {
      expect(textOf('packet')).toContain(words);
    }
    expect(textOf('packet-of-two')).not.toMatch(/How you pay|no money yet/);
  });
});

describe('a letter', () => {
  test('says in its own words what the mail has its link for', () => {
    const say = (kind: string) => textOf(`letter-${kind}`);
    expect(say('seat-offer')).toContain('To answer yes or no, call us at (555) 010-0142 by that day');
    expect(say('seat-offer')).toContain('until December 2, 2026');
    expect(say('waitlisted')).toContain('To leave the waiting list, call us');
    expect(say('payer-request')).toContain('To say yes or no, call us');
    expect(say('payment-failed')).toContain('send a check made out to Juniper Lane Medicine, with the slip at the end');
    expect(say('payment-to-confirm')).toContain('The simplest other way is a check');
    expect(say('new-doctor-leaves')).toContain('write "yes" or "no" and your name on this letter and send it back');
    expect(say('new-doctor-leaves')).toContain('so that it is here by May 23, 2027');
    expect(say('welcome')).toContain('How to cancel: call us at (555) 010-0142 or write to us');
  });

  test('that asks for money has a slip with amount and reference, and no other has', () => {
    for (const kind of posted) {
      const isAboutMoney = /^(payment|check)/.test(kind);
      expect([kind, textOf(`letter-${kind}`).includes('send this part with your check')]).toEqual([kind, isAboutMoney]);
    }
    expect(textOf('letter-check-reminder')).toContain('Amount $650 Reference AAAA-0000-0000-0001 / t1-i1');
  });

  test('has the subject as its heading, without the practice that stands above', () => {
    expect(parse(papers['letter-payer-request'] ?? '').querySelector('h1')?.text).toBe(
      'Will you pay for an agreement?',
    );
  });

  test('is never nothing without the link: where the mail has one, the letter has words for it or needs none', () => {
    const mails = exampleMails();
    const withoutWords = posted.filter((kind) => {
      const { link, blocks = [], after = [] } = mails[kind]?.content ?? {};
      const hasWords = [...blocks, ...after].some((block) => typeof block === 'object' && 'inLetter' in block);
      return link !== undefined && !hasWords;
    });
    // These lead back to the plans, and say to call.
    expect(withoutWords.every((kind) => kind.startsWith('closed-'))).toBe(true);
  });
});

describe('a hostile name', () => {
  test.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>'])('comes out escaped: %s', (name) => {
    for (const html of Object.values(examplePapers(name, '&amp;'))) {
      expect(html).not.toMatch(/<(script|img)/i);
      expect(html).toContain('&amp;amp;');
    }
  });
});
