import { describe, expect, test } from '@jest/globals';
import { parse } from 'node-html-parser';
import type { Agreement } from '../../../../functions/domain/agreement/agreement.ts';
import { createAgreement } from '../../../../functions/domain/agreement/create-agreement.ts';
import type { Notice } from '../../../../functions/domain/notices/notice.ts';
import { longDate } from '../../../../functions/pages/civil-date-words.ts';
import { type AgreementPageProps, renderAgreementPage } from '../../../../functions/pages/desk/agreement-page.tsx';
import {
  afterEvents,
  anAgreement,
  anApplication,
  aPhysician,
  aPlan,
  approvedWith,
  daysLater,
  decideOn,
  events,
  monday,
  newYork,
} from '../../../support/builders.ts';
import { max, mia } from '../../../support/household.ts';
import { physicianName, practice } from '../example-facts.ts';

const active = anAgreement({ status: 'active' });

function pageOf(agreement: Agreement, given: Partial<AgreementPageProps> = {}) {
  const html = renderAgreementPage({
    practice,
    staff: { staffId: 'staff-1', name: 'Front desk', role: 'front-desk' },
    csrf: 'c',
    agreement,
    physicianName,
    physician: aPhysician({ name: physicianName }),
    otherPhysicians: [],
    timeZone: newYork,
    now: monday,
    notices: [],
    locked: [],
    history: [],
    staffNames: new Map(),
    allowed: ['correct', 'posted', 'returned', 'settle'],
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
    [{ passingBounceAt: monday }, 'The notice of renewal not delivered yet; turned back on March 2, 2026'],
  ])('stand there where they went wrong: %j', (given, words) => {
    expect(pageOf(active, { notices: [renewalNotice(given)] }).text).toContain(`Emails that went wrong ${words}`);
  });

  test.each([
    { deliveredAt: monday },
    { delayedAt: monday, deliveredAt: monday },
    { passingBounceAt: monday, deliveredAt: monday },
    { state: 'letter' as const, bouncedAt: monday },
  ])('do not where all is well, or a letter has taken their place: %j', (given) => {
    expect(pageOf(active, { notices: [renewalNotice(given)] }).text).not.toContain('Emails that went wrong');
  });

  test('are not sent to somebody who complained, and the page says so', () => {
    const { agreement } = decideOn(active, events.emailRefused);
    const { text } = pageOf(agreement);
    expect(text).toContain('Takes no email from us any more: letters go by post');
    expect(text).toContain('paula.example@example.com Complained about an email: everything goes by post');
  });
});

test('of whoever has died no signature is waited for, and nothing is offered for it', () => {
  const { agreement } = createAgreement(anApplication({ members: [mia, max] }), approvedWith(), monday);
  const opened = decideOn(agreement, events.signingOpened).agreement;
  const allowed = ['resend', 'paper', 'posted'] as const;
  expect(pageOf(opened, { allowed }).text).toContain('2 people have still to sign');
  const widowed = decideOn(opened, { ...events.deathRecorded, memberId: 'm2' }).agreement;
  const { main, text } = pageOf(widowed, { allowed });
  expect(text).toContain('One person has still to sign');
  expect(text).toContain('has died, and did not sign');
  const packets = main?.querySelectorAll('a').map((one) => one.getAttribute('href') ?? '') ?? [];
  expect(packets.filter((href) => href.includes('/packet/'))).toEqual([expect.stringMatching(/s1$/)]);
});

describe('letters at the desk', () => {
  const posted = { ...renewalNotice({ state: 'letter' }), postedOn: '2026-02-27' };
  const toPost = renewalNotice({ state: 'letter' });
  const returned = decideOn(active, events.letterReturned).agreement;
  const linksOf = (...given: Parameters<typeof pageOf>) =>
    pageOf(...given)
      .main?.querySelectorAll('a')
      .map((link) => link.getAttribute('href') ?? '') ?? [];
  const about = (act: string) => (href: string) => href.includes(`do=${act}&`);

  test('that were posted may have come back', () => {
    const links = linksOf(active, { notices: [posted] });
    expect(links.find(about('returned'))).toMatch(/do=returned&noticeKey=renewal-2-1-s1&posting=2026-02-27$/);
    expect(links.find(about('posted'))).toBeUndefined();
  });

  test('wait for a new address where one came back, and are not posted before', () => {
    const { text } = pageOf(returned, { notices: [toPost] });
    expect(text).toContain('A letter came back: find a new address');
    expect(text).toContain('12 Sample Street, Albany, NY 12207 A letter came back on March 2, 2026');
    expect(text).toContain('The notice of renewal waits for a new address');
    expect(linksOf(returned, { notices: [toPost] }).find(about('posted'))).toBeUndefined();
    // It goes by a better address, not by looking.
    expect(text).not.toContain('I have looked at it');
  });

  test('ask for the day on which one came back', () => {
    const values = { noticeKey: 'renewal-2-1-s1', posting: '2026-02-27' };
    const { main } = pageOf(active, { notices: [posted], act: 'returned', values });
    const names = main?.querySelectorAll('.act input').map((input) => input.getAttribute('name'));
    expect(names).toEqual(expect.arrayContaining(['noticeKey', 'posting', 'returnedOn']));
  });

  test.each([
    ['is folded away where no letter came back', active, false],
    ['lies open where one did', returned, true],
  ])('the form for another address %s', (_, agreement, isOpen) => {
    const { main } = pageOf(agreement, { act: 'correct', values: { memberId: 'm1' } });
    expect(main?.querySelector('.act details')?.hasAttribute('open')).toBe(isOpen);
    expect(main?.querySelectorAll('.act details input, .act details select').length).toBe(6);
  });
});

test('the sentence of its state names the year that runs, after a renewal, too', () => {
  const later = { number: 2, startsOn: '2027-03-02', endsOn: '2028-03-01', feeCents: 240_000 };
  const renewed = { ...active, terms: [...active.terms, later] };
  const [first] = active.terms;
  expect(pageOf(renewed).text).toContain(`In force. From ${longDate(first?.startsOn ?? '')}`);
  expect(pageOf(renewed, { now: '2027-06-01T15:00:00.000Z' }).text).toContain(
    'In force. From March 2, 2027 to March 1, 2028.',
  );
});

describe('money that comes late', () => {
  const open = afterEvents(
    anAgreement({ status: 'active', plan: aPlan({ installments: 4 }) }),
    [events.dateCame],
    daysLater(92),
  );
  const cancelled = { ...events.cancelled, endsOn: '2026-06-10', noticeReceivedOn: '2026-06-10' };
  const ended = afterEvents(afterEvents(open, [cancelled], daysLater(100)), [events.careEnded], daysLater(101));
  const allowed = ['payment', 'write-off'] as const;
  const actsOf = (agreement: Agreement) =>
    (pageOf(agreement, { allowed }).main?.querySelectorAll('.acts a') ?? []).map((one) => one.textContent);

  test('is recorded, or what is owed at the end is written off, until nothing is', () => {
    expect(pageOf(ended, { allowed }).text).toContain('Owed now $64.11');
    expect(actsOf(ended)).toEqual(['Record a payment', 'Write it off']);
    expect(pageOf(ended, { allowed, act: 'payment' }).text).toContain('$64.11 is owed. Less leaves the rest open');
    expect(pageOf(ended, { allowed, act: 'write-off' }).text).toContain(
      'What is owed, $64.11, is never asked for again.',
    );
    const off = decideOn(ended, events.owedWrittenOff, daysLater(102)).agreement;
    expect([pageOf(off).text.includes('Owed now Nothing'), actsOf(off)]).toEqual([true, []]);
  });

  test('that has to go back by the settlement is said', () => {
    const begun = anAgreement({ status: 'active' });
    const back = afterEvents(afterEvents(begun, [cancelled], daysLater(100)), [events.careEnded], daysLater(101));
    expect([pageOf(back).text.includes('To go back $1,735.89'), actsOf(back)]).toEqual([true, []]);
  });

  test('is noted as gone back, where it was too much', () => {
    const tooMuch = { ...events.owedPaid, receivedOn: '2026-06-11' };
    const over = afterEvents(ended, [tooMuch], daysLater(102));
    const { text, main } = pageOf(over, { allowed: ['paid-back'], act: 'paid-back' });
    expect(text).toContain('To go back $35.89');
    expect(text).toContain('$35.89 came although nothing was due.');
    expect(main?.querySelector('.sums .acts a')?.textContent).toBe('It has gone back');
  });

  test('is recorded for what was written off before', () => {
    const off = afterEvents(open, [events.invoiceWrittenOff], daysLater(100));
    expect(actsOf(off)).toEqual(['Money came for it after all']);
    const values = { invoiceId: 't1-i2', paymentId: 'p9' };
    expect(pageOf(off, { allowed, act: 'payment', values }).text).toContain('$600 was written off.');
  });
});
