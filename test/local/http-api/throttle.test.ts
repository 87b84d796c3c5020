import { expect, it } from '@jest/globals';
import { Throttle } from '../../../local/http-api/throttle.ts';

it('lets a burst pass, then so many requests a second', () => {
  let seconds = 0;
  const throttle = new Throttle(3, 2, () => seconds);
  const passing = () => Array.from({ length: 10 }, () => throttle.allows()).filter((passes) => passes).length;
  expect(passing()).toBe(3);
  seconds = 1;
  expect(passing()).toBe(2);
  seconds = 100;
  expect(passing()).toBe(3);
});
