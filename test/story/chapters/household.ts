import { type Applicant, linkOf, type Mail, signedByPhysician } from '../../support/journey.ts';
import type { Product } from '../../support/product.ts';
import type { Page } from '../../support/visitor.ts';
import type { Phase } from '../phase.ts';
import type { Story } from '../story.ts';

/** Mother and father share a mailbox; she signs for the children, too; a daughter pays. */
const mother: Applicant = {
  firstName: 'Hedda',
  lastName: 'Householder',
  email: 'householders@example.com',
  born: ['1981', '7', '8'],
  planId: 'complete',
  physicianId: 'oak',
};
const father = { ...mother, firstName: 'Henrik', born: ['1979', '11', '30'] } as const satisfies Applicant;
const daughter = { firstName: 'Hanna', lastName: 'Householder', email: 'hanna@example.com' };

export const household: Phase[] = [
  { name: 'a household of four applies', tell: applies },
  { name: 'the parents sign', tell: sign },
  { name: 'the daughter pays', tell: pays },
  { name: 'the physician signs for the household', tell: countersigns },
];

async function applies({ journey }: Product, story: Story): Promise<void> {
  const visitor = journey.visitor(mother.email);
  const form = await visitor.open('/apply?for=family&adults=2&children=2');
  const person = (prefix: string, firstName: string, [year, month, day]: readonly string[], email?: string) => ({
    [`${prefix}firstName`]: firstName,
    [`${prefix}lastName`]: 'Householder',
    [`${prefix}birthYear`]: year ?? '',
    [`${prefix}birthMonth`]: month ?? '',
    [`${prefix}birthDay`]: day ?? '',
    [`${prefix}coverage`]: 'neither',
    ...(email === undefined ? {} : { [`${prefix}email`]: email }),
  });
  await visitor.submit(form, {
    planId: mother.planId,
    physicianId: mother.physicianId,
    ...person('', mother.firstName, mother.born, mother.email),
    ...person('p2-', father.firstName, father.born, father.email),
    ...person('p3-', 'Hugo', ['2019', '3', '3']),
    ...person('p4-', 'Hilda', ['2022', '12', '24']),
    actsAs: 'parent',
    phone: '(555) 010-0188',
    addressLine1: '4 Household Hill',
    city: 'Sampleton',
    state: 'NY',
    postalCode: '10000',
    mail: 'email',
    'payer-firstName': daughter.firstName,
    'payer-lastName': daughter.lastName,
    'payer-email': daughter.email,
  });
  await story.happens('A household of four applies: two parents, two children, and a daughter who pays');
  await journey.confirm(mother);
}

/** The mail to one of two who share a mailbox. */
const requestTo = ({ journey }: Product, { firstName, email }: Applicant): Promise<Mail> =>
  journey.mail(email, /ready to read/i, (mail) => mail.text.includes(`Hello ${firstName}`));

async function sign(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const ends: Page[] = [];
  for (const who of [mother, father]) {
    const visitor = journey.visitor();
    const link = linkOf(await requestTo(product, who));
    const page = await journey.readThrough(visitor, await journey.identify(visitor, link, who.born));
    if (who === mother) {
      story.holds(
        'she signs as a patient and as the children’s parent',
        /parent of Hugo and Hilda/.test(page.text),
        'sign',
      );
      story.holds(
        'the household pays one price',
        /\$5,400/.test(page.text),
        '$4,200 for two and $600 for each further',
      );
    }
    const signature = `${who.firstName} ${who.lastName}`;
    ends.push(await visitor.submit(page, { signature, intent: 'yes', renewal: 'yes' }, '/sign'));
  }
  await story.happens('Both parents sign, each by a link of their own in the one mailbox');
  story.holds(
    'neither is asked to pay',
    ends.every(({ text }) => /you have signed/i.test(text)),
    'thank you',
  );
  const agreement = (await product.agreementOf(mother.email))?.agreement;
  story.equals('nobody asks the physician before there is a way to pay', agreement?.status, 'awaiting_signature');
}

async function pays(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const request = await journey.mail(daughter.email, /will you pay/i);
  story.holds(
    'the payer’s mail says what and how much, and nothing else',
    /\$5,400/.test(request.text),
    request.subject,
  );
  const visitor = journey.visitor();
  const page = await visitor.open(linkOf(request));
  story.holds(
    'the payer sees money alone',
    !/disclos|not insurance|Household Hill/i.test(page.text),
    'the payer’s page',
  );
  const done = await visitor.submit(page, { scope: 'until-told', method: 'pm_card_lapses', authorise: 'yes' });
  await story.happens('The daughter says that she pays until told otherwise');
  story.holds('she is thanked', /thank you/i.test(done.text), 'thank you');
}

async function countersigns(product: Product, story: Story): Promise<void> {
  const { journey } = product;
  const { visitor, page } = await journey.staff('Dr. Oak', '/desk/queue');
  const id = await product.agreementIdOf(mother.email);
  await visitor.submit(page, signedByPhysician(id ?? ''), '/queue');
  await story.happens('Dr. Oak signs in to the desk, reads, and signs what was chosen');
  for (const who of [mother, father]) {
    await journey.mail(who.email, /welcome/i, (mail) => mail.text.includes(`Hello ${who.firstName}`));
  }
  const agreement = (await product.agreementOf(mother.email))?.agreement;
  story.equals('the household is in force', [agreement?.status, agreement?.members.length], ['active', 4]);
  story.equals(
    'its invoice is paid by the daughter’s card',
    agreement?.invoices.map(({ amountCents }) => amountCents),
    [540_000],
  );
}
