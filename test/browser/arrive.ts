import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { findings } from './findings.ts';
import type { Tab } from './tab.ts';

export async function isAt(page: Page, heading: string): Promise<void> {
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
}

/** The page with this heading, and it is as good to read and to use as pages have to be. */
export async function arrivedAt(page: Page, heading: string): Promise<void> {
  await isAt(page, heading);
  expect([heading, await findings(page)]).toEqual([heading, []]);
}

/** The same of a page of the desk, but for the practice's number, which its staff know. */
export async function arrivedAtDesk(page: Page, heading: string): Promise<void> {
  await isAt(page, heading);
  const found = (await findings(page)).filter((one) => one !== 'no phone number');
  expect([heading, found]).toEqual([heading, []]);
}

/** The user pool is on a host of its own, as in AWS; to no other does the desk lead. */
export function troublesOf({ troubles }: Tab): string[] {
  return troubles.filter((one) => !/^a request to http:\/\/localhost:\d+\/(auth|interaction|session)\b/.test(one));
}
