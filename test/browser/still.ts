import type { Browser, Page } from 'playwright-core';
import { assetFor } from '../../functions/pages/assets.ts';

/** A rendered page with its stylesheets, as a browser gets it from the practice, without anything behind it. */
export async function openStill(
  browser: Browser,
  html: string,
  options: Parameters<Browser['newContext']>[0],
): Promise<Page> {
  const page = await browser.newPage(options);
  await page.route('**/*', (route) => {
    const asset = assetFor(new URL(route.request().url()).pathname);
    return asset === undefined
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.fulfill({ contentType: asset.contentType, body: asset.body });
  });
  await page.goto('https://pages.example/');
  return page;
}
