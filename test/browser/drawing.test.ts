import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Device, devices, startBrowser } from '../support/browser.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { arrivedAt, isAt } from './arrive.ts';
import { findings } from './findings.ts';
import { Keyboard } from './keyboard.ts';
import { withMouse } from './person.ts';
import { openTab, type Tab } from './tab.ts';
import { applicant, choose, fillSignature, press, signingScreens } from './ways.ts';

let browser: Browser;
let spine: Spine;

beforeAll(async () => {
  [browser, spine] = await Promise.all([startBrowser(), startSpine()]);
});

afterAll(async () => {
  await browser.close();
  await spine[Symbol.asyncDispose]();
});

/** Where a hand goes, in shares of the box: two strokes, the second of which leaves it. */
const strokes = [
  [
    [0.1, 0.7],
    [0.2, 0.2],
    [0.3, 0.6],
    [0.5, 0.3],
    [0.7, 0.7],
  ],
  [
    [0.2, 0.85],
    [0.6, 0.8],
    [1.2, 0.9],
  ],
] as const;

/** With a finger on a phone, with a mouse at a desk. */
async function draw(page: Page, device: Device): Promise<void> {
  const canvas = page.locator('.pad canvas');
  await canvas.scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => scrollY);
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The box to draw in is not there');
  const touch = device === 'phone' ? await page.context().newCDPSession(page) : undefined;
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number, y?: number) =>
    touch?.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: y ?? 0 }] });
  for (const stroke of strokes) {
    const [first, ...rest] = stroke.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
    if (touch === undefined) {
      await page.mouse.move(...(first ?? [0, 0]));
      await page.mouse.down();
      for (const point of rest) await page.mouse.move(...point, { steps: 6 });
      await page.mouse.up();
    } else {
      await send('touchStart', ...(first ?? []));
      for (const point of rest) await send('touchMove', ...point);
      await send('touchEnd');
    }
  }
  // A finger in the box draws, and does not move the page away under itself.
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
}

/** How many dots of the box have ink. */
function inkOf(page: Page): Promise<number> {
  return page.locator('.pad canvas').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return data.filter((value, at) => at % 4 === 3 && value > 0).length;
  });
}

async function toSignScreen(tab: Tab, name: string): Promise<ReturnType<typeof applicant>> {
  const who = applicant(name);
  await tab.page.goto(await spine.journey.enrol(who));
  for (const { heading, fill, button } of signingScreens(who)) {
    if (heading === 'Sign your agreement') break;
    await fill(withMouse(tab.page));
    await press(tab.page, button);
  }
  await isAt(tab.page, 'Sign your agreement');
  return who;
}

test.each(Object.keys(devices) as Device[])(
  'a signature is drawn, mended, and shown, on a %s',
  async (device) => {
    await using tab = await openTab(browser, spine.cloud.productUrl, device);
    const { page } = tab;
    const who = await toSignScreen(tab, device === 'phone' ? 'Ines' : 'Ivo');
    const name = `${who.firstName} ${who.lastName}`;
    await arrivedAt(page, 'Sign your agreement');

    await choose(page, 'signing', 'drawn');
    await press(page, 'Sign the agreement');
    // Nothing was drawn: it is said beside the choice, and the box is still there.
    expect(await page.locator('.errors a[href="#signing"]').textContent()).toMatch(/draw your signature/);
    expect(await page.locator('.pad').isVisible()).toBe(true);
    await arrivedAt(page, 'Sign your agreement');

    await draw(page, device);
    expect(await inkOf(page)).toBeGreaterThan(500);
    expect(await page.getByRole('status').textContent()).toBe('Your signature is in the box.');
    await page.getByRole('button', { name: 'Clear the box' }).click();
    expect([await inkOf(page), await page.locator('[name=drawing]').inputValue()]).toEqual([0, '']);
    expect(await page.getByRole('status').textContent()).toBe('The box is empty.');

    await draw(page, device);
    await press(page, 'Sign the agreement');
    // Name and intent are missing; the drawing is not lost.
    await page.locator('.errors a[href="#signature"]').waitFor();
    expect(await inkOf(page)).toBeGreaterThan(500);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await page.setViewportSize({ width: 320, height });
    expect(await inkOf(page)).toBeGreaterThan(300);
    await page.setViewportSize({ width, height });
    expect(await findings(page)).toEqual([]);

    await fillSignature(page, name);
    await choose(page, 'renewal', 'no');
    await press(page, 'Sign the agreement');
    await isAt(page, 'How would you like to pay?');
    await choose(page, 'method', 'pm_card_visa');
    await press(page, 'Save and finish');
    await arrivedAt(page, 'Thank you, you have signed');
    const drawn = page.getByRole('img', { name: `Drawn signature of ${name}` });
    const path = (await drawn.locator('path').getAttribute('d')) ?? '';
    expect(path.match(/M/g)).toHaveLength(2);
    // What left the box ends at its edge.
    expect(path).toMatch(/L1200 \d+$/);
    expect((await drawn.boundingBox())?.width).toBeGreaterThan(150);
    expect(tab.troubles).toEqual([]);
  },
  180_000,
);

test('by keyboard, the choice is a name that was typed, and drawing stands in nobody’s way', async () => {
  await using tab = await openTab(browser, spine.cloud.productUrl, 'desktop');
  const { page } = tab;
  const who = await toSignScreen(tab, 'Ida');
  const keys = new Keyboard(page);
  await keys.type(page.getByLabel('Type your full name'), `${who.firstName} ${who.lastName}`);
  await keys.tabTo(page.getByLabel('With my name as I typed it'));
  await keys.press('ArrowDown');
  expect(await page.locator('.pad').isVisible()).toBe(true);
  await keys.press('ArrowUp');
  expect(await page.locator('.pad').isVisible()).toBe(false);
  await keys.tickAll();
  await keys.tabTo(page.getByLabel('Yes, renew it'));
  await keys.press('ArrowDown');
  await keys.tabTo(page.getByRole('button', { name: 'Sign the agreement' }));
  await keys.send('Enter');
  await isAt(page, 'How would you like to pay?');
  expect([...keys.troubles, ...tab.troubles]).toEqual([]);
}, 120_000);

test('without a script there is no choice, and no box', async () => {
  await using tab = await openTab(browser, spine.cloud.productUrl, 'phone', { javaScriptEnabled: false });
  await toSignScreen(tab, 'Ike');
  expect(await tab.page.locator('[data-signing]').isVisible()).toBe(false);
  expect(await tab.page.getByRole('radio').count()).toBe(2);
}, 120_000);
