import { type Journey, linkOf, pat, signedByPhysician } from '../support/journey.ts';
import type { Page } from '../support/visitor.ts';

interface Seen {
  name: string;
  page: Page;
  /** Whether a signer sees it on the way to the signature. */
  isSigners: boolean;
}

/** Every page that people see from the application to a payment that did not go through, as the product serves it. */
export async function sitting(journey: Journey): Promise<Seen[]> {
  const seen: Seen[] = [];
  const see = (name: string, page: Page, isSigners = true): Page => {
    if (page.status !== 200) throw new Error(`The page "${name}" answered ${page.status}: ${page.text.slice(0, 200)}`);
    seen.push({ name, page, isSigners });
    return page;
  };

  see('enrolment', await journey.visitor().open('/'), false);
  const link = await journey.enrol(pat);
  const patient = journey.visitor();
  see('patient, identity', await patient.open(link));
  const records = see('patient, records', await journey.identify(patient, link, pat.born));
  const terms = see('patient, terms', await patient.submit(records, { canOpen: 'yes', consent: 'yes' }, '/records'));
  const boxes = terms.root.querySelectorAll('form input[type=checkbox]').map((box) => box.getAttribute('name') ?? '');
  const accepted = Object.fromEntries(boxes.map((name) => [name, 'yes']));
  const agreement = see('patient, agreement', await patient.submit(terms, accepted, '/terms'));
  const sign = see('patient, signature', await patient.submit(agreement, { read: 'yes' }, '/agreement'));
  const signature = { signature: `${pat.firstName} ${pat.lastName}`, intent: 'yes', renewal: 'yes' };
  const payment = see('patient, payment', await patient.submit(sign, signature, '/sign'));
  see('patient, done', await patient.submit(payment, { method: 'pm_card_chargeCustomerFail' }, '/payment'));

  const { visitor: physician, page: queue, id } = await journey.queueOf(pat);
  see('physician, queue', queue, false);
  see('physician, done', await physician.submit(queue, signedByPhysician(id), '/queue'), false);

  const failed = await journey.mail(pat.email, /did not go through/i);
  see('payment', await journey.visitor().open(linkOf(failed)), false);
  return seen;
}
