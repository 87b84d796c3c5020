import { expect, test } from '@jest/globals';
import { checkMachines } from '../../infra/check-machines.ts';

test('every state machine loads in the runner', () => {
  expect(checkMachines()).toEqual([]);
});
