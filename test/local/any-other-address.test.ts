import { expect, test } from '@jest/globals';
import { startSpine } from '../support/spine.ts';

test('an address that nobody knows is a calm page, by the very routes and permissions that are deployed', async () => {
  await using spine = await startSpine();
  for (const path of ['/nothing', '/sign/', '/apply/x', '/%E0%A4%A']) {
    const page = await spine.journey.visitor().open(path);
    expect([path, page.status, page.root.querySelectorAll('h1').length]).toEqual([path, 404, 1]);
  }
  const probe = await fetch(`${spine.cloud.productUrl}/sign/any`, { method: 'HEAD' });
  expect(probe.status).toBe(200);
}, 60_000);
