import type { Product } from '../../support/product.ts';
import type { Page, Visitor } from '../../support/visitor.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

// Somebody without email: staff enter, print and record, and everything goes by post.

export const paper: Phase[] = [
  { name: 'a paper patient is entered and approved', tell: enters },
  { name: 'the signed packet comes back', tell: comesBack },
  { name: 'the physician signs for the paper patient', tell: countersigns },
  { name: 'the check comes', tell: checkComes },
];

const patient = 'Otto Paperman';

/** The desk at the agreement of the paper patient. */
async function atAgreement({ journey }: Product): Promise<{ visitor: Visitor; page: Page; path: string }> {
  const { visitor, page } = await journey.staff('Front desk', '/desk/agreements?physician=oak');
  const link = page.root.querySelectorAll('.list a').find(({ textContent }) => textContent.includes(patient));
  const path = link?.getAttribute('href') ?? '';
  return { visitor, page: await visitor.open(path), path };
}

/** The agreement's page, as soon as a letter lies there. */
async function letterAt(visitor: Visitor, path: string, noticeKey: string): Promise<Page> {
  for (let tries = 1; ; tries += 1) {
    const page = await visitor.open(path);
    if (page.html.includes(`/letters/${noticeKey}`) || tries >= 100) return page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function enters({ journey }: Product, story: Story): Promise<void> {
  const { visitor, page } = await journey.staff('Front desk', '/desk/applications/new?for=me');
  const entered = await visitor.submit(
    page,
    {
      planId: 'complete',
      physicianId: 'oak',
      firstName: 'Otto',
      lastName: 'Paperman',
      birthYear: '1938',
      birthMonth: '4',
      birthDay: '1',
      coverage: 'medicare',
      phone: '(555) 010-0177',
      addressLine1: '9 Letterbox Row',
      city: 'Sampleton',
      state: 'NY',
      postalCode: '10000',
      mail: 'paper',
    },
    '/new',
  );
  const approved = await visitor.submit(entered, {}, '/approve');
  await story.happens('The front desk enters and approves somebody who has no email');
  story.holds('the desk says what comes next', /approved/i.test(approved.text), approved.url.split('?')[1]);
}

async function comesBack(product: Product, story: Story): Promise<void> {
  const { visitor, path } = await atAgreement(product);
  const page = await letterAt(visitor, path, 'request-d1-s1');
  story.holds('the papers wait to be posted', /The papers to sign/.test(page.text), 'letters');
  const packet = await visitor.open(`${path}/packet/s1`);
  story.holds(
    'the packet has the address, the text, boxes to initial and a line to sign',
    ['9 Letterbox Row', 'Please initial', 'Medical retainer agreement', 'Signature', 'Reference'].every((words) =>
      packet.text.includes(words),
    ),
    'packet',
  );
  const { now } = await product.journey.now();
  const today = now.slice(0, 10);
  const posted = await visitor.open(`${path}?do=posted&noticeKey=request-d1-s1`);
  await visitor.submit(posted, { postedOn: today }, '/posted');
  const form = await visitor.open(`${path}?do=paper-signed&documentId=d1&signerId=s1`);
  const signed = { name: patient, signedOn: today, renewal: 'no', complete: 'yes' };
  const recorded = await visitor.submit(form, signed, '/paper-signed');
  await story.happens('The packet is posted, comes back signed, and is recorded');
  story.holds('it waits for the physician', /Waits for the physician/.test(recorded.text), 'desk');
}

async function countersigns({ journey }: Product, story: Story): Promise<void> {
  const done = await journey.countersign({ physicianId: 'oak', firstName: 'Otto', lastName: 'Paperman' });
  await story.happens('Dr. Oak signs');
  story.holds('the queue is empty again', /nothing waits/i.test(done.text), 'queue');
}

async function checkComes(product: Product, story: Story): Promise<void> {
  const { visitor, path } = await atAgreement(product);
  const page = await letterAt(visitor, path, 'invoice-t1_i1-0');
  story.holds('the invoice is a letter, too', /The invoice/.test(page.text), 'letters');
  const invoice = await visitor.open(`${path}/letters/invoice-t1_i1-0`);
  story.holds('the invoice has a slip to send along', /send this part with your check/i.test(invoice.text), 'invoice');
  const { now } = await product.journey.now();
  const form = await visitor.open(`${path}?do=payment&invoiceId=t1-i1`);
  const received = { medium: 'check', amount: '2,400', receivedOn: now.slice(0, 10), reference: '1041' };
  await visitor.submit(form, received, '/payment');
  await story.happens('The check comes, and the front desk records it');
  const after = await visitor.open(path);
  story.holds('the plan is in force', /In force/.test(after.text), 'desk');
  const others = (await product.journey.mails()).filter(({ to }) => !to.includes('oak@'));
  story.equals(
    'no mail went to anybody but the physician',
    others.filter(({ text }) => text.includes('Otto')).length,
    0,
  );
}
