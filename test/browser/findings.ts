import type { Page } from 'playwright-core';
import { axeFindings } from '../support/browser.ts';

/** All that a page does worse than it promises, a line each. */
export async function findings(page: Page): Promise<string[]> {
  const found = [...(await axeFindings(page)), ...(await ownFindings(page)), ...(await errorFindings(page))];
  if (await scrollsSideways(page)) found.push('it scrolls sideways');
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  // The narrowest window that WCAG asks for (1.4.10): also what 400 % zoom leaves of 1280 px.
  await page.setViewportSize({ width: 320, height });
  if (await scrollsSideways(page)) found.push('it scrolls sideways at 320 px');
  await page.setViewportSize({ width, height });
  return found;
}

function scrollsSideways(page: Page): Promise<boolean> {
  return page.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth);
}

/** What each page of the practice has and is. The function runs in the browser. */
function ownFindings(page: Page): Promise<string[]> {
  return page.locator('html').evaluate((html) => {
    const found: string[] = [];
    const all = (selector: string) => [...html.querySelectorAll<HTMLElement>(selector)];
    const seen = (selector: string) =>
      all(selector).filter((element) => element.checkVisibility() && !element.closest('.trap, .skip, .unseen'));
    const textOf = (element: Element | null | undefined) => (element?.textContent ?? '').trim();
    const nameOf = (element: Element) => `${element.tagName} ${element.id || textOf(element).slice(0, 40)}`;

    for (const element of seen('a[href], button, select, textarea, input:not([type=hidden])')) {
      // A link within a sentence is as high as its line (WCAG 2.5.8 excepts it).
      if (element.matches('a') && textOf(element.parentElement) !== textOf(element)) continue;
      const row = element.matches('[type=radio], [type=checkbox]') ? element.closest('.choice') : null;
      const { width, height } = (row ?? element).getBoundingClientRect();
      const least = element.matches('a:not(.phone)') ? 24 : 44;
      if (Math.min(width, height) < least) found.push(`${nameOf(element)} is ${width} × ${height} px`);
    }
    for (const element of seen('body *')) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && textOf(element) !== '',
      );
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (hasText && size < 18) found.push(`the type of ${nameOf(element)} is ${size} px`);
    }
    if (!seen('a[href^="tel:"]').some((link) => textOf(link).includes('(555) 010-0100'))) found.push('no phone number');
    if (seen('ul, ol, dl').some((list) => list.children.length === 0)) found.push('there is a list of nothing');
    if (all('h1').length !== 1) found.push(`there are ${all('h1').length} main headings`);
    if (!document.title.includes(textOf(all('h1')[0]))) found.push(`the title is ${document.title}`);
    // The pad of a drawn signature sets how its own box is touched.
    if (all('script:not([src]), [style]:not(.pad canvas)').length > 0)
      found.push('there are scripts or styles within the page');
    return found;
  });
}

/** Errors stand beside their field and in a summary that has the focus and leads to them. */
function errorFindings(page: Page): Promise<string[]> {
  return page.locator('html').evaluate((html) => {
    const summary = html.querySelector('.errors');
    if (summary === null) return [];
    const found: string[] = [];
    if (document.activeElement !== summary) found.push('the summary of errors has not got the focus');
    if (!document.title.startsWith('Error: ')) found.push('the title does not say that there are errors');
    const links = [...summary.querySelectorAll('a')];
    for (const { hash, textContent } of links) {
      const message = document.getElementById(hash.slice(1))?.closest('.wrong')?.querySelector('.error')?.textContent;
      if (!message) found.push(`"${textContent}" leads to no field with an error`);
      else if (!textContent.endsWith(message)) found.push(`"${textContent}" is "${message}" at its field`);
    }
    const { length } = html.querySelectorAll('.field.wrong');
    if (length !== links.length) found.push(`${links.length} errors are summed up, ${length} fields have one`);
    return found;
  });
}
