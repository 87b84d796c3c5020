import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { findings } from './findings.ts';

export async function isAt(page: Page, heading: string): Promise<void> {
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
}

/** The page with this heading, and it is as good to read and to use as pages have to be. */
export async function arrivedAt(page: Page, heading: string): Promise<void> {
  await isAt(page, heading);
  expect([heading, await findings(page)]).toEqual([heading, []]);
}
