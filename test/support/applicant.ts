import { events } from './builders.ts';
import type { PatientPages, Shown } from './patient-pages.ts';
import { decided, depsOf, idOf } from './stored.ts';

/** The public form as a person fills it in. */
export const filledIn = {
  for: 'me',
  requestId: idOf(1),
  planId: 'individual',
  physicianId: 'dr-sample',
  firstName: 'Paula',
  lastName: 'Example',
  birthMonth: '5',
  birthDay: '17',
  birthYear: '1951',
  coverage: 'neither',
  mail: 'email',
  email: 'paula.example@example.com',
  phone: '555 010 0123',
  addressLine1: '12 Sample Street',
  addressLine2: '',
  city: 'Albany',
  state: 'NY',
  postalCode: '12207',
  website: '',
};

const born = { birthMonth: '5', birthDay: '17', birthYear: '1951' };
const agreement = { kind: 'agreement', id: filledIn.requestId } as const;

/** Sends the form and presses the button of the confirmation mail. */
export async function applyAndConfirm(pages: PatientPages, form: Record<string, string> = filledIn): Promise<Shown> {
  await pages.send('POST /apply', { form });
  const owner = { kind: 'application', id: form.requestId ?? '' } as const;
  const token = await pages.mailed(owner, 'confirmation', 'confirm');
  return pages.send('POST /confirm/{token}', { parameters: { token } });
}

/** One person with one signing link, and the cookie that the identity check gave. */
export class Signing {
  readonly #pages: PatientPages;
  readonly token: string;
  cookies: string[] = [];

  constructor(pages: PatientPages, token: string) {
    this.#pages = pages;
    this.token = token;
  }

  /** The patient's link, after the workflow has opened the document. */
  static async ofPatient(pages: PatientPages): Promise<Signing> {
    await decided(depsOf(pages.table, new Date().toISOString()), agreement.id, events.signingOpened);
    return new Signing(pages, await pages.mailed(agreement, 'request-d1-s1', 'sign'));
  }

  open(): Promise<Shown> {
    return this.#pages.send('GET /sign/{token}', { parameters: { token: this.token }, cookies: this.cookies });
  }

  openStep(step: string): Promise<Shown> {
    const parameters = { token: this.token, step };
    return this.#pages.send('GET /sign/{token}/{step}', { parameters, cookies: this.cookies });
  }

  async submit(step: string, form: Record<string, string> = {}): Promise<Shown> {
    const parameters = { token: this.token, step };
    const shown = await this.#pages.send('POST /sign/{token}/{step}', { parameters, form, cookies: this.cookies });
    const given = shown.cookies.map((cookie) => cookie.split(';')[0] ?? '');
    if (given.length > 0) this.cookies = given;
    return shown;
  }

  /** Fills in every screen up to one, as `until` names its form. */
  async upTo(until: string): Promise<void> {
    for (const [step, form] of Object.entries(screens)) {
      if (step === until) return;
      const textHash = step === 'sign' ? await this.textHash() : undefined;
      const { status } = await this.submit(step, { ...form, ...(textHash === undefined ? {} : { textHash }) });
      if (status !== 303) throw new Error(`The screen ${step} was not taken: ${status}`);
    }
  }

  /** The hash that the signing screen carries. */
  async textHash(): Promise<string> {
    return /name="textHash" value="([0-9a-f]{64})"/.exec((await this.open()).body)?.[1] ?? '';
  }
}

/** Each screen's form, filled in well, in the order of the screens. */
export const screens: Record<string, Record<string, string>> = {
  identity: born,
  records: { canOpen: 'yes', consent: 'yes' },
  terms: { 'not-insurance': 'yes', 'fee-covers': 'yes', 'ending-refund': 'yes' },
  agreement: { read: 'yes' },
  sign: { signature: 'Paula Example', intent: 'yes', renewal: 'yes' },
  payment: { method: 'pm_card_visa' },
};
