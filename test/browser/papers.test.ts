import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { examplePapers } from '../functions/pages/example-papers.ts';
import { axeFindings, type Device, devices, startBrowser } from '../support/browser.ts';
import { openStill } from './still.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.close());

const papers = examplePapers();
const names = ['packet', 'packet-large', 'packet-of-two', 'invoice', 'letter-welcome', 'letter-payment-failed-large'];
const open = (name: string, options: Parameters<Browser['newContext']>[0]) =>
  openStill(browser, papers[name] ?? '', options);

test.each(names.flatMap((name) => (Object.keys(devices) as Device[]).map((device) => [name, device] as const)))(
  'the paper "%s" can be read on a %s before it is printed',
  async (name, device) => {
    const page = await open(name, devices[device]);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.close();
  },
);

/** Letter paper without its margins, at 96 dots an inch; the margin above and on the left is 0.75 inches. */
const letterPaper = { viewport: { width: 672, height: 917 } };

test.each(names)('printed, "%s" has the address in the envelope’s window and nothing else beside it', async (name) => {
  const page = await open(name, letterPaper);
  await page.emulateMedia({ media: 'print' });
  const inches = await page.evaluate(() => {
    const box = (selector: string) => {
      const { top, bottom, left, right } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
      return [top, bottom, left, right].map((length) => length / 96 + 0.75);
    };
    return { head: box('.letterhead'), address: box('.window address'), date: box('.window p'), title: box('h1') };
  });
  // A No. 10 window, when the sheet has sunk to the envelope's lower edge: 2.04 to 3.17 inches down, 0.9 to 5.4 across.
  const [top = 0, bottom = 0, left = 0, right = 0] = inches.address;
  expect([top > 2.04, bottom < 3.17, left > 0.9, right < 5.4]).toEqual([true, true, true, true]);
  expect(inches.head[1]).toBeLessThan(2.04);
  expect(inches.date[2]).toBeGreaterThan(5.4);
  expect(inches.title[0]).toBeGreaterThan(3.17);
  await page.close();
});

test.each(names)(
  'printed, "%s" is in 14 points or more, 18 in large print, without what is for the screen',
  async (name) => {
    const page = await open(name, letterPaper);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.screen-only').isVisible()).toBe(false);
    const sizes = await page
      .locator('main')
      .evaluate((main) =>
        [...main.querySelectorAll('p, li, dt, dd, td, h1, h2, h3')]
          .filter((element) => !element.closest('.letterhead, .window, .reference'))
          .map((element) => Number.parseFloat(getComputedStyle(element).fontSize) * 0.75),
      );
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(name.endsWith('-large') ? 18 : 14);
    await page.close();
  },
);

test('an invoice with its slip fits on one sheet', async () => {
  const page = await open('invoice', letterPaper);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox \[0 0 612 792\]/);
  await page.close();
});
