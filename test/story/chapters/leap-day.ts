import { linkOf, pat, physicians } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

/** Pat applies, is interrupted, is reminded, signs on 29 February; the physician signs; the first year begins. */
export const leapDay: Phase[] = [
  { name: 'Pat applies', tell: applies },
  { name: 'Pat confirms', tell: confirms },
  { name: 'Pat begins to sign', tell: begins },
  { name: 'Pat signs', tell: signs },
  { name: "Dr. Oak countersigns Pat's agreement", tell: countersigns },
];

async function applies({ journey }: Product, story: Story): Promise<void> {
  const plans = await journey.visitor().open('/');
  story.holds('the four plans stand side by side', plans.root.querySelectorAll('.plan').length === 4, plans.status);
  const applied = await journey.apply(pat);
  await story.happens('Pat applies for Complete with Dr. Oak');
  story.holds('the applicant is told to look into the mailbox', /check your email/i.test(applied.text), applied.url);
  const confirmation = await journey.mail(pat.email, /confirm/i);
  story.holds('a confirmation mail names no surname', !confirmation.raw.includes(pat.lastName), confirmation.subject);
}

async function confirms(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const confirmation = await journey.mail(pat.email, /confirm/i);
  await journey.visitor().open(linkOf(confirmation));
  await story.happens("A mail scanner opens Pat's confirmation link");
  story.equals(
    'a GET of the link confirms nothing',
    (await product.agreementOf(pat.email))?.agreement.status,
    undefined,
  );
  const [tab, otherTab] = [
    await journey.visitor().open(linkOf(confirmation)),
    await journey.visitor().open(linkOf(confirmation)),
  ];
  const confirmed = await journey.visitor().submit(tab);
  await story.happens('Pat confirms');
  story.holds('approved at once, with a place', /you are confirmed/i.test(confirmed.text), confirmed.text.slice(0, 80));
  await journey.mail(pat.email, /ready to read/i);
  story.equals('the seat is taken on approval', (await product.panelOf('oak')).seatsTaken, 1);

  const again = await journey.visitor().submit(otherTab);
  story.equals(
    'confirming in two tabs takes one seat',
    [again.status, (await product.panelOf('oak')).seatsTaken],
    [200, 1],
  );
}

async function begins({ journey }: Product, story: Story): Promise<void> {
  const request = await journey.mail(pat.email, /ready to read/i);
  const phone = journey.visitor();
  const records = await journey.identify(phone, linkOf(request), pat.born);
  story.holds(
    'the first screen after the birth date is about electronic records',
    /step 2 of 6/i.test(records.text),
    records.url,
  );
  await phone.submit(records, { canOpen: 'yes', consent: 'yes' }, '/records');
  await story.happens('Pat agrees to electronic records, then the phone rings');
}

async function signs(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await story.until('2028-02-29T10:00:00-05:00');
  const reminder = await journey.mail(pat.email, /reminder/i);
  story.holds('a reminder on day 3, between 9:00 and 9:44 practice time', /T14:[0-4]\d/.test(reminder.at), reminder.at);
  const wrong = await journey.identify(journey.visitor(), linkOf(reminder), ['1952', '3', '1']);
  story.holds(
    'a wrong birth date opens nothing',
    wrong.status === 422 && /4 more tries/i.test(wrong.text),
    wrong.status,
  );

  const laptop = journey.visitor();
  const resumed = await journey.identify(laptop, linkOf(reminder), pat.born);
  story.holds('goes on where it was left', /step 3 of 6/i.test(resumed.text), resumed.text.slice(0, 120));
  const boxes = resumed.root.querySelectorAll('form input[type=checkbox]').map((box) => box.getAttribute('name') ?? '');
  story.equals('four disclosures for a Medicare beneficiary, accepted one by one', boxes.length, 4);
  const agreement = await laptop.submit(resumed, Object.fromEntries(boxes.map((name) => [name, 'yes'])), '/terms');
  const sign = await laptop.submit(agreement, { read: 'yes' }, '/agreement');
  story.holds(
    'renewal terms and amount stand at the button',
    /\$2,400/.test(sign.text) && /renew/i.test(sign.text),
    sign.url,
  );
  const typed = { signature: 'Pat Example-Testerson', intent: 'yes', renewal: 'no' };
  const payment = await laptop.submit(sign, typed, '/sign');
  story.holds('the last screen is payment', /step 6 of 6/i.test(payment.text), payment.text.slice(0, 120));
  const done = await laptop.submit(payment, { method: 'pm_card_visa' }, '/payment');
  await story.happens('Pat signs on 29 February and gives a card');
  story.holds('told what happens next', /you have signed/i.test(done.text), done.text.slice(0, 120));
  story.equals(
    'nothing is charged before the physician signs',
    (await product.agreementOf(pat.email))?.agreement.invoices,
    [],
  );
}

async function countersigns(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  await story.until('2028-02-29T12:30:00-05:00');
  const queue = await journey.mail(physicians.oak.email, /1 agreement waits for your signature/i);
  story.holds(
    'the mail of the day to the physician names no patient',
    !queue.raw.includes(pat.firstName),
    queue.subject,
  );
  await journey.countersign(pat);
  await story.happens('Dr. Oak countersigns');
  const welcome = await journey.mail(pat.email, /welcome/i);
  story.holds(
    'the welcome says what was paid and how to cancel',
    /\$2,400/.test(welcome.text) && /cancel/i.test(welcome.text),
    welcome.subject,
  );
  const active = (await product.agreementOf(pat.email))?.agreement;
  story.equals('in force', active?.status, 'active');
  story.equals('a term from 29 February ends on 27 February', active?.terms, [
    { number: 1, startsOn: '2028-02-29', endsOn: '2029-02-27', feeCents: 240_000 },
  ]);
  story.equals(
    'paid once, in full',
    active?.invoices.map((one) => [one.status, one.amountCents]),
    [['paid', 240_000]],
  );
  story.equals('the next date is ten weeks before the renewal', active?.nextDate, '2028-12-20');
  story.equals('the audit trail is whole', await product.auditBreak(pat.email), undefined);
}
