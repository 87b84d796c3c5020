import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { exampleDeskPages } from '../functions/pages/example-desk-pages.ts';
import { axeFindings, type Device, devices, startBrowser } from '../support/browser.ts';
import { openStill } from './still.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser.close());

const pages = exampleDeskPages();
const names = ['desk-agreement', 'desk-agreement-ended', 'desk-payment-errors', 'desk-correct', 'desk-physician'];

test.each(names.flatMap((name) => (Object.keys(devices) as Device[]).map((device) => [name, device] as const)))(
  'the page "%s" can be worked with on a %s',
  async (name, device) => {
    const page = await openStill(browser, pages[name] ?? '', devices[device]);
    expect(await axeFindings(page)).toEqual([]);
    // The narrowest window that WCAG asks for.
    if (device === 'phone') await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.close();
  },
);
