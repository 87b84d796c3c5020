import { createHash } from 'node:crypto';
import type { MeterReport } from '../../local/meter/meter.ts';
import { fetchFrom } from './fetch-from.ts';
import { patiently } from './fetch-patiently.ts';
import { type StaffName, signIn } from './staff.ts';
import { type Page, Visitor } from './visitor.ts';

/** A mail as the inbox of the local cloud gives it. */
export interface Mail {
  id: string;
  at: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
  raw: string;
}

export interface Applicant {
  firstName: string;
  lastName: string;
  email: string;
  /** Year, month, day. */
  born: [year: string, month: string, day: string];
  planId: string;
  physicianId: keyof typeof physicians;
  medicare?: 'yes' | 'no';
}

type Queued = Pick<Applicant, 'physicianId' | 'firstName' | 'lastName'>;

export const pat: Applicant = {
  firstName: 'Pat',
  lastName: 'Example-Testerson',
  email: 'pat.testerson@example.com',
  born: ['1952', '2', '29'],
  planId: 'complete',
  physicianId: 'oak',
  medicare: 'yes',
};

/** Somebody like Pat, of another first name and address. */
export const person = (firstName: string): Applicant => ({
  ...pat,
  firstName,
  email: `${firstName.toLowerCase()}@example.com`,
});

/** The physicians of the demonstration practice. */
export const physicians = {
  fern: { email: 'fern@lakeside.example.com', name: 'Dr. Fern' },
  oak: { email: 'oak@lakeside.example.com', name: 'Dr. Oak' },
} as const;

/** What people do with Perennial, by the real pages and mails of a running local cloud. */
export class Journey {
  readonly url: string;
  readonly #isPatient: boolean;
  readonly #fetch: typeof fetch;
  readonly #known = new Map<string, Promise<Mail>>();
  readonly #visitors: Visitor[] = [];

  /** `isPatient`: these people try again where something fails, and wait for hours for a mail. */
  constructor(url: string, isPatient = false) {
    this.url = url;
    this.#isPatient = isPatient;
    this.#fetch = isPatient ? patiently(fetch) : fetch;
  }

  /** Everybody sits at another connection, as people do: what a network may do in a day is limited. */
  visitor(who = `visitor ${this.#visitors.length}`): Visitor {
    const [a = 0, b = 0, c = 0] = createHash('sha256').update(who).digest();
    // All of 127.0.0.0/8 is this machine; the first 127.0.0.x are others'.
    const fetchPage = fetchFrom(`127.${1 + (a % 254)}.${b}.${1 + (c % 254)}`);
    const visitor = new Visitor(this.url, this.#isPatient ? patiently(fetchPage) : fetchPage);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** Every session token that a visitor of this journey was given. */
  sessions(): string[] {
    return this.#visitors.flatMap((visitor) => visitor.cookieValues());
  }

  /** Newest first. */
  async mails(to?: string): Promise<Mail[]> {
    const list = await this.#json<Pick<Mail, 'id' | 'to'>[]>('/_local/inbox');
    const wanted = list.filter((mail) => to === undefined || mail.to.includes(to));
    return Promise.all(wanted.map(({ id }) => this.#mail(id)));
  }

  /** The newest mail to an address whose subject matches (and that fits); waits some seconds of real time for it. */
  async mail(to: string, subject: RegExp, fits: (mail: Mail) => boolean = () => true): Promise<Mail> {
    for (let tries = 0; tries < 300; tries += 1) {
      const found = (await this.mails(to)).find((mail) => subject.test(mail.subject) && fits(mail));
      if (found !== undefined) return found;
      // The first move is there to wait until all is quiet.
      if (this.#isPatient) await this.move({ by: tries === 0 ? 'PT1S' : 'PT5M' });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const there = (await this.mails(to)).map((mail) => mail.subject);
    throw new Error(`No mail to ${to} matches ${subject}; there are: ${there.join(' | ') || 'none'}`);
  }

  now(): Promise<{ now: string; next: { at: string; what: string } | null }> {
    return this.#json('/_local/clock');
  }

  /** Moves the clock and waits until all is quiet. */
  async move(body: { to: string } | { by: string } | { next: true } | { real: true }): Promise<string> {
    const response = await this.#fetch(new URL('/_local/clock', this.url), {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // The move before this try was made, but for its answer.
    if (this.#isPatient && 'to' in body && response.status === 400) return (await this.now()).now;
    if (!response.ok) throw new Error(`The clock answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { now: string }).now;
  }

  meter(): Promise<MeterReport> {
    return this.#json('/_local/meter');
  }

  /** Somebody of the practice who has signed in, at a page of the desk. */
  async staff(name: StaffName, path = '/desk'): Promise<{ visitor: Visitor; page: Page }> {
    for (let tries = 1; ; tries += 1) {
      try {
        const signedIn = await signIn(this.url, name, path, this.visitor());
        if (!/the sign-in did not work/i.test(signedIn.page.text)) return signedIn;
        throw new Error(`${name} could not sign in: ${signedIn.page.text}`);
      } catch (error) {
        // A sign-in that was under way when the cloud stopped begins anew.
        if (!this.#isPatient || tries >= 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  async apply(who: Applicant): Promise<Page> {
    const visitor = this.visitor(who.email);
    const [birthYear, birthMonth, birthDay] = who.born;
    return visitor.submit(await visitor.open('/apply?for=me'), {
      planId: who.planId,
      physicianId: who.physicianId,
      firstName: who.firstName,
      lastName: who.lastName,
      birthYear,
      birthMonth,
      birthDay,
      email: who.email,
      phone: '(555) 010-0123',
      addressLine1: '12 Nowhere Lane',
      city: 'Sampleton',
      state: 'NY',
      postalCode: '10000',
      coverage: who.medicare === 'yes' ? 'medicare' : 'neither',
      mail: 'email',
    });
  }

  async confirm(who: Applicant): Promise<Page> {
    const visitor = this.visitor();
    return visitor.submit(await visitor.open(linkOf(await this.mail(who.email, /confirm/i))));
  }

  /** Applies, confirms, and gives the signing link as it was mailed. */
  async enrol(who: Applicant): Promise<string> {
    await this.apply(who);
    await this.confirm(who);
    return linkOf(await this.mail(who.email, /ready to read/i));
  }

  /** Opens a signing link and says who one is. */
  async identify(visitor: Visitor, link: string, born: readonly string[]): Promise<Page> {
    const [birthYear = '', birthMonth = '', birthDay = ''] = born;
    return visitor.submit(await visitor.open(link), { birthYear, birthMonth, birthDay }, '/identity');
  }

  /** The screens after "who are you" up to the one before signing. */
  async readThrough(visitor: Visitor, page: Page): Promise<Page> {
    const records = await visitor.submit(page, { canOpen: 'yes', consent: 'yes' }, '/records');
    const boxes = records.root
      .querySelectorAll('form input[type=checkbox]')
      .map((box) => box.getAttribute('name') ?? '');
    const terms = await visitor.submit(records, Object.fromEntries(boxes.map((name) => [name, 'yes'])), '/terms');
    return visitor.submit(terms, { read: 'yes' }, '/agreement');
  }

  /** The patient's whole sitting: who, records, terms, agreement, signature, payment. */
  async sign(who: Applicant, link: string, choices: { renewal?: 'yes' | 'no'; method?: string } = {}): Promise<Page> {
    const visitor = this.visitor();
    const page = await this.readThrough(visitor, await this.identify(visitor, link, who.born));
    const signature = `${who.firstName} ${who.lastName}`;
    const signed = await visitor.submit(page, { signature, intent: 'yes', renewal: choices.renewal ?? 'yes' }, '/sign');
    return visitor.submit(signed, { method: choices.method ?? 'pm_card_visa' }, '/payment');
  }

  /** The physician's queue at the desk, and the id of this patient's agreement in it. */
  async queueOf({ physicianId, firstName, lastName }: Queued): Promise<{ visitor: Visitor; page: Page; id: string }> {
    const { visitor, page } = await this.staff(physicians[physicianId].name, '/desk/queue');
    const queued = page.root
      .querySelectorAll('.queued')
      .find((one) => one.getAttribute('aria-label')?.startsWith(`${firstName} ${lastName}`));
    const box = queued?.querySelector('input[name^=sign-]')?.getAttribute('name');
    if (box === undefined) throw new Error(`Nothing of ${firstName} waits for ${physicianId}: ${page.text}`);
    return { visitor, page, id: box.slice('sign-'.length) };
  }

  async countersign(who: Queued): Promise<Page> {
    const { visitor, page, id } = await this.queueOf(who);
    return visitor.submit(page, signedByPhysician(id), '/queue');
  }

  /** A mail never changes, so each is fetched once. */
  #mail(id: string): Promise<Mail> {
    const known = this.#known.get(id) ?? this.#json<Mail>(`/_local/inbox/${id}`);
    this.#known.set(id, known);
    return known;
  }

  async #json<T>(path: string): Promise<T> {
    const response = await this.#fetch(new URL(path, this.url), { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** The queue's form, filled in for one agreement. */
export function signedByPhysician(agreementId: string): Record<string, string> {
  return { [`sign-${agreementId}`]: 'yes', signature: 'Sample, MD', intent: 'yes' };
}

/** The one link of a mail that leads somewhere in the product. */
export function linkOf(mail: Mail): string {
  const link = mail.links.find((one) => /\/(confirm|sign|pay|payer|offer|plan)\//.test(one));
  if (link === undefined) throw new Error(`The mail "${mail.subject}" holds no link: ${mail.text}`);
  return new URL(link).pathname;
}
