import type { Locator, Page } from 'playwright-core';

/** Someone without a mouse: moves by Tab alone, and notes where the focus is lost or can't be seen. */
export class Keyboard {
  readonly troubles: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async tabTo(target: Locator): Promise<void> {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      await this.press('Tab');
      await this.#look();
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab does not lead to ${target}`);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.tabTo(target);
    await this.#page.keyboard.type(text);
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  /** Presses a key that sends the form, and waits for the next page. */
  async send(key: 'Enter' | 'Space'): Promise<void> {
    const loaded = this.#page.waitForEvent('load');
    await this.press(key);
    await loaded;
  }

  async tickAll(): Promise<void> {
    for (const box of await this.#page.getByRole('checkbox').all()) {
      await this.tabTo(box);
      if (!(await box.isChecked())) await this.press('Space');
    }
  }

  /** Of radio buttons only one is reached by Tab; the arrows lead to the others. */
  async pick(radios: Locator, value: string): Promise<void> {
    await this.tabTo(radios.first());
    for (const radio of await radios.all()) {
      if ((await radio.getAttribute('value')) === value) return this.press('Space');
      await this.press('ArrowDown');
    }
    throw new Error(`There is no choice "${value}" in ${radios}`);
  }

  async #look(): Promise<void> {
    const trouble = await this.#page.locator('body').evaluate((body) => {
      const element = document.activeElement;
      if (element === null || element === body) return 'the focus is on nothing';
      const name = `${element.tagName} ${element.id || element.textContent}`;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      // Of a day's field, the button of its calendar has the focus: a part of the browser, with the browser's own ring.
      if (element.matches('[type=date]:not(:focus)')) return undefined;
      if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `the focus on ${name} can't be seen`;
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const isInView = top < innerHeight && bottom > 0 && left < innerWidth && right > 0;
      return isInView ? undefined : `${name} has the focus out of view`;
    });
    if (trouble !== undefined) this.troubles.push(trouble);
  }
}
