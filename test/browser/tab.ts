import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Device, devices } from '../support/browser.ts';

/** A browser window of its own, as one person has it before them, that notes whatever the browser complains about. */
export interface Tab {
  page: Page;
  /** Errors on the console, and requests to any other host. */
  troubles: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function openTab(
  browser: Browser,
  productUrl: string,
  device: Device,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext({ ...devices[device], baseURL: productUrl, ...options });
  context.setDefaultTimeout(20_000);
  const troubles: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' && !isAnswerWithErrors(message.text())) troubles.push(message.text());
  });
  context.on('weberror', (error) => troubles.push(String(error.error())));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${productUrl}/`) && !url.startsWith('data:')) troubles.push(`a request to ${url}`);
  });
  const page = await context.newPage();
  return { page, troubles, [Symbol.asyncDispose]: () => context.close() };
}

/** A page that comes back with errors has a status of its own, which Chromium logs like a fault. */
function isAnswerWithErrors(message: string): boolean {
  return /^Failed to load resource: the server responded with a status of 4\d\d/.test(message);
}
