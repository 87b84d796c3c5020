import { type HTMLElement, parse } from 'node-html-parser';

/** A page as a visitor has it before them. */
export interface Page {
  url: string;
  status: number;
  html: string;
  /** What can be read, with single spaces. */
  text: string;
  root: HTMLElement;
}

/** Somebody at a browser without scripts: follows links and redirects, fills in the forms that the pages really hold. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #base: string;
  readonly #fetchPage: typeof fetch;

  constructor(base: string, fetchPage = fetch) {
    this.#base = base;
    this.#fetchPage = fetchPage;
  }

  cookieValues(): string[] {
    return [...this.#cookies.values()];
  }

  cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  open(path: string): Promise<Page> {
    return this.#fetch(new URL(path, this.#base), {});
  }

  /**
   * Sends the page's form (the first whose action ends with `action` and that takes all of `values`): hidden and
   * preselected fields as they are, `values` typed over them. Throws when there is none, as a person could not fill it in.
   */
  submit(page: Page, values: Record<string, string> = {}, action = ''): Promise<Page> {
    const forms = page.root
      .querySelectorAll('form')
      .filter((one) => (one.getAttribute('action') ?? '').endsWith(action));
    const takes = (one: HTMLElement) => Object.entries(values).every(([name, value]) => offers(one, name, value));
    const form = forms.find(takes);
    if (form === undefined) {
      const given = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
      throw new Error(`No form ${action} of ${page.url} takes ${given.join(', ')}: ${page.text.slice(0, 300)}`);
    }
    const fields = standingFields(form);
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    const target = new URL(form.getAttribute('action') ?? page.url, page.url);
    return this.#fetch(target, { method: 'POST', body: new URLSearchParams([...fields]) });
  }

  async #fetch(url: URL, init: RequestInit): Promise<Page> {
    const cookie = this.cookieHeader();
    const response = await this.#fetchPage(url, {
      ...init,
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/;\s*max-age=0\b|expires=thu, 01 jan 1970/i.test(set)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if ([302, 303].includes(response.status) && location !== null) return this.#fetch(new URL(location, url), {});
    const html = await response.text();
    const root = parse(html);
    return { url: url.href, status: response.status, html, text: root.structuredText.replace(/\s+/g, ' '), root };
  }
}

function standingFields(form: HTMLElement): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name');
    if (name === undefined) continue;
    const type = field.getAttribute('type') ?? 'text';
    if ((type === 'radio' || type === 'checkbox') && !field.hasAttribute('checked')) continue;
    fields.set(name, currentValue(field));
  }
  return fields;
}

function currentValue(field: HTMLElement): string {
  if (field.tagName === 'SELECT') return field.querySelector('option[selected]')?.getAttribute('value') ?? '';
  if (field.tagName === 'TEXTAREA') return field.textContent;
  return field.getAttribute('value') ?? '';
}

function offers(form: HTMLElement, name: string, value: string): boolean {
  const fields = form
    .querySelectorAll('input, textarea, select, button')
    .filter((field) => field.getAttribute('name') === name);
  return fields.some((field) => {
    if (field.tagName === 'BUTTON') return field.getAttribute('value') === value;
    if (field.tagName === 'SELECT') {
      return field.querySelectorAll('option').some((option) => option.getAttribute('value') === value);
    }
    const type = field.getAttribute('type') ?? 'text';
    return type === 'radio' || type === 'checkbox' ? field.getAttribute('value') === value : true;
  });
}
