import { domainToASCII } from 'node:url';
import { ageOn, isCivilDate } from '../../domain/calendar/practice-time.ts';
import type { FieldValues } from '../../pages/form-state.ts';

/** First and last name of a hundred characters each. */
export const longestFullName = 201;

/** Collects one message a field; the page shows it beside the field. */
export class FieldChecks {
  readonly errors: Record<string, string> = {};
  readonly #form: FieldValues;

  constructor(form: FieldValues) {
    this.#form = form;
  }

  /** The fields of one of several people, whose names begin with a prefix (`p2-`); what is wrong is collected here, too. */
  of(prefix: string): FieldChecks {
    if (prefix === '') return this;
    const form = Object.fromEntries(
      Object.entries(this.#form).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
    const checks = new FieldChecks(form);
    checks.#tell = (field, message) => this.#say(`${prefix}${field}`, message);
    return checks;
  }

  #tell: ((field: string, message: string) => void) | undefined;

  /** A line of text, trimmed and with single spaces. */
  text(field: string, label: string, limits: { max: number; optional?: boolean }): string {
    const value = (this.#form[field] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
    if (value === '' && !limits.optional) this.#say(field, `Please enter ${label}.`);
    if (value.length > limits.max) {
      this.#say(field, `This may have at most ${limits.max} characters; you entered ${value.length}.`);
    }
    return value;
  }

  /** It stands in mails from the practice, to an address that anybody may type: nothing to click on. */
  name(field: string, label: string): string {
    const value = this.text(field, label, { max: 100 });
    if (/:\/\/|www\.|@/i.test(value)) this.#say(field, 'A name holds no web or email address.');
    return value;
  }

  choice<T extends string>(field: string, allowed: readonly T[], message: string): T {
    const value = this.#form[field] ?? '';
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.#say(field, message);
    return found ?? (allowed[0] as T);
  }

  checked(field: string, message: string): void {
    if (this.#form[field] !== 'yes') this.#say(field, message);
  }

  /** The address as mail can use it: international domains in their ASCII form (RFC 5891). */
  email(field: string, limits: { optional?: boolean } = {}): string {
    const value = this.text(field, 'an email address', { max: 254, ...limits });
    if (value === '') return value;
    const at = value.lastIndexOf('@');
    const [local, given] = [value.slice(0, at), value.slice(at + 1)];
    // What ends a host in a web address would be cut off unseen, and digits alone read as a network address.
    const domain = /[/\\?#:%]/.test(given) ? '' : domainToASCII(given);
    const isLocal =
      /^("[!#-[\]-~]{1,62}"|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})$/.test(local) && !/^\.|\.\.|\.$/.test(local);
    if (at < 1 || !isLocal || !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z0-9-]*[a-z][a-z0-9-]*$/.test(domain)) {
      this.#say(field, 'This does not look like an email address. It should look like name@example.com.');
    }
    return `${local}@${domain}`;
  }

  /** A North American number in any of its spellings, as "(555) 010-0100"; others with their country's code. */
  phone(field: string): string {
    const value = this.text(field, 'a phone number', { max: 30 });
    if (value === '') return value;
    const digits = value.replace(/\D/g, '');
    if (value.startsWith('+') && !digits.startsWith('1') && digits.length >= 8 && digits.length <= 15)
      return `+${digits}`;
    const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
    if (national.length !== 10 || /[^\d\s().+-]/.test(value)) {
      this.#say(field, 'Please enter a phone number with its area code, like (555) 010-0100.');
    }
    return `(${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}`;
  }

  postalCode(field: string): string {
    const value = this.text(field, 'your ZIP code', { max: 20 });
    if (value !== '' && !/^\d{5}(-?\d{4})?$/.test(value)) this.#say(field, 'A ZIP code has five digits, like 14850.');
    return value;
  }

  /** Month by number, day, year: as a civil date. */
  birthDate(today: string): string {
    const [year, month, day] = ['birthYear', 'birthMonth', 'birthDay'].map((field) => (this.#form[field] ?? '').trim());
    const date = `${year?.padStart(4, '0')}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
    if (!year || !month || !day) this.#say('birthDate', 'Please enter month, day and year of birth.');
    else if (!/^\d{4}$/.test(year))
      this.#say('birthDate', `Please enter the year of birth with four digits; you entered "${year.slice(0, 10)}".`);
    else if (!isCivilDate(date)) this.#say('birthDate', 'There is no such date. Please check month, day and year.');
    else if (date > today) this.#say('birthDate', 'This date is in the future. Please check the year.');
    else if (ageOn(date, today) > 120)
      this.#say('birthDate', 'This date is more than 120 years ago. Please check the year.');
    return date;
  }

  /** A day of the calendar as YYYY-MM-DD, as browsers send it; '' where none was given. */
  day(field: string, { from, to }: { from: string; to: string }): string {
    const value = this.text(field, 'a date', { max: 10, optional: true });
    if (value === '') return value;
    if (!isCivilDate(value)) this.#say(field, 'Please enter a date like 2027-01-31: year, month, day.');
    else if (value < from || value > to) this.#say(field, `Please choose a day from ${from} to ${to}.`);
    return value;
  }

  /** An amount of dollars as people write it, in cents: "1,200" or "$1,250.50". */
  dollars(field: string): number {
    const value = this.text(field, 'an amount', { max: 15 });
    const [, dollars = '', cents = '0'] = /^\$?(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.(\d\d))?$/.exec(value) ?? [];
    if (value !== '' && dollars === '') this.#say(field, 'Please enter an amount like 1,200 or 1,250.50.');
    return 100 * Number(dollars.replaceAll(',', '')) + Number(cents);
  }

  say(field: string, message: string): void {
    this.#say(field, message);
  }

  get hasErrors(): boolean {
    return Object.keys(this.errors).length > 0;
  }

  /** The first thing that is wrong with a field is the one to mend. */
  #say(field: string, message: string): void {
    this.errors[field] ??= message;
    this.#tell?.(field, message);
  }
}
