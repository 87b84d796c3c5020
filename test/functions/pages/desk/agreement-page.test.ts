import { describe, expect, test } from '@jest/globals';
import { parse } from 'node-html-parser';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { type AgreementPageProps, renderAgreementPage } from '../../../../functions/pages/desk/agreement-page.tsx';
import { anAgreement, decideOn, events, monday, newYork } from '../../../support/builders.ts';
import { physicianName, practice } from '../example-facts.ts';

const active = anAgreement({ status: 'active' });

function pageOf(agreement: Agreement, given: Partial<AgreementPageProps> = {}) {
  const html = renderAgreementPage({
    practice,
    staff: { staffId: 'staff-1', name: 'Front desk', role: 'front-desk' },
    csrf: 'c',
    agreement,
    physicianName,
    timeZone: newYork,
    now: monday,
    notices: [],
    locked: [],
    history: [],
    staffNames: new Map(),
    allowed: ['correct', 'posted', 'settle'],
    ...given,
  });
  const main = parse(html).querySelector('main');
  const text = (main?.innerHTML ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  return { main, text };
}

function renewalNotice(given: Partial<Notice>): Notice {
  return { noticeKey: 'renewal-2-1-s1', state: 'sent', claimedAt: monday, sentAt: monday, ...given };
}

describe('mails at the desk', () => {
  test.each([
    [{ bouncedAt: monday }, 'The notice of renewal came back on March 2, 2026'],
    [{ deliveredAt: monday, complainedAt: monday }, 'The notice of renewal arrived; they complained on March 2, 2026'],
    [{ delayedAt: monday }, 'The notice of renewal not delivered yet; delayed on March 2, 2026'],
  ])('stand there where they went wrong: %j', (given, words) => {
    expect(pageOf(active, { notices: [renewalNotice(given)] }).text).toContain(`Emails that went wrong ${words}`);
  });

  test.each([
    { deliveredAt: monday },
    { delayedAt: monday, deliveredAt: monday },
    { state: 'letter' as const, bouncedAt: monday },
  ])('do not where all is well, or a letter has taken their place: %j', (given) => {
    expect(pageOf(active, { notices: [renewalNotice(given)] }).text).not.toContain('Emails that went wrong');
  });

  test('are not sent to somebody who complained, and the page says so', () => {
    const { agreement } = decideOn(active, events.emailRefused);
    const { text } = pageOf(agreement);
    expect(text).toContain('Takes no email from us any more: letters go by post');
    expect(text).toContain('paula.example@example.com · complained about an email: everything goes by post');
  });
});
