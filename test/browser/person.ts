import type { Locator, Page } from 'playwright-core';
import { Keyboard } from './keyboard.ts';
import { choose, follow, press, tickAll } from './ways.ts';

/** Somebody at a page, who uses a mouse or has none: what a test tells can then be done in either way. */
export interface Person {
  page: Page;
  press(button: string | RegExp): Promise<void>;
  follow(link: string | Locator): Promise<void>;
  /** Unfolds what is folded. */
  unfold(summary: Locator): Promise<void>;
  /** Fills a form's fields in, by their names and in their order: text, a day, an option, a choice or a box ("yes"). */
  fill(fields: Readonly<Record<string, string>>): Promise<void>;
  /** Ticks every box of the page. */
  tickAll(): Promise<void>;
  /** What was hard about it. */
  troubles: readonly string[];
}

export function withMouse(page: Page): Person {
  return {
    page,
    troubles: [],
    press: (button) => press(page, button),
    async follow(link) {
      if (typeof link === 'string') return follow(page, link);
      const loaded = page.waitForEvent('load');
      await link.click();
      await loaded;
    },
    unfold: (summary) => summary.click(),
    async fill(fields) {
      for (const [name, value] of Object.entries(fields)) {
        const field = page.locator(`[name="${name}"]`);
        const kind = await kindOf(field);
        if (kind === 'radio' || kind === 'checkbox') await choose(page, name, value);
        else if (kind === 'select') await field.selectOption(value);
        else await field.fill(value);
      }
    },
    tickAll: () => tickAll(page),
  };
}

export function withKeys(page: Page): Person {
  const keys = new Keyboard(page);
  const send = async (target: Locator) => {
    await keys.tabTo(target);
    await keys.send('Enter');
  };
  return {
    page,
    troubles: keys.troubles,
    press: (button) => send(page.getByRole('button', { name: button })),
    follow: (link) => send(typeof link === 'string' ? page.getByRole('link', { name: link }) : link),
    async unfold(summary) {
      await keys.tabTo(summary);
      await keys.press('Enter');
    },
    async fill(fields) {
      for (const [name, value] of Object.entries(fields)) await typeInto(keys, page.locator(`[name="${name}"]`), value);
    },
    tickAll: () => keys.tickAll(),
  };
}

async function typeInto(keys: Keyboard, field: Locator, value: string): Promise<void> {
  switch (await kindOf(field)) {
    case 'radio':
      return keys.pick(field, value);
    case 'checkbox':
      await keys.tabTo(field);
      return keys.press('Space');
    case 'select':
      return keys.type(field, (await field.locator(`option[value="${value}"]`).textContent()) ?? '');
    case 'date':
      // Month, day and year have a stop of their own each, in the order of the browser's language.
      return keys.type(field, value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$2$3$1'));
    default:
      await keys.tabTo(field);
      await keys.press('ControlOrMeta+A');
      return field.page().keyboard.type(value);
  }
}

function kindOf(field: Locator): Promise<string> {
  return field.first().evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.localName));
}
